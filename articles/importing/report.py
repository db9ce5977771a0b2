"""What happened to a file: recognised, guessed, left out, and every word counted."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from forge_site.web.html_tree import Element, parse

from .document import ArticleDocument
from .words import words_in, words_kept, words_left_out


class Words(NamedTuple):
    """
    The words of a file. `kept` stand in the article, `marks` became its structure ("Cause
    1:"), `left_out` are neither; `read` is the sum of the three.
    """

    read: int
    kept: int
    marks: int
    left_out: int


@dataclass(frozen=True)
class Report:
    """Sentences for the person who brought the file."""

    recognised: list[str]
    guessed: list[str]
    left_out: list[str]
    words: Words

    @property
    def words_sentence(self) -> str:
        read, kept, marks, left_out = self.words
        ends = [f"{kept} of them in the article"]
        if marks:
            ends.append(f"{marks} turned into its structure")
        if left_out:
            ends.append(f"{left_out} left out, as listed")
        return f"{_many(read, 'word')} read: {_joined(ends)}."


def report_on(document: ArticleDocument) -> Report:
    """Return the report on `document`."""
    kept, left_out = words_kept(document), words_left_out(document)
    read = words_in(document)
    return Report(
        recognised=[
            *_fields(document),
            *_structure(document),
            *document.notes_of("recognised"),
        ],
        guessed=document.notes_of("guessed"),
        left_out=document.notes_of("left out"),
        words=Words(read, kept, read - kept - left_out, left_out),
    )


def _fields(document):
    yield f"Title: “{document.title}”."
    if document.topic:
        yield f"Topic: “{document.topic}”."
    if document.summary and "summary" not in document.proposed:
        yield f"Summary: “{document.summary}”"


def _structure(document):
    """Yield one sentence on what the text consists of."""
    blocks = [node for node in parse(document.body) if isinstance(node, Element)]
    elements = [each for block in blocks for each in (block, *block.descendants())]
    tags = [element.tag for element in elements]
    numbered = sum("data-number" in element.attrs for element in elements)
    headings = tags.count("h2") + tags.count("h3")
    counted = [
        _many(tags.count("p"), "paragraph"),
        _many(headings, "heading") + (f" ({numbered} numbered)" if numbered else ""),
        _many(tags.count("ul") + tags.count("ol"), "list"),
        _many(sum(_is_fix(each) for each in elements), "fix", "fixes"),
        _many(sum(each.tag == "aside" and not _is_fix(each) for each in elements), "callout"),
        _many(tags.count("blockquote"), "quote"),
        _many(tags.count("figure"), "figure"),
        _many(tags.count("a"), "link"),
        _many(len(document.references), "reference"),
    ]
    present = [each for each in counted if not re.match("no ", each)]
    if present:
        yield f"The text: {_joined(present)}."


def _is_fix(element):
    return element.tag == "aside" and "fix" in element.attrs["class"].split()


def _many(count, one, several=""):
    if not count:
        return f"no {one}"
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def _joined(parts):
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
