"""
Which blocks are headings where nobody says so: lines in capitals, numbered parts, short lines
over running text. And which short lines are the names a colon announced.
"""

from dataclasses import replace
from itertools import pairwise, takewhile

from .blocks import Block
from .capitals import in_capitals
from .house_pattern import counted_off, fix_text, numbered_part
from .surroundings import is_byline, is_named_caption, looks_like_a_caption

_HEADING_WORDS = 16
_PLAIN_HEADING_WORDS = 9
_NAME_WORDS = 6


def with_headings(blocks: list[Block]) -> list[Block]:
    """Return `blocks`, those in capitals and those that look like headings made headings."""
    if not blocks:
        return []
    styled = any(block.kind == "heading" for block in blocks)
    shouting = any(_is_shouted(block) for block in blocks)
    names = _announced_names(blocks)
    counted = _counted_parts(blocks)
    for index, (block, following) in enumerate(pairwise([*blocks, None])):
        if block.kind == "title":
            block.kind, block.level = "heading", 1
        elif block.kind == "subtitle":
            block.kind = "paragraph"
        elif _is_shouted(block) or _is_numbered(block):
            block.kind, block.level = "heading", block.level or (1 if not styled else 2)
            block.guess = "" if in_capitals(block.text) else "numbered"
        elif index in counted or (
            index not in names and _looks_like_a_heading(block, following)
        ):
            block.kind, block.level = "heading", 2 if styled or shouting else 1
            block.guess = "short"
    return blocks


def is_name(block: Block) -> bool:
    """A line of a few words that ends in nothing: the name of an exercise, say."""
    text = block.text
    return (
        block.kind == "paragraph"
        and 0 < block.word_count <= _NAME_WORDS
        and (text[-1].isalnum() or text[-1] in ")%")
        and not is_named_caption(text)
        and not in_capitals(text)
    )


def _announced_names(blocks):
    """Return where two or more short lines follow a colon: those are its list."""
    announced = set()
    for index, block in enumerate(blocks):
        if block.text.endswith(":"):
            names = list(
                takewhile(lambda at: is_name(blocks[at]), range(index + 1, len(blocks)))
            )
            announced.update(names if len(names) > 1 else ())
    return announced


def _counted_parts(blocks):
    """
    Return where short lines count on from 1 over running text, two of them at least.

    One alone may be anything, and lines that count without text between them are a list.
    """
    parts = []
    for index, (block, following) in enumerate(pairwise([*blocks, None])):
        number, name = counted_off(block.html)
        if number == len(parts) + 1 and _looks_like_a_heading(
            replace(block, html=name), following
        ):
            parts.append(index)
    return parts if len(parts) > 1 else []


def _is_shouted(block):
    return (
        block.kind in {"paragraph", "caption"}
        and in_capitals(block.text)
        and block.word_count <= _HEADING_WORDS
        and not block.text.endswith((".", ",", ";"))
        and fix_text(block.html) is None
    )


def _is_numbered(block):
    return (
        block.kind == "paragraph"
        and block.word_count <= _HEADING_WORDS
        and not block.text.endswith((".", ",", ";", ":"))
        and numbered_part(block.text)[0] is not None
    )


def _looks_like_a_heading(block, following):
    """A short line that ends in nothing and stands over running text."""
    text = block.text
    if block.kind != "paragraph" or not text or not _opens_text(following):
        return False
    if (
        "<a " in block.html
        or fix_text(block.html) is not None
        or is_byline(text)
        or is_named_caption(text)
    ):
        return False
    if block.is_bold:
        return block.word_count <= _HEADING_WORDS and not text.endswith((".", ",", ";"))
    return (
        block.word_count <= _PLAIN_HEADING_WORDS
        and text[0].isupper()
        and (text[-1].isalnum() or text[-1] in "?)”’")
        and not (text.endswith("?") and block.word_count > 6)
        and not looks_like_a_caption(text)
    )


def _opens_text(block):
    if block is None:
        return False
    announces = block.kind == "paragraph" and block.word_count > 3 and block.text[-1] == ":"
    return block.is_prose or announces
