"""
Runs: stretches of text with the same marks (link, strong, em), the way editors think of text.

However tags were nested or broken, the same letters with the same marks come out as the same
HTML. That is what makes cleaning twice the same as cleaning once.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from .html_tree import Element
from .text import plain_characters

_SPACES = re.compile("[ \t\n\r\f]+")


class Marks(NamedTuple):
    """How a run of text is set; the order of the fields is the order of nesting."""

    a: str | None = None
    strong: bool = False
    em: bool = False


class Run(NamedTuple):
    """A stretch of text with one set of marks, or a `br` or `sup` between two of them."""

    content: str | Element
    marks: Marks = Marks()

    @property
    def is_text(self):
        return isinstance(self.content, str)

    @property
    def is_break(self):
        return not self.is_text and self.content.tag == "br"

    @property
    def shows(self):
        """Whether a reader would see anything of it."""
        if self.is_text:
            return bool(plain_characters(self.content, joiners=False).strip())
        return not self.is_break


def set_runs(runs: Iterable[Run], heading: bool = False) -> list[Element | str]:
    """
    Return `runs` as the nodes of one block.

    Unwanted characters dropped, NFC, white space squeezed, marks nested in one order.
    """
    if heading:
        # A heading is bold as it is; bold inside it is what a paste leaves behind.
        runs = [
            Run(" ") if run.is_break else run._replace(marks=run.marks._replace(strong=False))
            for run in runs
        ]
    plain = (
        run._replace(content=plain_characters(run.content)) if run.is_text else run
        for run in runs
    )
    return _nest(_normalised(_merged(_unmarked_spaces(_squeezed(_merged(plain))))))


def _merged(runs):
    """Join neighbouring texts of the same marks; drop empty ones."""
    merged = []
    texts = []
    marks = None
    for run in [*runs, None]:
        if run is not None and run.is_text and (not texts or run.marks == marks):
            if run.content:
                texts.append(run.content)
                marks = run.marks
            continue
        if texts:
            merged.append(Run("".join(texts), marks))
            texts = []
        if run is not None and run.is_text:
            if run.content:
                texts, marks = [run.content], run.marks
        elif run is not None:
            merged.append(run)
    return merged


def _squeezed(runs):
    """Make each run of white space one space, and none beside a break or an end."""
    squeezed = []
    after_space = True
    for run in runs:
        if not run.is_text:
            if run.is_break:
                _strip_end(squeezed)
            squeezed.append(run)
            after_space = run.is_break
            continue
        text = _SPACES.sub(" ", run.content)
        if after_space:
            text = text.removeprefix(" ")
        if text:
            squeezed.append(run._replace(content=text))
            after_space = text.endswith(" ")
    _strip_end(squeezed)
    while squeezed and squeezed[-1].is_break:
        squeezed.pop()
        _strip_end(squeezed)
    return squeezed


def _strip_end(runs):
    if runs and runs[-1].is_text:
        text = runs[-1].content.rstrip(" ")
        runs[-1:] = [runs[-1]._replace(content=text)] if text else []


def _unmarked_spaces(runs):
    return [
        run._replace(marks=Marks()) if run.is_text and run.content.isspace() else run
        for run in runs
    ]


def _normalised(runs):
    return [
        run._replace(content=unicodedata.normalize("NFC", run.content)) if run.is_text else run
        for run in runs
    ]


def _nest(runs, depth=0):
    """Wrap runs that share a mark in one element, links outermost."""
    if depth == len(Marks._fields):
        return [run.content for run in runs]
    nodes = []
    for value, group in groupby(runs, key=lambda run: run.marks[depth]):
        inner = _nest(list(group), depth + 1)
        if not value:
            nodes += inner
            continue
        attrs = {"href": value} if isinstance(value, str) else {}
        nodes.append(Element(Marks._fields[depth], attrs, inner))
    return nodes
