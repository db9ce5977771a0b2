"""
From a flat list of blocks to an article: headings set, fixes boxed, labels made lists.

What the blocks say is kept word for word and in order; each word's way is written down as a
`Piece`, so that the report can prove it.
"""

from html import escape
from itertools import takewhile

from django.utils.text import slugify

from forge_site.web.cleaning import clean_body

from .blocks import Block, words_of
from .capitals import in_capitals, learned_casing, sentence_case
from .document import ArticleDocument, EmbeddedPicture, Note, Piece, Reference
from .headings import is_name, with_headings
from .house_pattern import counted_off, fix_text, numbered_part
from .labels import LONGEST_POINT, Label, label_of, point_html
from .limits import LONGEST
from .list_html import list_html
from .opening import leave_out, read_opening
from .surroundings import closing_call, is_byline, is_named_caption, looks_like_a_caption


def compose(
    blocks: list[Block],
    *,
    references: list[Reference] = (),
    pictures: list[EmbeddedPicture] = (),
    notes: list[Note] = (),
    title: str = "",
) -> ArticleDocument:
    """
    Return the article `blocks` hold. `notes` were made while they were read.

    `title` is one given from outside; the file then needs none. Raises ImportProblem if
    there is no title.
    """
    casing = learned_casing(block.text for block in blocks if block.is_prose)
    if title:
        blocks = [Block("title", escape(title, quote=False)), *blocks]
    opening = read_opening(blocks, casing)
    if title:
        opening.pieces.remove(Piece("title", title))
    composer = _Composer(with_headings(opening.rest), casing)
    composer.compose()
    return ArticleDocument(
        title=opening.title,
        slug=slug_of(opening.title),
        topic=opening.topic,
        summary=opening.summary,
        seo_description=opening.description,
        body=clean_body("".join(composer.parts)),
        references=list(references),
        pictures=list(pictures),
        notes=[*notes, *opening.notes, *composer.notes],
        pieces=[*opening.pieces, *composer.pieces],
    )


def slug_of(title: str) -> str:
    """Return the address a title proposes: whole words, as many as fit."""
    slug, longest = slugify(title), LONGEST["slug"]
    if len(slug) > longest:
        slug = slug[: longest + 1].rpartition("-")[0] or slug[:longest]
    return slug or "article"


