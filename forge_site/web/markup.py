"""
An article body as readers see it: made from the stored body once, when it is saved.

The stored body says what things are (a numbered cause, a fix, a citation); this module adds
what a page needs to show them: ids, numbers, wrappers, the contents list. It knows no
article and no picture; the caller hands in the references and two functions that draw.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from .body_shapes import (
    cause_of,
    described,
    figures_after,
    is_approach,
    is_fix,
    lead_of,
    names_lifts,
    without_full_stop,
)
from .cleaning import clean_body
from .html_tree import Element, Trusted, line_of, parse, serialise, text_of_blocks
from .ids import Ids

WORDS_A_MINUTE = 220

# A word joiner (Unicode UAX 14, WJ): browsers would break a line between "." and "[1]".
_NO_BREAK = Trusted("&#8288;")
_OUTSIDE = re.compile(r"https?:", re.IGNORECASE)

Draw = Callable[[str], "str | None"]


class Heading(NamedTuple):
    """A line of the contents list; `number` is that of a numbered part, or None."""

    id: str
    number: int | None
    text: str


@dataclass(frozen=True)
class RenderedBody:
    """
    What `render_body` makes.

    `cited_keys` stand in the order of their numbers (the first is [1]). `unknown_keys` were
    cited but are not among the references; `missing_figures` are the names of drawings and
    pictures that could not be drawn. Both are left out of `html`.
    """

    html: str
    contents: list[Heading]
    words: int
    minutes: int
    cited_keys: list[str]
    unknown_keys: list[str]
    missing_figures: list[str]


def render_body(
    html: str,
    *,
    references: Iterable[str] | Mapping[str, object] = (),
    picture: Draw = lambda slug: None,
    diagram: Draw = lambda name: None,
) -> RenderedBody:
    """
    Return `html` (a stored body; cleaned again first) as it stands in the page.

    `references`: the keys that may be cited. `picture(slug)` and `diagram(name)` return
    trusted HTML that stands in the figure before its caption, or None if there is none.
    Linear in the length of `html`.
    """
    blocks = parse(clean_body(html))
    blocks = [block for block in blocks if isinstance(block, Element)]
    words = count_words(text_of_blocks(blocks))
    page = _Page(frozenset(references), picture, diagram)
    rendered = page.render(blocks)
    return RenderedBody(
        html=serialise(rendered),
        contents=page.contents,
        words=words,
        minutes=max(1, round(words / WORDS_A_MINUTE)),
        cited_keys=list(page.numbers),
        unknown_keys=page.unknown_keys,
        missing_figures=page.missing_figures,
    )


@lru_cache(maxsize=4)
def plain_text(html: str) -> str:
    """
    Return the words of a stored body, one block a line, without its citation marks.

    For search, the reading grade and counting.
    """
    return text_of_blocks(parse(clean_body(html)))


def count_words(text: str) -> int:
    """Return the number of words: what stands between spaces and holds a letter or digit."""
    return sum(1 for word in text.split() if any(map(str.isalnum, word)))


class _Page:
    """One rendering: the ids, numbers and headings given out so far."""

    def __init__(self, references, picture, diagram):
        self.references = references
        self.draw = {"data-picture": picture, "data-diagram": diagram}
        self.ids = Ids()
        self.contents = []
        self.numbers = {}  # of the references, by key, in the order of first citation
        self.times_cited = {}
        self.unknown_keys = []
        self.missing_figures = []
        self.times_drawn = {}
        self.under_h2 = False

    def render(self, blocks):
        page = []
        cause = None
        for index, block in enumerate(blocks):
            if block.tag == "h2":
                page += figures_after(cause)
                heading = self.heading(block)
                number = block.attrs.get("data-number")
                cause = cause_of(heading, number) if number else None
                page.append(cause if number else heading)
                continue
            rendered = self.block(block)
            if index == 0 and block.tag == "p":
                rendered[0].attrs["class"] = "first"
            (page if cause is None else cause.children).extend(rendered)
        return page + figures_after(cause)

    def block(self, block):
        """Return what `block` (any but an h2) becomes: a list of nodes, empty if nothing."""
        if block.tag == "h3":
            return [self.heading(block)]
        if block.tag == "aside":
            return [self.fix(block) if is_fix(block) else self.callout(block)]
        if block.tag == "figure":
            return self.figure(block)
        if block.tag == "blockquote":
            return [Element("blockquote", {"class": "pull"}, self.nodes(block.children))]
        if block.tag == "ol" and is_approach(block):
            return [self.approach(block)]
        return [Element(block.tag, {}, self.nodes(block.children))]

    def nodes(self, nodes):
        """Return the children of a block, rendered, in the same order."""
        rendered = []
        for index, node in enumerate(nodes):
            if isinstance(node, str):
                rendered.append(_NO_BREAK if _parts_citations(nodes, index) else node)
            elif node.tag == "sup":
                glue = [_NO_BREAK] if rendered and _ends_in_a_word(rendered[-1]) else []
                citation = self.citation(node.attrs["data-ref"])
                rendered += [*glue, *citation] if citation else []
            elif node.tag == "figure":
                rendered += self.figure(node)
            else:
                rendered.append(Element(node.tag, _attrs(node), self.nodes(node.children)))
        return rendered

    # Headings

    def heading(self, block):
        text = line_of(block.children)
        heading = Element(block.tag, {"id": self.ids.take(text)})
        if block.tag == "h2":
            self.under_h2 = True
            number = int(block.attrs["data-number"]) if "data-number" in block.attrs else None
            self.contents.append(Heading(heading.attrs["id"], number, text))
        heading.children = self.nodes(block.children)
        return heading

    @property
    def level(self):
        """The heading of a callout: h3 under an h2, else h2, so that no level is skipped."""
        return "h3" if self.under_h2 else "h2"

    # Asides

    def fix(self, aside):
        title = Element(self.level, {}, ["The fix"])
        children = []
        for block in aside.elements():
            rendered = self.block(block)
            if block.tag == "ul" and names_lifts(block):
                rendered[0].attrs["class"] = "lifts"
            children += rendered
        return Element("div", {"class": "fix iron"}, [title, *children])

    def callout(self, aside):
        # role="note": an aside is a landmark, and a landmark may not stand inside the region
        # a numbered cause is. A neutral callout has no second class (`.note` is small print).
        classes = "callout flag" if "flag" in aside.attrs["class"].split() else "callout"
        callout = Element("aside", {"class": classes, "role": "note"})
        for block in aside.elements():
            callout.children += self.block(block)
        for heading in callout.elements("h3"):
            heading.tag = self.level
            callout.attrs["aria-labelledby"] = heading.attrs["id"]
        return callout

    def approach(self, block):
        items = []
        for item in block.elements("li"):
            lead, rest = lead_of(item)
            bold = Element("b", {}, without_full_stop(self.nodes(lead.children)))
            items.append(Element("li", {}, [Element("div", {}, [bold, *self.nodes(rest)])]))
        return Element("ol", {"class": "approach"}, items)

    # Figures and citations

    def figure(self, figure):
        source = "data-picture" if "data-picture" in figure.attrs else "data-diagram"
        name = figure.attrs[source]
        drawn = self.draw[source](name)
        if not drawn:
            self.missing_figures.append(name)
            return []
        times = self.times_drawn[name] = self.times_drawn.get(name, 0) + 1
        if times > 1:  # the ids inside a drawing begin with d- and its name
            drawn = drawn.replace(f"d-{name}-", f"d-{name}-{times}-")
        children = [described(drawn, figure.attrs.get("data-alt"), source)]
        for caption in figure.elements("figcaption"):
            children.append(Element("figcaption", {}, self.nodes(caption.children)))
        return [Element("figure", {"class": "wide"}, children)]

    def citation(self, key):
        if key not in self.references:
            if key not in self.unknown_keys:
                self.unknown_keys.append(key)
            return []
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        times = self.times_cited[key] = self.times_cited.get(key, 0) + 1
        attrs = {
            "href": f"#ref-{number}",
            "id": f"cite-{number}" if times == 1 else f"cite-{number}-{times}",
            "aria-label": f"Reference {number}",
        }
        return [Element("sup", {}, [Element("a", attrs, [f"[{number}]"])])]


def _attrs(node):
    if node.tag == "a" and _OUTSIDE.match(node.attrs.get("href", "")):
        return {**node.attrs, "rel": "noopener"}
    return dict(node.attrs)


def _ends_in_a_word(node):
    if isinstance(node, str):
        return not node[-1].isspace()
    return isinstance(node, Element) and node.tag not in {"sup", "br"}


def _parts_citations(nodes, index):
    """Whether the text at `index` is but the space somebody typed between two citations."""
    neighbours = [*nodes[max(index - 1, 0) : index], *nodes[index + 1 : index + 2]]
    both = [node for node in neighbours if isinstance(node, Element) and node.tag == "sup"]
    return nodes[index].isspace() and len(both) == 2
