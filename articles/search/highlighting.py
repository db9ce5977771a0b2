"""
The passage of a result that shows why it was found, its found words marked. Pure.

Marked after escaping, piece by piece: nothing of a text can become a tag.
"""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from articles.search.words import tokens

MOST_LETTERS = 240
_BETWEEN_WORDS = re.compile(r"[\s‐‑-]*")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


def passage(lead, text, stems):
    """
    Return the HTML of the passage to show: `lead` if it holds one of `stems`, else the
    sentence of `text` that holds most of them, else `lead` as it is.
    """
    best, most = lead, len(held(lead, stems))
    # All but the last letter of a stem stands in every word of it; this spares most sentences.
    hint = re.compile("|".join(re.escape(stem[:-1]) for stem in stems), re.IGNORECASE)
    for sentence in [] if most else filter(hint.search, _SENTENCE_END.split(text)):
        count = len(held(sentence, stems))
        if count > most:
            best, most = sentence, count
        if most == len(stems):
            break
    return marked(_shortened(best.strip(), stems), stems)


def held(text, stems):
    """Return those of `stems` that are in `text`."""
    return {token.stem for token in tokens(text)} & stems


def marked(text, stems):
    """Return `text` escaped, with <mark> around its words of `stems`; neighbours share one."""
    pieces, at = [], 0
    for start, end in _spans(text, stems):
        pieces += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*pieces, escape(text[at:])]))


def form_in(text, stem):
    """Return the first word of `text` that has `stem`, in small letters, or None."""
    return next((token.form for token in tokens(text) if token.stem == stem), None)


def _spans(text, stems):
    """Return (start, end) of what to mark, in order, neighbours and overlaps joined."""
    spans = []
    for start, end in sorted((t.start, t.end) for t in tokens(text) if t.stem in stems):
        if spans and (
            start <= spans[-1][1] or _BETWEEN_WORDS.fullmatch(text, spans[-1][1], start)
        ):
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _shortened(text, stems):
    """Return at most MOST_LETTERS of `text`, whole words, around the first find."""
    if len(text) <= MOST_LETTERS:
        return text
    spans = _spans(text, stems)
    first = max(0, (spans[0][0] if spans else 0) - MOST_LETTERS // 3)
    start = 0 if not first else text.find(" ", first) + 1
    end = text.rfind(" ", start, start + MOST_LETTERS)
    end = end if end > start else start + MOST_LETTERS
    return f"{'… ' if start else ''}{text[start:end]}{' …' if end < len(text) else ''}"