class _Composer:
    def __init__(self, blocks, casing):
        text = _without_sources_at_the_end(blocks)
        end = closing_call(text)
        self.blocks, self.call, self.sources = text[:end], text[end:], blocks[len(text) :]
        self.casing = casing
        self.parts = []
        self.pieces = []
        self.notes = []
        self.index = 0
        self.in_fix = False
        self.under_h2 = False  # a small heading above the first large one would be no order
        self.levels = sorted({block.level for block in self.blocks if block.kind == "heading"})

    def note(self, kind, sentence):
        self.notes.append(Note(kind, sentence))

    def put(self, html, *texts):
        """Add `html` to the body; `texts` are the words in it."""
        self.parts.append(html)
        self.pieces += [Piece("body", text) for text in texts]

    def compose(self):
        while self.index < len(self.blocks):
            self.block(self.blocks[self.index])
        self.close_fix()
        for block in self.call:
            self.pieces.append(Piece("left out", block.text))
            if block.text:
                self.note("left out", f"The call to action at the end: “{block.text}”")
        for block in self.sources:
            self.source(block)

    def source(self, block):
        """Write down where the words of a source went: it stands among the references."""
        if block.mark:
            self.pieces.append(Piece("mark", block.mark))
        if block.text:
            self.pieces.append(Piece("reference", block.text))

    def following(self, wanted):
        """Return the blocks from the present one on, as long as they are `wanted`."""
        ahead = (self.blocks[at] for at in range(self.index, len(self.blocks)))
        return list(takewhile(wanted, ahead))

    def block(self, block):
        self.index += 1
        if block.kind == "heading":
            self.heading(block)
        elif block.kind == "item":
            self.index -= 1
            self.items(None)
        elif block.kind == "quote":
            self.close_fix()
            self.quote(block)
        elif block.kind == "figure":
            self.figure(block)
        elif block.kind == "source":
            self.source(block)
        elif block.kind in {"rule", "byline", "caption", "contents"} or self.is_beside(block):
            leave_out(block, self.pieces, self.notes)
            if block.kind == "paragraph" and not is_named_caption(block.text):
                self.note("guessed", f"“{block.text}” is taken for a picture caption.")
        else:
            self.paragraph(block)

    def is_beside(self, block):
        text = block.text
        return is_named_caption(text) or looks_like_a_caption(text) or is_byline(text)

    # Headings

    def heading(self, block):
        self.close_fix()
        level = 2 if block.level == self.levels[0] or not self.under_h2 else 3
        self.under_h2 = True
        html, text = block.html, block.text
        number, rest = numbered_part(html) if level == 2 else (None, html)
        if number is None and level == 2:
            number, rest = counted_off(html)
        if number is not None:
            self.pieces.append(Piece("mark", text[: len(text) - len(words_of(rest))]))
        if in_capitals(text):
            rest = _case_html(rest, self.casing)
            self.note("recognised", f"“{text}” is the heading “{words_of(rest)}”.")
        elif block.guess:
            self.note("guessed", f"“{text}” is taken for a heading.")
        rest = rest.removesuffix(":")
        attribute = f' data-number="{number}"' if number else ""
        self.put(f"<h{level}{attribute}>{rest}</h{level}>", words_of(rest))
        if text.endswith(":"):
            self.run_after_colon(text)

    # Text

    def paragraph(self, block):
        fix = fix_text(block.html)
        if fix is not None:
            self.close_fix()
            self.pieces.append(Piece("mark", block.text[: block.text.index(":") + 1]))
            self.parts.append('<aside class="callout fix">')
            self.in_fix = True
            text = words_of(fix)
            if fix:
                self.put(f"<p>{_capital(fix)}</p>", text)
            opened = (not fix or text.endswith(":")) and self.run_after_colon(text)
            if fix or opened:
                self.close_fix()
            return
        self.put(f"<p>{block.html}</p>", block.text)
        if block.text.endswith(":"):
            self.run_after_colon(block.text)

    def close_fix(self):
        if self.in_fix:
            self.parts.append("</aside>")
            self.in_fix = False

    def quote(self, first):
        quotes = [first, *self.following(lambda block: block.kind == "quote")]
        self.index += len(quotes) - 1
        inner = "".join(f"<p>{quote.html}</p>" for quote in quotes)
        self.put(f"<blockquote>{inner}</blockquote>", *(quote.text for quote in quotes))

    def figure(self, block):
        """Set a figure; a caption right below it belongs to it."""
        below = self.blocks[self.index] if self.index < len(self.blocks) else None
        if below and (below.kind == "caption" or _is_caption(below)):
            self.index += 1
            caption = f"<figcaption>{below.html}</figcaption></figure>"
            self.put(block.html.replace("</figure>", caption), below.text)
        else:
            self.put(block.html)

    # Lists

    def run_after_colon(self, intro):
        """Set what the colon of `intro` announces as a list; return whether it does."""
        if self.index >= len(self.blocks):
            return False
        if self.blocks[self.index].kind == "item":
            self.items(intro)
            return True
        points = self.following(_is_point)
        if len(points) >= 2:
            self.put_list([point_html(label_of(block.html)) for block in points], points)
            self.note("recognised", f"{len(points)} labelled points after “{_tail(intro)}”.")
            return True
        names = self.following(is_name)
        if len(names) >= 2:
            self.put_list([block.html for block in names], names)
            self.note(
                "guessed", f"{len(names)} short lines after “{_tail(intro)}” are set as a list."
            )
            return True
        return False

    def put_list(self, items, blocks):
        self.index += len(blocks)
        inner = "".join(f"<li>{item}</li>" for item in items)
        self.put(f"<ul>{inner}</ul>", *(block.text for block in blocks))

    def items(self, intro):
        """Set a run of list items; all labelled after a colon, their labels become bold."""
        items = self.following(lambda block: block.kind == "item")
        self.index += len(items)
        labels = [label_of(block.html) for block in items]
        if intro and len(items) >= 2 and all(labels):
            for block, label in zip(items, labels, strict=True):
                block.html = point_html(label)
            self.note("recognised", f"{len(items)} labelled points after “{_tail(intro)}”.")
        for block in items:
            if block.mark:
                self.pieces.append(Piece("mark", block.mark))
            self.pieces.append(Piece("body", block.text))
        self.parts.append(list_html(items))


def _without_sources_at_the_end(blocks):
    end = len(blocks)
    while end and blocks[end - 1].kind == "source":
        end -= 1
    return blocks[:end]


def _is_point(block):
    return (
        block.kind == "paragraph"
        and block.word_count <= LONGEST_POINT
        and fix_text(block.html) is None
        and isinstance(label_of(block.html), Label)
    )


def _is_caption(block):
    return block.kind == "paragraph" and (
        is_named_caption(block.text) or looks_like_a_caption(block.text)
    )


def _capital(html):
    """Begin with a capital what stood behind a colon."""
    return html[:1].upper() + html[1:]


def _tail(text):
    words = text.split()
    return text if len(words) <= 12 else "… " + " ".join(words[-10:])


def _case_html(html, casing):
    """Return heading `html`, whose words are in capitals, in sentence case; tags stay."""
    if "<" not in html and "&" not in html:
        return sentence_case(html, casing)
    return escape(sentence_case(words_of(html), casing), quote=False)
