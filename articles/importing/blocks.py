"""
What readers of plain text and of Word files make first: a flat list of blocks.

`composing` then finds the article in it. A block knows how it looked in the file, not yet
what it means.
"""

import re
from dataclasses import dataclass
from html import unescape

from .capitals import in_capitals

_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br>")
# A sentence may end in a quotation mark or a bracket.
_ENDS = re.compile(r"[.!?…]+[\"'”’)\]]*$")


@dataclass
class Block:
    """
    One paragraph, heading, list item or the like.

    `kind` is "paragraph", "title", "subtitle", "heading", "item", "quote", "caption",
    "byline", "contents" (a line of a table of contents), "source" (in a list of sources),
    "figure" or "rule". `html` is its
    text as inline HTML of the grammar (of a figure: all of it). `level` is that of a heading
    or the depth of a list item, from 1; 0 for a heading nobody gave a level. `mark` is what
    stood before an item, such as "1.".
    """

    kind: str
    html: str
    level: int = 0
    ordered: bool = False
    mark: str = ""
    guess: str = ""  # why a paragraph was taken for a heading, if it was

    @property
    def text(self) -> str:
        """The words of the block on one line."""
        return words_of(self.html)

    @property
    def word_count(self) -> int:
        return len(self.text.split())

    @property
    def ends_a_sentence(self) -> bool:
        return bool(_ENDS.search(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it reads like running text: it ends like a sentence and has some length."""
        return (
            self.kind == "paragraph"
            and self.word_count > 3
            and self.ends_a_sentence
            and not in_capitals(self.text)
        )

    @property
    def is_bold(self) -> bool:
        """Whether all of it is bold, which is how headings look where nobody uses styles."""
        return bool(re.fullmatch(r"<strong>(?:(?!</?strong>).)+</strong>", self.html))


def words_of(html: str) -> str:
    """Return the text of inline `html` on one line; non-breaking spaces stay."""
    text = unescape(_TAG.sub("", _BREAK.sub(" ", html)))
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")
