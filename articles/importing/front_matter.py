"""
The lines above an article's text: `key: value`, one a line, between two lines of "---".

Ours are flat, so that nobody has to know YAML to write them. Other programs write lists,
values over several lines, keys of their own, or TOML between lines of "+++"; pandoc writes
title, author and date after "%". What has a place in an article is taken, the rest is told.
"""

import re
from dataclasses import dataclass, field

from forge_site.web.cleaning import clean_line

from .document import ImportProblem, Note, Piece

KEYS = (
    "title", "slug", "topic", "summary", "hero", "hero_alt", "hero_caption", "seo_title",
    "seo_description", "related",
)  # fmt: skip
# What others call it.
_FOREIGN = {
    "subtitle": "summary", "excerpt": "summary", "abstract": "summary", "category": "topic",
    "categories": "topic", "description": "seo_description",
}  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEY = re.compile(r"([A-Za-z][\w .-]{0,39}?)\s*[:=]\s*(.*)")
_LISTED = re.compile(r"\s*-\s+(.*)")
_BLOCK = re.compile(r"[>|][+-]?")


@dataclass
class FrontMatter:
    """
    The values by key, the text below, and what became of each line.

    `is_ours` says whether the writer knew this site: then the text needs no guessing.
    """

    values: dict[str, str] = field(default_factory=dict)
    text: str = ""
    is_ours: bool = False
    notes: list[Note] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)


def split_front_matter(text: str) -> FrontMatter:
    """
    Return the lines at the top of `text`, whose line ends are "\\n", read and taken off.

    Raises ImportProblem for lines that begin and never end, and for one of our keys given
    twice.
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence.startswith("% "):
        return _pandoc_title(lines)
    if fence not in {"---", "+++"} or not _opens_with_a_key(lines):
        return FrontMatter(text=text)
    end = next(
        (i for i, line in enumerate(lines) if i and line.rstrip() in {fence, "..."}), None
    )
    if end is None:
        raise ImportProblem(
            f"The lines at the top begin with “{fence}” but no second “{fence}” ends them."
        )
    found = FrontMatter(text="\n".join(lines[end + 1 :]))
    for number, key, value in _entries(lines[1:end]):
        _take(found, key, value, number)
    found.is_ours = "slug" in found.values
    return found


def slugs(key: str, value: str) -> list[str]:
    """Return the addresses named in `value`, parted by commas; `key` names them in errors."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    for name in names:
        if not SLUG.fullmatch(name):
            raise ImportProblem(
                f"“{name}”, under “{key}”, is no short name: small letters, digits and "
                "single hyphens only."
            )
    return names


def slug(key: str, value: str) -> str:
    """Return the one name `value` may hold, or ""."""
    names = slugs(key, value)
    if len(names) > 1:
        raise ImportProblem(f"“{key}” names more than one: “{value}”.")
    return names[0] if names else ""


def _opens_with_a_key(lines):
    """Tell lines at the top from a dividing line that happens to come first."""
    first = next((line for line in lines[1:] if line.strip() and line[0] != "#"), "")
    return bool(_KEY.fullmatch(first))


def _entries(lines):
    """Yield (line number, key, value) for each entry; a list is joined with commas."""
    entry = None
    for number, line in enumerate(lines, start=2):
        match = _KEY.fullmatch(line) if line[:1].strip() else None
        listed = _LISTED.fullmatch(line)
        if match:
            if entry:
                yield _entry(entry)
            entry = (number, match[1].strip(), [match[2]])
        elif line.strip() and not line.startswith("#"):
            part = listed[1] if listed else line.strip()
            if entry is None:
                entry = (number, "", [])
            entry[2].append(("," if listed else "") + part)
    if entry:
        yield _entry(entry)


def _entry(entry):
    number, key, (first, *more) = entry
    first = "" if more and _BLOCK.fullmatch(first.strip()) else _inline_list(first.strip())
    parts = [_unquoted(first)]
    for part in more:
        glue = ", " if part.startswith(",") and parts[-1] else " "
        parts.append(glue + _unquoted(part.removeprefix(",").strip()))
    return number, key, clean_line("".join(parts))


def _inline_list(value):
    """Write `["a", "b"]` as `a, b`."""
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part.strip()) for part in value[1:-1].split(","))
    return value


def _take(found, key, value, number):
    name = key.lower().replace(" ", "_").replace("-", "_")
    own = _FOREIGN.get(name, name)
    if own not in KEYS or (own != name and found.values.get(own)):
        found.pieces.append(Piece("left out", f"{key}: {value}"))
        found.notes.append(Note("left out", f"Line {number} at the top, “{key}: {value}”."))
        return
    if own in found.values:
        raise ImportProblem(f"Line {number} gives “{name}” a second time.")
    if own == "topic" and own != name:
        value, _, others = value.partition(", ")
        if others:
            found.pieces.append(Piece("left out", others))
            found.notes.append(Note("left out", f"Further topics: “{others}”."))
    found.values[own] = value
    found.pieces.append(Piece("mark", key))
    if value:
        place = own if own in {"title", "topic", "summary"} else "summary"
        found.pieces.append(Piece(place, value))


def _pandoc_title(lines):
    """Read up to three lines that begin with "%": title, author, date."""
    found = FrontMatter()
    count = 0
    for kind, line in zip(("title", "author", "date"), lines, strict=False):
        if not line.startswith("%"):
            break
        count += 1
        value = clean_line(line[1:])
        if kind == "title":
            found.values["title"] = value
            found.pieces.append(Piece("title", value))
        elif value:
            found.pieces.append(Piece("left out", value))
            found.notes.append(Note("left out", f"A line about writer or date: “{value}”"))
    found.text = "\n".join(lines[count:])
    return found


def _unquoted(value):
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted and value[0] not in value[1:-1] else value
