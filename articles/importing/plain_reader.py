"""
Plain text to an article: paragraphs are found, then the house pattern in them.

Three habits of writing are told apart: an empty line between paragraphs, one line a
paragraph, and lines broken at a fixed width by an old mail program.
"""

import re
from itertools import pairwise

from .blocks import Block
from .composing import compose
from .document import ArticleDocument
from .docx_notes import References
from .limits import check_length
from .links import linked
from .surroundings import is_rule
from .typed_sources import TypedSources
from .words import check_words

_LINE_ENDS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# Control characters part words, as old separators do; dropped, they would glue two together.
_SEPARATORS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BULLET = re.compile(r"(?:[-*+•·‣◦▪●–—][ \t\xa0]+)(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)][ \t\xa0]+(?=\S)")
_STRONG = re.compile(r"\*\*(?=\S)([^*\n]{1,500}?)(?<=\S)\*\*")
# Wider lines are paragraphs, whatever broke them.
_WIDEST_BROKEN = 100
_FEWEST_BROKEN = 4


def read_plain(text: str, *, title: str = "") -> ArticleDocument:
    """
    Return the article a plain text holds; `title` is one given beside it.

    Raises ImportProblem if there is no title.
    """
    text = _SEPARATORS.sub(" ", check_length(text.removeprefix("\ufeff")))
    references = References()
    sources = TypedSources(_numbered_only_in_order(_blocks(text)), references)
    document = compose(
        sources.blocks,
        references=references.rows.values(),
        notes=references.notes,
        title=title,
    )
    check_words(document, sources.plain(text))
    return document


def _blocks(text):
    lines = _LINE_ENDS.split(text)
    width = _broken_at(lines)
    paragraphs = []
    previous = None
    for raw in lines:
        line = raw.strip()
        if not line:
            previous = None
            continue
        if previous is not None and _goes_on(previous, raw, line, width):
            paragraphs[-1] += " " + line
        else:
            paragraphs.append(line)
        previous = raw
    return [_block(paragraph) for paragraph in paragraphs]


def _broken_at(lines):
    """Return the width at which lines were broken, 0 if they were not."""
    longest = max((len(line.rstrip()) for line in lines), default=0)
    if longest > _WIDEST_BROKEN:
        return 0
    pairs = [
        (line.rstrip(), following.strip())
        for line, following in pairwise(lines)
        if line.strip() and following.strip()
    ]
    full = sum(_is_full(line, following, longest) for line, following in pairs)
    return longest if full >= max(_FEWEST_BROKEN, 0.6 * len(pairs)) else 0


def _is_full(line, following, width):
    """Whether the next word would not have fitted any more."""
    return len(line) + 1 + len(following.split()[0]) > width


def _goes_on(previous, raw, line, width):
    """Whether `line` belongs to the paragraph of the line above it."""
    starts_anew = _BULLET.match(line) or _NUMBER.match(line)
    if not width or starts_anew or is_rule(line) or is_rule(previous):
        return False
    indented = raw[:1].isspace()
    if indented and not previous[:1].isspace() and not _BULLET.match(previous.strip()):
        return bool(_NUMBER.match(previous.strip()))
    return _is_full(previous.rstrip(), line, width) or (
        indented and bool(_BULLET.match(previous.strip()))
    )


def _block(paragraph):
    if is_rule(paragraph):
        return Block("rule", "")
    bullet, number = _BULLET.match(paragraph), _NUMBER.match(paragraph)
    if bullet:
        return Block("item", _html(paragraph[bullet.end() :]), level=1)
    if number:
        html = _html(paragraph[number.end() :])
        return Block("item", html, level=1, ordered=True, mark=number[0].strip())
    return Block("paragraph", _html(paragraph))


def _html(text):
    return _STRONG.sub(r"<strong>\1</strong>", linked(text))


def _numbered_only_in_order(blocks):
    """
    Return `blocks`, their numbered items made paragraphs where they are no list.

    A list counts 1, 2, 3 without a break; the grammar could not show another number.
    """
    run = []
    for block in [*blocks, None]:
        if block is not None and block.ordered and int(block.mark[:-1]) == len(run) + 1:
            run.append(block)
            continue
        if len(run) == 1:
            _make_paragraph(run[0])
        run = []
        if block is not None and block.ordered:
            if block.mark[:-1] == "1":
                run = [block]
            else:
                _make_paragraph(block)
    return blocks


def _make_paragraph(block):
    block.kind, block.html = "paragraph", f"{block.mark} {block.html}"
    block.ordered, block.mark, block.level = False, "", 0
