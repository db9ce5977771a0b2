"""
Markdown to an article.

CommonMark, read by markdown-it-py with HTML switched off (a tag in the file stays visible
text), and four habits of this house on top: `[^key]` cites, "Cause 1:" numbers a heading,
"The fix:" opens a callout that runs to the next heading, and `> [!FLAG]` and `> [!NOTE]`
open a callout with a heading. Pictures are named, not linked: `picture:slug`,
`diagram:name`.
"""

import re

from django.utils.text import slugify
from markdown_it.tree import SyntaxTreeNode

from forge_site.web.cleaning import clean_body, clean_line

from .document import ArticleDocument, ImportProblem, Note
from .front_matter import slug, slugs, split_front_matter
from .house_pattern import fix_text, numbered_part
from .markdown_inline import InlineWriter, parser
from .references import split_definitions

_CALLOUT = re.compile(r"\[!([A-Za-z]+)\][ \t]*")
# Ours first, then the words GitHub knows.
_CALLOUT_KINDS = {
    "FLAG": "flag", "NOTE": "note",
    "WARNING": "flag", "CAUTION": "flag", "IMPORTANT": "flag", "TIP": "note",
}  # fmt: skip
_FIGURE = re.compile(r"(picture|diagram):([a-z0-9]+(?:-[a-z0-9]+)*)")


