"""
Word files to articles: styles, lists, tables, links, notes and pictures.

mammoth reads the file into a tree of paragraphs and runs; this turns the tree into blocks, in
which `composing` finds the article. The package is checked before (docx_package), the words
are counted by another way after (docx_words).
"""

import re
from hashlib import sha256
from html import escape
from xml.parsers.expat import ExpatError

import mammoth.docx
from mammoth import documents

from .blocks import Block, words_of
from .capitals import in_capitals
from .composing import compose
from .document import ArticleDocument, EmbeddedPicture, ImportProblem, Note
from .docx_inline import InlineReader, html_of, lines_of
from .docx_notes import References
from .docx_package import ZIP_ERRORS, Package, names_like, open_package
from .docx_tables import table_blocks
from .docx_words import part_text, visible_text
from .house_pattern import fix_text
from .limits import check_length
from .typed_sources import TypedSources
from .words import check_words

MOST_PICTURES = 12
# What mammoth raises on files that are no Word documents inside, beside those of zip.
_PARSER_ERRORS = (*ZIP_ERRORS, ExpatError, AttributeError, TypeError, RecursionError)
_HEADING = re.compile(r"heading ?([1-9])", re.IGNORECASE)
_STYLES = {
    "title": "title",
    "subtitle": "subtitle",
    "abstract": "paragraph",
    "author": "byline",
    "date": "byline",
    "quote": "quote",
    "intense quote": "quote",
    "block text": "quote",
    "block quote": "quote",
    "quotations": "quote",
    "caption": "caption",
    "image caption": "caption",
    "figure": "caption",
    "illustration": "caption",
}
_CONTENTS = re.compile(r"(?:toc|contents)(?: \d| heading)|table of contents", re.IGNORECASE)
_MACHINE_ALT = re.compile(
    r"\s*(?:Description automatically generated.*|AI-generated content may be incorrect\.?)$",
    re.IGNORECASE | re.DOTALL,
)
_NO_ALT = re.compile(r"(?:image|picture|photo|graphic|img|dsc)?[\s_-]*\d*(?:\.\w{3,4})?", re.I)


def read_docx(data: bytes, *, title: str = "") -> ArticleDocument:
    """
    Return the article in the Word file `data`; `title` is one given beside it.

    Raises ImportProblem for what is no Word file, is locked, holds macros, unpacks to too
    much, is damaged or has no title.
    """
    package = open_package(data)
    try:
        text = check_length(visible_text(package))
        tree = mammoth.docx.read(package.file).value
        reader = _DocumentReader(tree.notes)
        blocks = reader.blocks(tree.children)
    except _PARSER_ERRORS as problem:
        raise ImportProblem(
            "The Word file is damaged and cannot be read. Save it again in Word and retry."
        ) from problem
    sources = TypedSources(blocks, reader.references)
    document = compose(
        sources.blocks,
        references=reader.references.rows.values(),
        pictures=list(reader.pictures.values()),
        notes=reader.notes,
        title=title,
    )
    document.pieces += reader.references.pieces
    document.notes += [*reader.references.notes, *_about_the_rest(package)]
    check_words(document, sources.plain(text))
    return document


