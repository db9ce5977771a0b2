"""
The shapes the design knows: a numbered cause, the names of lifts, our approach, a figure.

Each function looks at one element, or makes one; `markup` decides where they go.
"""

import re
from html import escape

from .html_tree import Element, Trusted, line_of

LONGEST_LIFT = 40  # characters; a longer item is a sentence, not the name of a lift

_ALT = re.compile(r'(<img\b[^>]*?\salt=)"[^"]*"')


def cause_of(heading, number):
    """Return the section of a numbered part; what belongs to it is appended later."""
    words = heading.children
    heading.children = [Element("b", {}, [number]), " ", Element("span", {}, words)]
    return Element(
        "section", {"class": "cause", "aria-labelledby": heading.attrs["id"]}, [heading]
    )


def figures_after(cause):
    """
    Take the figures that end `cause` out of it and return them.

    They stand between two parts, over the full width, as in the design.
    """
    figures = []
    while cause is not None and cause.children[-1].tag == "figure":
        figures.insert(0, cause.children.pop())
    return figures


def is_fix(aside):
    return "fix" in aside.attrs["class"].split()


def names_lifts(block):
    return all(
        all(isinstance(child, str) for child in item.children)
        and len(line_of(item.children)) <= LONGEST_LIFT
        for item in block.elements("li")
    )


def is_approach(block):
    return all(lead_of(item) is not None for item in block.elements("li"))


def lead_of(item):
    """Return (the bold text that opens `item`, the nodes after it), or None."""
    nodes = item.children
    if isinstance(nodes[0], Element) and nodes[0].tag == "p":
        nodes = [*nodes[0].children, *nodes[1:]]
    lead, *rest = nodes
    if not isinstance(lead, Element) or lead.tag != "strong":
        return None
    if rest and isinstance(rest[0], str):
        rest[0] = re.sub(r"^[.:]\s*", " ", rest[0])
    return lead, rest


def without_full_stop(nodes):
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip().removesuffix(".").removesuffix(":")
    return nodes


def described(drawn, alt, source):
    """Return the drawing with the words this article has for it, where it has none itself."""
    if not alt:
        return Trusted(drawn)
    alt = escape(alt)
    if source == "data-picture":
        return Trusted(_ALT.sub(lambda match: f'{match[1]}"{alt}"', drawn))
    if "aria-label" in drawn:
        return Trusted(drawn)
    return Trusted(f'<div role="img" aria-label="{alt}">{drawn}</div>')