def read_markdown(text: str, *, title: str = "") -> ArticleDocument:
    """
    Return the article a Markdown file holds.

    Raises ImportProblem for what cannot be read: no title, a line at the top that is not
    known, a citation without its reference, a reference given twice.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    values, text = split_front_matter(text)
    text, definitions = split_definitions(text)
    body = _BodyReader()
    html = body.read(text)
    title = title or values.get("title") or body.title
    if not title:
        raise ImportProblem(
            "The article has no title. Begin the file with a line “---”, then “title: …”, "
            "then “---”, or with a heading “# …”."
        )
    if body.title and body.title != title:
        body.note("left out", f"The heading “{body.title}”: the title is “{title}”.")
    address = slug("slug", values.get("slug", ""))
    if not address:
        address = slugify(title)
        body.note("guessed", f"The address “{address}”, from the title.")
    return ArticleDocument(
        title=title,
        slug=address,
        body=clean_body(html),
        hero=slug("hero", values.get("hero", "")),
        related=slugs("related", values.get("related", "")),
        references=_in_order_of_citation(definitions, body.inline.cited, body.note),
        notes=body.notes,
        **{key: values.get(key, "") for key in _COPIED},
    )


_COPIED = ("topic", "summary", "hero_alt", "hero_caption", "seo_title", "seo_description")


def _in_order_of_citation(definitions, cited, note):
    for key in cited:
        if key not in definitions:
            raise ImportProblem(
                f"The text cites [^{key}], but no line “[^{key}]: …” says what that is."
            )
    uncited = [key for key in definitions if key not in cited]
    for key in uncited:
        note("left out", f"The reference “{key}” is never cited, so readers will not see it.")
    return [definitions[key] for key in [*cited, *uncited]]


class _BodyReader:
    """Writes the blocks of one file as HTML, and notes what it met."""

    def __init__(self):
        self.title = ""
        self.notes = []
        self.inline = InlineWriter(self.note)
        self.parts = []
        self.in_fix = False

    def note(self, kind, sentence):
        self.notes.append(Note(kind, sentence))

    def read(self, text):
        for node in SyntaxTreeNode(parser().parse(text)).children:
            self.block(node)
        self.close_fix()
        return "".join(self.parts)

    def block(self, node):
        if node.type == "heading":
            self.heading(node)
        elif node.type == "blockquote":
            self.blockquote(node)
        elif node.type == "hr":
            self.close_fix()
            self.note("left out", "A dividing line.")
        elif node.type == "paragraph" and _only_image(node):
            self.figure(_only_image(node))
        elif node.type == "paragraph":
            self.paragraph(node)
        else:
            self.parts.append(self.plain(node))

    def heading(self, node):
        self.close_fix()
        level = int(node.tag[1])
        html = self.inline.write(node)
        if level == 1 and not self.title and not self.parts:
            self.title = clean_line(self.inline.text(node))
            return
        if level in {1, 4, 5, 6}:
            becomes = 2 if level == 1 else 3
            self.note(
                "guessed", f"“{self.inline.text(node)}” is set as a heading of level {becomes}."
            )
            level = becomes
        number, rest = numbered_part(html) if level == 2 else (None, html)
        attribute = f' data-number="{number}"' if number else ""
        self.parts.append(f"<h{level}{attribute}>{rest}</h{level}>")

    def paragraph(self, node):
        html = self.inline.write(node)
        first = fix_text(html)
        if first is None:
            self.parts.append(f"<p>{html}</p>")
            return
        self.close_fix()
        self.in_fix = True
        self.parts.append(f'<aside class="callout fix"><p>{first}</p>')

    def close_fix(self):
        if self.in_fix:
            self.parts.append("</aside>")
            self.in_fix = False

    def blockquote(self, node):
        self.close_fix()
        kind, heading, rest = self.callout_parts(node)
        if kind is None:
            self.parts.append(f"<blockquote>{self.inside(node.children)}</blockquote>")
            return
        title = f"<h3>{heading}</h3>" if heading else ""
        self.parts.append(f'<aside class="callout {kind}">{title}{rest}</aside>')

    def callout_parts(self, node):
        """Return (kind, HTML of the heading, HTML of the rest); kind None for a quote."""
        first, *others = node.children or [None]
        content = first.children[0].content if first and first.type == "paragraph" else ""
        match = _CALLOUT.match(content)
        if not match:
            return None, "", ""
        word = match[1].upper()
        kind = _CALLOUT_KINDS.get(word)
        if kind is None:
            raise ImportProblem(
                f"“[!{match[1]}]” is no callout we know: [!FLAG] is a warning, [!NOTE] "
                "anything else."
            )
        if word not in {"FLAG", "NOTE"}:
            self.note("guessed", f"“[!{word}]” is set as a {kind}.")
        heading, _, rest = content[match.end() :].partition("\n")
        opening = f"<p>{self.inline.write_source(rest)}</p>" if rest.strip() else ""
        return kind, self.inline.write_source(heading), opening + self.inside(others)

    def inside(self, nodes):
        return "".join(map(self.plain, nodes))

    def plain(self, node):
        """Return the HTML of a block that means no more than it says."""
        if node.type in {"inline", "paragraph"}:
            html = self.inline.write(node)
            return html if node.type == "inline" or _is_tight(node) else f"<p>{html}</p>"
        if node.type in {"bullet_list", "ordered_list"}:
            return f"<{node.tag}>{self.inside(node.children)}</{node.tag}>"
        if node.type == "list_item":
            return f"<li>{self.inside(node.children)}</li>"
        if node.type == "blockquote":
            return self.inside(node.children)
        if node.type in {"fence", "code_block"}:
            self.note("guessed", "A block of code is set as an ordinary paragraph.")
            return f"<p>{self.inline.escape(node.content)}</p>"
        if node.type == "hr":
            self.note("left out", "A dividing line.")
            return ""
        return f"<p>{self.inline.write(node)}</p>"  # a heading inside a list or a quote

    def figure(self, image):
        source = str(image.attrs.get("src", ""))
        match = _FIGURE.fullmatch(source)
        alt = clean_line(self.inline.text(image))
        if not match:
            self.note(
                "left out",
                f"The picture “{alt or source}”: its address has to be picture:… or diagram:….",
            )
            return
        self.close_fix()
        escape = self.inline.escape
        caption = escape(clean_line(str(image.attrs.get("title", ""))))
        described = f' data-alt="{escape(alt)}"' if alt else ""
        caption = f"<figcaption>{caption}</figcaption>" if caption else ""
        self.parts.append(f'<figure data-{match[1]}="{match[2]}"{described}>{caption}</figure>')


def _only_image(paragraph):
    """Return the image a paragraph consists of, or None."""
    inline = paragraph.children[0]
    return (
        inline.children[0] if [child.type for child in inline.children] == ["image"] else None
    )


def _is_tight(paragraph):
    return paragraph.hidden