class _DocumentReader:
    """Turns mammoth's tree into blocks, gathering sources, pictures and notes."""

    def __init__(self, notes):
        self.footnotes = notes
        self.references = References()
        self.pictures = {}  # by slug, in order
        self.found = []  # slugs of pictures in the paragraph being read
        self.notes = []
        self.inline = InlineReader(self.cite, self.take_picture, self.note)

    def note(self, kind, sentence):
        note = Note(kind, sentence)
        if note not in self.notes:
            self.notes.append(note)

    def blocks(self, elements):
        blocks = []
        for element in elements:
            if isinstance(element, documents.Paragraph):
                blocks += self.paragraph(element)
            elif isinstance(element, documents.Table):
                blocks += table_blocks(element, self)
        return blocks

    def paragraph(self, paragraph):
        """Return the blocks of `paragraph`: its pictures after its text."""
        if _is_shouted(paragraph):
            _shout(paragraph)
        self.found = []
        segments = self.inline.read(paragraph.children)
        lines = lines_of(segments)
        blocks = [_block(paragraph, html) for html in _htmls(lines) if html]
        return blocks + [self.figure(slug) for slug in self.found]

    def figure(self, slug):
        alt = self.pictures[slug].alt
        described = f' data-alt="{escape(alt)}"' if alt else ""
        return Block("figure", f'<figure data-picture="{slug}"{described}></figure>')

    def cite(self, reference):
        """Return the HTML of a citation of the footnote or endnote `reference` points to."""
        note = self.footnotes.resolve(reference)
        texts = []
        for block in note.body:
            if isinstance(block, documents.Paragraph):
                reader = InlineReader(lambda nested: "", lambda image: None, self.note)
                texts.append(html_of(reader.read(block.children)))
        key = self.references.key_of(
            (reference.note_type, reference.note_id), " ".join(filter(None, texts))
        )
        return f'<sup data-ref="{key}"></sup>' if key else ""

    def take_picture(self, image):
        """Keep the bytes of `image`; a picture that lies elsewhere is left out."""
        if len(self.pictures) >= MOST_PICTURES:
            self.note("left out", f"Every picture after the {MOST_PICTURES}th.")
            return
        try:
            with image.open() as file:
                content = file.read()
        except (*ZIP_ERRORS, AttributeError):
            self.note("left out", "A picture that does not lie inside the file.")
            return
        alt = _MACHINE_ALT.sub("", image.alt_text or "").strip()
        alt = "" if _NO_ALT.fullmatch(alt) else " ".join(alt.split())
        slug = f"from-word-{sha256(content).hexdigest()[:12]}"
        self.pictures.setdefault(slug, EmbeddedPicture(slug, alt, content))
        self.found.append(slug)


def _block(paragraph, html):
    kind, level = _kind(paragraph)
    ordered = bool(kind == "item" and paragraph.numbering.is_ordered)
    return Block(kind, html, level=level, ordered=ordered)


def _kind(paragraph):
    """Return (kind, level) of the block a paragraph of this style becomes."""
    style = (paragraph.style_name or "").strip()
    heading = _HEADING.fullmatch(style) or _HEADING.fullmatch(paragraph.style_id or "")
    if heading:
        return "heading", int(heading[1])
    if _CONTENTS.match(style):
        return "contents", 0
    if paragraph.numbering is not None:
        return "item", int(paragraph.numbering.level_index) + 1
    return _STYLES.get(style.lower(), "paragraph"), 0


def _htmls(lines):
    """
    Return the HTML of the paragraphs that `lines` of one Word paragraph are.

    Line breaks inside a paragraph stay, unless they were used to begin new ones.
    """
    htmls = [html_of(line) for line in lines]
    texts = [words_of(html) for html in htmls]
    apart = len(lines) > 1 and any(
        in_capitals(text) or text.endswith(":") or fix_text(html) is not None
        for html, text in zip(htmls, texts, strict=True)
    )
    sentences = sum(text.endswith((".", "!", "?")) and len(text) > 60 for text in texts)
    if apart or sentences > 1:
        return htmls
    return ["<br>".join(filter(None, htmls))]


def _is_shouted(paragraph):
    runs = [run for run in paragraph.children if isinstance(run, documents.Run)]
    written = [
        run for run in runs if any(isinstance(each, documents.Text) for each in run.children)
    ]
    return bool(written) and all(run.is_all_caps or run.is_small_caps for run in written)


def _shout(paragraph):
    """Write in capitals what Word shows in capitals, so that it is known for a heading."""
    for run in paragraph.children:
        for child in getattr(run, "children", []):
            if isinstance(child, documents.Text):
                child.value = child.value.upper()


def _about_the_rest(package: Package):
    """Yield a note for each part of the file that is no text of the article."""
    for name in names_like(package, r"word/(?:header|footer)\d*\.xml"):
        if words := part_text(package.xml[name]):
            kind = "header" if "header" in name else "footer"
            yield Note("left out", f"The {kind} of the pages: “{words[:300]}”")
    for name in names_like(package, r"word/comments\.xml"):
        if words := part_text(package.xml[name]):
            yield Note("left out", f"Comments in the margin: “{words[:300]}”")
    main = package.xml["word/document.xml"]
    if re.search(rb"<w:del[ >]", main):
        yield Note("left out", "Text that is marked as deleted.")
    if re.search(rb"<m:oMath[ >]", main):
        yield Note("left out", "Formulas.")
    if any(names_like(package, r"word/(?:charts|diagrams)/.*")):
        yield Note("left out", "Charts and drawings made in Word.")
    if any(name.startswith("word/embeddings/") for name in package.left_out):
        yield Note("left out", "Files that lie inside the Word file.")
    if any(name.startswith("word/media/") for name in package.left_out):
        yield Note("left out", "Pictures of a kind the site cannot show.")
