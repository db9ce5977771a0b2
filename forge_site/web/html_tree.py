"""
A small tree of elements for body HTML: read it, walk it, write it.

Only for HTML that `cleaning` has put in order (every tag closed, only `br` void, nesting
bounded); it is no parser for foreign pages. Text is held unescaped and escaped on the way
out, so that nothing a writer typed can become a tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

_INLINE = frozenset({"strong", "em", "a", "br", "sup"})


@dataclass(slots=True)
class Element:
    """One element; `children` are elements and unescaped strings, in document order."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def elements(self, *tags: str) -> list[Element]:
        """Return the direct children that are elements (of `tags`, if any are named)."""
        return [
            child
            for child in self.children
            if isinstance(child, Element) and (not tags or child.tag in tags)
        ]

    def descendants(self) -> Iterator[Element]:
        """Yield every element below this one, in document order."""
        for child in self.elements():
            yield child
            yield from child.descendants()


@dataclass(frozen=True, slots=True)
class Trusted:
    """HTML made by our own templates (a drawing, a picture), written out as it is."""

    html: str


def parse(html: str) -> list[Element | str]:
    """Return the nodes of `html`, which has been through `cleaning.clean_body`."""
    reader = _TreeReader()
    reader.feed(html)
    reader.close()
    return reader.root.children


def serialise(nodes: Iterable[Element | str | Trusted]) -> str:
    """Return `nodes` as HTML, text and attribute values escaped."""
    parts: list[str] = []
    for node in nodes:
        _write(node, parts)
    return "".join(parts)


def text_of(nodes: Iterable[Element | str]) -> str:
    """
    Return the words of inline `nodes`.

    Citations (`sup`) hold none; a line break counts as a space.
    """
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "br":
            parts.append(" ")
        elif node.tag != "sup":
            parts.append(text_of(node.children))
    return "".join(parts)


def line_of(nodes: Iterable[Element | str]) -> str:
    """Return the words of inline `nodes` on one line, single spaces between them."""
    return " ".join(text_of(nodes).split())


def text_of_blocks(nodes: Iterable[Element | str]) -> str:
    """Return the words of `nodes`, one block a line."""
    lines = []
    for is_block, group in groupby(nodes, key=_is_block):
        if is_block:
            lines += [text_of_blocks(block.children) for block in group]
        else:
            lines.append(line_of(group))
    return "\n".join(line for line in lines if line)


def escape(text: str) -> str:
    """Escape as browsers do when they write text out (HTML standard, §13.3)."""
    return (
        text.replace("&", "&amp;")
        .replace("\xa0", "&nbsp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
    )


def _is_block(node):
    return isinstance(node, Element) and node.tag not in _INLINE


def _write(node, parts):
    if isinstance(node, str):
        parts.append(escape(node))
        return
    if isinstance(node, Trusted):
        parts.append(node.html)
        return
    parts.append(f"<{node.tag}")
    for name, value in node.attrs.items():
        quoted = escape(value).replace('"', "&quot;")
        parts.append(f' {name}="{quoted}"')
    parts.append(">")
    if node.tag != "br":
        for child in node.children:
            _write(child, parts)
        parts.append(f"</{node.tag}>")


class _TreeReader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = Element("body")
        self.open = [self.root]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag):
        if len(self.open) > 1 and self.open[-1].tag == tag:
            self.open.pop()

    def handle_data(self, data):
        self.open[-1].children.append(data)
