"""The text inside a Markdown block: emphasis, links and citations, as HTML of the grammar."""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from forge_site.web.cleaning import clean_address

from .document import ImportProblem
from .links import linked

# Bounded, or a file of nothing but "[^" would be scanned to its end from each of them.
_CITATION = re.compile(r"\[\^([^\]\s]{1,80})\]")
_TAGS = {"strong": "strong", "em": "em"}
_HTML_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*>", re.IGNORECASE)
_HTML_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em"}
# They say how text looks, not what it says.
_HTML_LOOKS = frozenset(
    {
        "br", "u", "s", "small", "big", "mark", "sub", "sup", "span", "font", "div", "p",
        "center", "del", "ins", "kbd", "code", "details", "summary", "figure", "figcaption",
    }
)  # fmt: skip


@cache
def parser() -> MarkdownIt:
    """Return the one parser: CommonMark, tables, and `[^key]` as a token of its own."""
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.disable("html_block")  # a tag is a mark in the text or nothing
    markdown.inline.ruler.before("link", "citation", _citation)
    return markdown


def _citation(state, silent):
    match = _CITATION.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("citation", "sup", 0).content = match[1]
    state.pos = match.end()
    return True


def html_tag(content: str) -> tuple[str, str]:
    """
    Return (name, "/" or "") of a tag that says how text looks; ("", "") for any other.

    Any other stays visible text.
    """
    match = _HTML_TAG.fullmatch(content)
    name = match[2].lower() if match else ""
    known = name in _HTML_MARKS or name in _HTML_LOOKS
    return (name, match[1]) if known else ("", "")


class InlineWriter:
    """
    Writes inline nodes as HTML.

    `keys` are the references by the names the file gives them. `cited` holds the keys met,
    each once, in order. `note(kind, sentence)` is told what was guessed and left out.
    """

    def __init__(self, note, keys):
        self.note = note
        self.keys = keys
        self.cited = []
        self.left = []  # words left out of the text being written
        self.in_link = False

    def write(self, block) -> str:
        """Return the HTML of the text of `block`, a node with an inline child, or of one."""
        nodes = [block] if block.type == "inline" else block.children
        return "".join(self._node(child) for inline in nodes for child in inline.children)

    def write_source(self, source: str) -> str:
        """Return the HTML of one piece of Markdown text."""
        return self.write(SyntaxTreeNode(parser().parseInline(source.strip())))

    def text(self, node) -> str:
        """Return the words of `node` alone."""
        if node.type in {"softbreak", "hardbreak"}:
            return " "
        if node.type in {"text", "code_inline"}:
            return node.content
        return "".join(map(self.text, node.children))

    def _node(self, node):
        if node.type == "text":
            return escape(node.content) if self.in_link else linked(node.content)
        if node.type == "softbreak":
            return "\n"
        if node.type == "hardbreak":
            return "<br>"
        if node.type == "citation":
            return self._citation(node.content)
        if node.type == "link":
            return self._link(node)
        if node.type == "html_inline":
            return self._html(node.content)
        if node.type == "image":
            words = self.text(node)
            self.left += [words, str(node.attrs.get("title", ""))]
            self.note(
                "left out", f"The picture “{words}”: it has to stand in a line of its own."
            )
            return ""
        if node.type == "code_inline":
            return escape(node.content)
        if node.type == "s":
            self.note("guessed", "Text that was struck through stands in the article: look.")
        inner = "".join(map(self._node, node.children))
        tag = _TAGS.get(node.type)
        return f"<{tag}>{inner}</{tag}>" if tag else inner

    def _html(self, content):
        name, end = html_tag(content)
        if name in _HTML_MARKS:
            return f"<{end}{_HTML_MARKS[name]}>"
        if name == "br":
            return "<br>"
        if name:
            self.note("guessed", f"The tag <{name}> is taken away, its text stays.")
            return ""
        return escape(content)

    def _citation(self, name):
        if name not in self.keys:
            raise ImportProblem(
                f"The text cites [^{name}], but no line “[^{name}]: …” says what that is."
            )
        key = self.keys[name]
        if key not in self.cited:
            self.cited.append(key)
        return f'<sup data-ref="{key}"></sup>'

    def _link(self, node):
        self.in_link = True
        inner = "".join(map(self._node, node.children))
        self.in_link = False
        address = str(node.attrs.get("href", ""))
        if clean_address(address) is None:
            self.note("left out", f"The address “{address}” of the link “{self.text(node)}”.")
            return inner
        return f'<a href="{escape(address)}">{inner}</a>'
