"""The text inside a Markdown block: emphasis, links and citations, as HTML of the grammar."""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from forge_site.web.cleaning import clean_address

from .document import ImportProblem
from .front_matter import SLUG

# Bounded, or a file of nothing but "[^" would be scanned to its end from each of them.
_CITATION = re.compile(r"\[\^([^\]\s]{1,80})\]")
_TAGS = {"strong": "strong", "em": "em"}


@cache
def parser() -> MarkdownIt:
    """Return the one CommonMark parser: no HTML, and `[^key]` as a token of its own."""
    markdown = MarkdownIt("commonmark", {"html": False})
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


class InlineWriter:
    """
    Writes inline nodes as HTML.

    `cited` holds the keys met, each once, in order. `note(kind, sentence)` is told what was
    left out.
    """

    def __init__(self, note):
        self.note = note
        self.cited = []

    escape = staticmethod(escape)

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
            return escape(node.content)
        if node.type == "softbreak":
            return "\n"
        if node.type == "hardbreak":
            return "<br>"
        if node.type == "citation":
            return self._citation(node.content)
        if node.type == "link":
            return self._link(node)
        if node.type == "image":
            words = self.text(node)
            self.note(
                "left out", f"The picture “{words}”: it has to stand in a line of its own."
            )
            return ""
        if node.type == "code_inline":
            return escape(node.content)
        inner = "".join(map(self._node, node.children))
        tag = _TAGS.get(node.type)
        return f"<{tag}>{inner}</{tag}>" if tag else inner

    def _citation(self, key):
        if not SLUG.fullmatch(key):
            raise ImportProblem(
                f"[^{key}] is no citation: its key takes small letters, digits and hyphens "
                "only, such as owen-2020."
            )
        if key not in self.cited:
            self.cited.append(key)
        return f'<sup data-ref="{key}"></sup>'

    def _link(self, node):
        inner = "".join(map(self._node, node.children))
        address = str(node.attrs.get("href", ""))
        if clean_address(address) is None:
            self.note("left out", f"The address “{address}” of the link “{self.text(node)}”.")
            return inner
        return f'<a href="{escape(address)}">{inner}</a>'
