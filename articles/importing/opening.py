"""
How an article file opens: a topic line, a title, then the text.

Some say so themselves ("Title: …", Word's style Title); in the rest it is told from the
shape of the lines.
"""

import re
from dataclasses import dataclass, field

from .blocks import Block
from .capitals import in_capitals, sentence_case
from .document import ImportProblem, Note, Piece
from .house_pattern import numbered_part
from .limits import LONGEST
from .surroundings import is_byline, is_named_caption

_TOPIC_WORDS = 5
_LOOK = 8  # blocks: whatever comes later is no title

_NAMED = re.compile(
    r"(topic|category|title|headline|summary|subtitle|excerpt|description)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_FIELDS = {
    "category": "topic", "headline": "title", "subtitle": "summary", "excerpt": "summary",
}  # fmt: skip
_LONGEST = LONGEST | {"description": LONGEST["seo_description"]}
NO_TITLE = (
    "No title was found. Put the topic on the first line, the title on the next, then the text."
)


@dataclass
class Opening:
    """What stands above the text. `rest` are the blocks of the text."""

    title: str = ""
    topic: str = ""
    summary: str = ""
    description: str = ""
    rest: list[Block] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_opening(blocks: list[Block], casing: dict[str, str]) -> Opening:
    """Return the opening of `blocks`. Raises ImportProblem if there is no title."""
    opening = Opening()
    explicit = _explicit_title(blocks)
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if _is_named(block, opening):
            _take_named(block, opening, casing)
        elif _stands_apart(block):
            leave_out(block, opening.pieces, opening.notes)
        elif block.kind == "subtitle" and opening.title and not opening.summary:
            _take_subtitle(block, opening)
        elif opening.title:
            break
        elif explicit is not None and index < explicit and not _may_be_topic(block):
            break  # the text has begun above its title
        else:
            following = next(
                (each for each in blocks[index + 1 :] if not _stands_apart(each)), None
            )
            _take_line(block, following, opening, casing, is_title=index == explicit)
        index += 1
    opening.rest = blocks[index:]
    if not opening.title and explicit is not None and explicit >= index:
        _take(opening, "title", blocks[explicit].text, casing)
        opening.rest = [*blocks[index:explicit], *blocks[explicit + 1 :]]
        opening.pieces.pop()
        opening.pieces.insert(0, Piece("title", blocks[explicit].text))
    if not opening.title:
        raise ImportProblem(NO_TITLE)
    _leave_out_repeated_title(opening)
    return opening


def leave_out(block, pieces, notes):
    """Note that `block` is not in the article, and what it said."""
    pieces.append(Piece("left out", block.text))
    kind = _kind_of(block)
    notes.append(Note("left out", f"{kind}: “{block.text}”" if block.text else f"{kind}."))


def _kind_of(block):
    if block.kind == "rule":
        return "A dividing line"
    if block.kind == "contents":
        return "A line of the table of contents"
    if block.kind == "byline" or is_byline(block.text):
        return "A line about writer or date"
    return "A picture caption"


def _explicit_title(blocks):
    """Return the index of the block the file itself calls its title, or None."""
    early = list(enumerate(blocks[:_LOOK]))
    if any(_named_field(block) == "title" for _, block in early):
        return None
    for index, block in early:
        if block.kind == "title":
            return index
    tops = [index for index, block in enumerate(blocks) if _is_top_heading(block)]
    return tops[0] if len(tops) == 1 and tops[0] < _LOOK else None


def _is_top_heading(block):
    return block.kind == "heading" and block.level == 1


def _stands_apart(block):
    return (
        block.kind in {"rule", "byline", "contents"}
        or (block.kind in {"paragraph", "caption"} and is_byline(block.text))
        or (block.kind == "paragraph" and is_named_caption(block.text))
    )


def _named_field(block):
    match = _NAMED.match(block.text) if block.kind in {"paragraph", "heading"} else None
    return _FIELDS.get(match[1].lower(), match[1].lower()) if match else None


def _is_named(block, opening):
    name = _named_field(block)
    return bool(name) and not getattr(opening, name) and block.word_count <= 45


def _take_named(block, opening, casing):
    match = _NAMED.match(block.text)
    opening.pieces.append(Piece("mark", match[0]))
    _take(opening, _named_field(block), block.text[match.end() :], casing)


def _take_subtitle(block, opening):
    if len(block.text) <= LONGEST["summary"]:
        opening.summary = block.text
        opening.pieces.append(Piece("summary", block.text))
    else:
        block.kind = "paragraph"
        opening.rest.append(block)


def _take_line(block, following, opening, casing, is_title):
    """Take `block` as topic or title, by its shape and what follows; refuse anything else."""
    if is_title:
        _take(opening, "title", block.text, casing)
    elif not opening.topic and _may_be_topic(block) and _is_title_below_a_topic(following):
        _take(opening, "topic", block.text, casing)
    elif _may_be_title(block):
        _take(opening, "title", block.text, casing)
    else:
        raise ImportProblem(NO_TITLE)


def _take(opening, name, text, casing):
    text = text.strip()
    if len(text) > _LONGEST[name]:
        raise ImportProblem(
            f"The {name} has {len(text)} characters, {_LONGEST[name]} fit: “{text[:60]}…”."
        )
    opening.pieces.append(Piece(name if name != "description" else "summary", text))
    if name in {"title", "topic"}:
        if in_capitals(text):
            text = sentence_case(text, casing)
        text = text.removesuffix(".") if not text.endswith("..") else text
    setattr(opening, name, text)


def _may_be_topic(block):
    return (
        block.kind in {"paragraph", "heading", "title", "subtitle"}
        and 0 < block.word_count <= _TOPIC_WORDS
        and len(block.text) <= LONGEST["topic"]
        and block.text[-1] not in ".!?…:;,"
    )


def _may_be_title(block):
    if block is None or block.kind not in {"paragraph", "heading", "title"}:
        return False
    text = block.text
    if numbered_part(text)[0] or len(text) > LONGEST["title"] or text[-1] in ":;,":
        return False
    # One sentence may be a title, a paragraph of two is the text.
    return block.word_count <= 20 and not re.search(r"[.!?…][\"'”’)]*\s+[^\s(]+\s.*\.$", text)


def _is_title_below_a_topic(block):
    """
    Return whether `block` is the title, and the short line above it the topic.

    A whole sentence with its full stop is the first of the text: the line above is the title.
    """
    is_sentence = block is not None and block.text.endswith(".") and block.word_count >= 8
    return _may_be_title(block) and not (is_sentence and not in_capitals(block.text))


def _leave_out_repeated_title(opening):
    if opening.rest and opening.rest[0].kind in {"heading", "paragraph", "title"}:
        first = opening.rest[0]
        if first.text.casefold() == opening.title.casefold():
            opening.rest = opening.rest[1:]
            opening.pieces.append(Piece("left out", first.text))
            opening.notes.append(
                Note("left out", f"The title, said a second time: “{first.text}”")
            )
