"""
A list of sources typed at the end, under "References" or "Sources": proposed as references.

What makes an entry is a year or an address in it; the list ends at the first paragraph without.
Its numbers, those typed or else its order, are what "[1]" and raised numbers in the text cite;
"(Smith et al., 2019)" cites by name. All of it is a guess, and told as one.
"""

import re
from dataclasses import replace
from itertools import takewhile

from .blocks import Block, words_of
from .citations import between_tags, numbers_in, with_names, with_numbers
from .document import Note
from .docx_notes import References

LIST_NAME = (
    "references|sources|citations|bibliography|works cited|literature|studies cited|"
    "sources and references|references and sources|scientific references"
)
_NAME = re.compile(rf"(?:{LIST_NAME})\s*:?", re.IGNORECASE)
_LOOKS_LIKE_ONE = re.compile(r"\b(?:19|20)\d\d\b|https?://|www\.|\bdoi\b", re.IGNORECASE)
_MOST_WORDS = 120
MOST_SOURCES = 200
MOST_CITED = 1_000  # an article has some twenty
# "[1] ", "1. ", "1) ", "¹ ": where the file has it as text.
_TYPED = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3})[.)](?=\s)|([⁰-⁹¹²³]{1,3}))\s*")
_AUTHOR = re.compile(r"[A-ZÀ-Þ][\w’'-]{2,}")


class Citer:
    """
    Writes the citations of a list of sources where a text names them by number or by author.

    `keys` are those of the sources by their numbers, `texts` the sources as HTML by their keys,
    `written(key)` is what stands in the text. `cited` holds the keys met.
    """

    def __init__(self, keys: dict[int, str], texts: dict[str, str], written):
        self.keys = keys
        self.named = by_author(texts)
        self.written = written
        self.cited = set()
        self.made = 0

    def by_number(self, numbers: list[int]) -> str | None:
        """Return the citations of `numbers`, None if one of them is unknown."""
        return self._cited(self.keys.get(number) for number in numbers) or None

    def by_name(self, words: str) -> str:
        """Return the citations of "Smith, 2019; Owen, 2020", "" if one of them is unknown."""
        return self._cited(source_named(part, self.named) for part in words.split(";"))

    def _cited(self, keys):
        if self.made > MOST_CITED or not all(keys := list(keys)):
            return ""
        self.cited.update(keys)
        self.made += len(keys)
        return "".join(map(self.written, keys))


class TypedSources:
    """
    The list of sources among `blocks`, if there is one.

    `blocks` are all of them, the list as blocks of kind "source" and what cites it as citations
    of `references`; `plain(text)` takes the same citations out of the file's own text.
    """

    def __init__(self, blocks: list[Block], references: References):
        self.blocks = blocks
        self.references = references
        self.keys = {}  # by number
        start = self._start()
        if start is None:
            return
        entries = list(takewhile(is_source, blocks[start + 1 :]))[:MOST_SOURCES]
        end = start + 1 + len(entries)
        heading = Block("source", "", mark=blocks[start].text)
        sources = [self._source(block, at) for at, block in enumerate(entries, start=1)]
        texts = {key: row.text for key, row in references.rows.items()}
        citer = Citer(self.keys, texts, '<sup data-ref="{}"></sup>'.format)
        before = [_citing(block, citer) for block in blocks[:start]]
        self.blocks = [*before, heading, *sources, *blocks[end:]]
        sentence = told(heading.mark, len(set(self.keys.values())), len(citer.cited))
        references.notes.append(Note("guessed", sentence))

    def plain(self, text: str) -> str:
        """Return `text` without the citations by number."""
        return with_numbers(text, lambda numbers: "" if self._known(numbers) else None)

    def _start(self):
        """Return where the name of the list stands; the last one counts."""
        for at in range(len(self.blocks) - 2, 0, -1):
            if is_name_of_list(self.blocks[at]) and is_source(self.blocks[at + 1]):
                return at
        return None

    def _source(self, block, place):
        typed = _TYPED.match(block.html)
        number = place
        if typed:
            (number,) = numbers_in(next(filter(None, typed.groups())))
        elif block.ordered and block.mark:
            number = int(block.mark.rstrip(".)"))
        html = block.html[typed.end() :] if typed else block.html
        self.keys.setdefault(number, self.references.typed(html))
        # A number in brackets is no word, and goes with the citations.
        mark = block.mark or (f"{typed[2]}." if typed and typed[2] else "")
        return Block("source", html, mark=mark)

    def _known(self, numbers):
        return all(map(self.keys.get, numbers))


def _citing(block, citer):
    if block.kind in {"figure", "source"}:
        return block
    html = between_tags(block.html, lambda text: with_numbers(text, citer.by_number))
    html = between_tags(html, lambda text: with_names(text, citer.by_name))
    return replace(block, html=html) if html != block.html else block


def by_author(texts: dict) -> dict:
    """Return {first word: [(key, words)]} of the sources `texts` (HTML by key)."""
    named = {}
    for key, text in texts.items():
        words = words_of(text)
        if author := _AUTHOR.match(words):
            named.setdefault(author[0], []).append((key, words))
    return named


def source_named(words: str, named: dict):
    """
    Return the key of the one source of `named` (see `by_author`) that begins with the author
    and holds the year of `words`, such as "Smith et al., 2019"; "" for none, or several.
    """
    year = re.search(r"\b(?:19|20)\d\d\b", words)
    author = year and _AUTHOR.search(words[: year.start()])
    found = [key for key, text in (author and named.get(author[0])) or () if year[0] in text]
    return found[0] if len(found) == 1 else ""


def told(name: str, count: int, cited: int) -> str:
    """Return the sentence of the report on a list called `name`."""
    how = (
        f"{cited} of them cited where the text does"
        if cited
        else (
            "none of them cited in the text: put the cursor behind each claim and press “Cite”"
        )
    )
    many = "1 source" if count == 1 else f"{count} sources"
    return f"{many} under “{name}” became references, {how}. Look at each."


def is_name_of_list(block: Block) -> bool:
    """Return whether `block` is the line above a list of sources."""
    return block.kind in {"paragraph", "heading"} and bool(_NAME.fullmatch(block.text))


def is_source(block: Block) -> bool:
    """Return whether `block` reads like a source."""
    return (
        block.kind in {"paragraph", "item"}
        and 2 < block.word_count <= _MOST_WORDS
        and bool(_LOOKS_LIKE_ONE.search(block.text))
    )
