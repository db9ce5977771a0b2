"""The blocks of a Markdown article, written as HTML of the grammar one by one."""

import re
from html import escape

from forge_site.web.cleaning import clean_line

from .blocks import words_of
from .capitals import in_capitals, sentence_case
from .document import ImportProblem, Note, Piece
from .house_pattern import counted_off, fix_text, numbered_part
from .markdown_inline import InlineWriter
from .markdown_tables import table_html

_CALLOUT = re.compile(r"\[!([A-Za-z]+)\][ \t]*")
# Ours first, then the words GitHub knows.
_CALLOUT_KINDS = {
    "FLAG": "flag", "NOTE": "note",
    "WARNING": "flag", "CAUTION": "flag", "IMPORTANT": "flag", "TIP": "note",
}  # fmt: skip
_FIGURE = re.compile(r"(picture|diagram):([a-z0-9]+(?:-[a-z0-9]+)*)")
_BLOCK_TAG = re.compile(r"</?(?!strong|em\b|a\b|sup)[a-z][^>]*>")


class BodyReader:
    """
    Writes the blocks of one file, and notes what it met.

    `parts` is the HTML, `pieces` are the words, `title` and `topic` what stood above.
    """

    def __init__(self, keys):
        self.title = ""
        self.topic = ""
        self._notes = {}
        self.inline = InlineWriter(self.note, keys)
        self.parts = []
        self.pieces = []
        self.casing = {}
        self.in_fix = False
        self.lowest = 2  # the level of heading that becomes h2

    def note(self, kind, sentence):
        self._notes[Note(kind, sentence)] = None

    @property
    def notes(self):
        """What was noted, each once, in order."""
        return list(self._notes)

    def put(self, html):
        self.parts.append(html)
        self.pieces.append(Piece("body", words_of(_BLOCK_TAG.sub(" ", html))))
        self.pieces += [Piece("left out", words) for words in self.inline.left]
        self.inline.left.clear()

    def read(self, nodes):
        others = nodes[1:] if not self.title and not self.parts else nodes
        if any(node.type == "heading" and node.tag == "h1" for node in others):
            self.lowest = 1
        for node in nodes:
            self.block(node)
        self.close_fix()

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
            self.put(self.plain(node))

    # What stands around the text

    def byline(self, node):
        self.leave_out("A line about writer or date", node)

    def call(self, node):
        if node.type == "hr":
            self.note("left out", "A dividing line.")
        else:
            self.leave_out("The call to action at the end", node)

    def leave_out(self, called, node):
        words = clean_line(self.inline.text(node))
        self.pieces.append(Piece("left out", words))
        self.note("left out", f"{called}: “{words}”")

    # Headings

    def heading(self, node):
        self.close_fix()
        level = int(node.tag[1])
        html = self.inline.write(node)
        if level == 1 and not self.title and not self.parts:
            words = clean_line(self.inline.text(node))
            self.title = sentence_case(words, self.casing) if in_capitals(words) else words
            self.pieces.append(Piece("title", words))
            return
        becomes = 2 if level <= self.lowest else 3
        if level != becomes:
            words = self.inline.text(node)
            self.note("guessed", f"“{words}” is set as a heading of level {becomes}.")
        number, rest = self.numbered(html) if becomes == 2 else (None, html)
        if number:
            mark = words_of(html)[: len(words_of(html)) - len(words_of(rest))]
            self.pieces.append(Piece("mark", mark))
        if in_capitals(words_of(html)) and "<" not in rest and "&" not in rest:
            rest = sentence_case(rest, self.casing)
            self.note("recognised", f"“{words_of(html)}” is the heading “{words_of(rest)}”.")
        attribute = f' data-number="{number}"' if number else ""
        self.put(f"<h{becomes}{attribute}>{rest}</h{becomes}>")

    def numbered(self, html):
        number, rest = numbered_part(html)
        return (number, rest) if number else counted_off(html)

    # Text

    def paragraph(self, node):
        html = self.inline.write(node)
        first = fix_text(html)
        if first is None:
            self.put(f"<p>{html}</p>")
            return
        self.close_fix()
        self.in_fix = True
        self.parts.append('<aside class="callout fix">')
        self.pieces.append(Piece("mark", "The fix:"))
        self.put(f"<p>{first}</p>")

    def close_fix(self):
        if self.in_fix:
            self.parts.append("</aside>")
            self.in_fix = False

    def blockquote(self, node):
        self.close_fix()
        kind, heading, rest = self.callout_parts(node)
        if kind is None:
            self.put(f"<blockquote>{self.inside(node.children)}</blockquote>")
            return
        title = f"<h3>{heading}</h3>" if heading else ""
        self.put(f'<aside class="callout {kind}">{title}{rest}</aside>')

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
        self.pieces.append(Piece("mark", match[0]))
        heading, _, rest = content[match.end() :].partition("\n")
        opening = f"<p>{self.inline.write_source(rest)}</p>" if rest.strip() else ""
        return kind, self.inline.write_source(heading), opening + self.inside(others)

    def inside(self, nodes):
        return "".join(map(self.plain, nodes))

    def plain(self, node):
        """Return the HTML of a block that means no more than it says."""
        if node.type in {"inline", "paragraph"}:
            html = self.inline.write(node)
            return html if node.type == "inline" or node.hidden else f"<p>{html}</p>"
        if node.type in {"bullet_list", "ordered_list"}:
            return f"<{node.tag}>{self.inside(node.children)}</{node.tag}>"
        if node.type == "list_item":
            return f"<li>{self.inside(node.children)}</li>"
        if node.type == "blockquote":
            return self.inside(node.children)
        if node.type == "table":
            return table_html(node, self.inline, self.note)
        if node.type in {"fence", "code_block"}:
            self.note("guessed", "A block of code is set as an ordinary paragraph.")
            return f"<p>{escape(node.content)}</p>"
        if node.type == "hr":
            self.note("left out", "A dividing line.")
            return ""
        return f"<p>{self.inline.write(node)}</p>"  # a heading inside a list or a quote

    def figure(self, image):
        source = str(image.attrs.get("src", ""))
        match = _FIGURE.fullmatch(source)
        alt = clean_line(self.inline.text(image))
        caption = clean_line(str(image.attrs.get("title", "")))
        self.pieces.append(Piece("mark" if match else "left out", alt))
        if not match:
            self.pieces.append(Piece("left out", caption))
            self.note(
                "left out",
                f"The picture “{alt or source}”: its address has to be picture:… or diagram:….",
            )
            return
        self.close_fix()
        described = f' data-alt="{escape(alt)}"' if alt else ""
        caption = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
        self.put(f'<figure data-{match[1]}="{match[2]}"{described}>{caption}</figure>')


def _only_image(paragraph):
    """Return the image a paragraph consists of, or None."""
    inline = paragraph.children[0]
    return (
        inline.children[0] if [child.type for child in inline.children] == ["image"] else None
    )
