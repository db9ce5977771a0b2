"""
A list of sources typed at the end of a Markdown file, written as notes: `[^1]: …`.

From there on they are references like any others. A file that has notes of its own keeps them.
"""

import re
from html import escape
from itertools import takewhile

from .blocks import Block
from .citations import raised, with_names, with_numbers
from .typed_sources import LIST_NAME, MOST_SOURCES, Citer, is_source, told

_HAS_NOTES = re.compile(r"^ {0,3}\[\^[^\]\s]{1,80}\]:", re.MULTILINE)
_HEADING = re.compile(
    rf"(?:\#{{1,6}}[ \t]*)?(?:\*\*|__)?({LIST_NAME})(?:\*\*|__)?[ \t]*:?[ \t]*\#*",
    re.IGNORECASE,
)
_UNDERLINE = re.compile(r"[=-]{2,}[ \t]*")
_ENTRY = re.compile(r"[ \t]{0,3}(?:\[(\d{1,3})\]|(\d{1,3})[.)](?=\s)|[-*+](?=\s))[ \t]*")
_SUP = re.compile(r"<sup>([^<>]{1,40})</sup>", re.IGNORECASE)


def with_sources_as_notes(text: str, note) -> str:
    """Return `text` with its list of sources as notes; `note` is told of it."""
    if _HAS_NOTES.search(text):
        return text
    text = _SUP.sub(lambda sup: raised(sup[1]) if raised(sup[1]) != sup[1] else sup[0], text)
    lines = text.split("\n")
    heading = next((at for at in reversed(range(len(lines))) if _is_heading(lines, at)), None)
    if heading is None:
        return text
    first = heading + 1 + bool(_UNDERLINE.fullmatch(lines[heading + 1]))
    entries = list(takewhile(_is_source, _entries(lines, first)))[:MOST_SOURCES]
    if not entries:
        return text
    sources = {}
    for place, (number, words, _) in enumerate(entries, start=1):
        sources.setdefault(number or place, words)
    keys = {number: str(number) for number in sources}
    texts = {keys[number]: escape(words) for number, words in sources.items()}
    citer = Citer(keys, texts, "[^{}]".format)
    text = with_numbers("\n".join(lines[:heading]), citer.by_number)
    before = with_names(text, citer.by_name)
    name = _HEADING.fullmatch(lines[heading].strip())[1]
    note("guessed", told(name, len(sources), len(citer.cited)), name)
    notes = [f"[^{number}]: {words}" for number, words in sources.items()]
    return "\n".join([before, "", *lines[entries[-1][2] :], "", *notes])


def _is_heading(lines, at):
    return 0 < at < len(lines) - 1 and bool(_HEADING.fullmatch(lines[at].strip()))


def _entries(lines, first):
    """Yield (number or None, words, where the next begins) of each entry from `first` on."""
    number, words = None, []
    after_gap = False
    for at in range(first, len(lines) + 1):
        line = lines[at] if at < len(lines) else None
        starts = line is not None and _ENTRY.match(line)
        if words and (line is None or starts or not line.strip() or after_gap):
            yield number, " ".join(words), at
            number, words = None, []
        if line is None:
            return
        after_gap = not line.strip()
        if after_gap:
            continue
        if starts:
            typed = starts[1] or starts[2]
            number, line = typed and int(typed), line[starts.end() :]
        words.append(line.strip())


def _is_source(entry):
    return is_source(Block("paragraph", escape(entry[1]))) and not entry[1].startswith("#")
