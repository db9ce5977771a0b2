"""
A text as the words it can be found by: folded, without the words everybody uses, stemmed.

The stemmer is Snowball's English one (M. F. Porter, https://snowballstem.org). Pure.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import NamedTuple
from zlib import crc32

import snowballstemmer

MOST_WORDS = 8
# A word in the text this often says what the text is about.
OFTEN = 3
# Raise it when `index_of` reads a text in another way: all articles are stemmed anew then.
READING = 1

_COMPOUND = re.compile(r"[^\W_]+(?:['’‐‑-][^\W_]+)*")
_PART = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_STOP_WORDS = """
a about after all also am an and any are as at be because been before but by can could
did do does doing don dont down each for from get gets getting go got had has have he her
here his how i if im in into is isnt it its ive just like many may me might more most
much must my no not of off on once only or our out over own really she should so some
such than that the their them then there these they this those through to too under until
up us very was we were what when where which while who whom whose why will with without
would you your youre
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

# Eight digits that change with the stemmer and with all that an index depends on.
RULES = sha256(
    repr((READING, OFTEN, _STOP_WORDS, version("snowballstemmer"))).encode()
).hexdigest()[:8]

# What people type, and what is written here. Each group is one meaning.
SAME_MEANING = (
    ("ache", "hurt", "pain"),
    ("age", "old", "older", "senior"),
    ("abs", "core"),
    ("beginner", "begin", "start", "new"),
    ("class", "group"),
    ("coach", "trainer"),
    ("cost", "fee", "membership", "price", "pricing"),
    ("diet", "food", "nutrition"),
    ("exercise", "workout"),
    ("lose", "loss"),
)


class Term(NamedTuple):
    """One word of a query: folded `form`, its stem, and `others`, stems that count less."""

    form: str
    stem: str
    others: frozenset = frozenset()


class Token(NamedTuple):
    """The word `text[start:end]`, its folded `form`, and its `stem`, "" if it is common."""

    start: int
    end: int
    form: str
    stem: str


def tokens(text):
    """
    Yield the words of `text` in order. A compound such as "pull-up" comes in parts and then
    whole, without its hyphen, so that "pullup" finds it.
    """
    for compound in _COMPOUND.finditer(text):
        first = compound.start()
        parts = list(_PART.finditer(compound[0]))
        for part in parts:
            yield _token(part[0], first + part.start(), first + part.end())
        if len(parts) > 1 and not any(part[0].isdigit() for part in parts):
            yield _token("".join(part[0] for part in parts), first, compound.end())


def stems_of(text):
    """Return the stems of `text` in order, common words left out."""
    return [token.stem for token in tokens(text) if token.stem]


def terms_of(query):
    """Return the terms of `query`, each once and MOST_WORDS at most, common words left out."""
    terms = {}
    for compound in _COMPOUND.finditer(query):
        *parts, whole = tokens(compound[0])
        if whole.stem:
            term = term_of(whole.form, {part.stem for part in parts if part.stem})
            terms.setdefault(term.stem, term)
    return list(terms.values())[:MOST_WORDS]


def term_of(form, others=()):
    """Return the term of a folded word, with what means the same and with `others`."""
    own = stem(form)
    return Term(form, own, (frozenset(others) | same_meaning().get(own, frozenset())) - {own})


@lru_cache(maxsize=10_000)
def stem(form):
    """Return the stem of a folded word: "lifting" and "lifts" are both "lift"."""
    return snowballstemmer.stemmer("english").stemWord(form)


def fold(word):
    """Return `word` in small letters, without accents and apostrophes: "Naïve" is "naive"."""
    word = re.sub("['’]s?$|['’]", "", word)
    if word.isascii():
        return word.lower()
    bare = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in bare if letter.isalnum())


def index_of(title, summary="", body=""):
    """
    Return the stems of a row, each once, in the line of the place that counts most.

    Four lines: title; summary and headings; often in the body; in the body at all. Each stem
    has a space on either side, so that " hip " is found by plain containment.
    """
    often = Counter(stems_of(body))
    lines = (
        stems_of(title),
        stems_of(summary),
        [stem for stem, times in often.items() if times >= OFTEN],
        often,
    )
    seen = set()
    return "\n".join(_line(line, seen) for line in lines)


def mark_of(index):
    """Return a short text that changes with `index` and with the RULES it was made by."""
    return f"{RULES}-{crc32(index.encode()):08x}"


@lru_cache(maxsize=1)
def same_meaning():
    """Return for each stem the other stems of its meaning."""
    groups = [{stem(word) for word in words} for words in SAME_MEANING]
    return {one: frozenset(group - {one}) for group in groups for one in group}


def _line(stems, seen):
    fresh = [stem for stem in dict.fromkeys(stems) if stem not in seen]
    seen.update(fresh)
    return f" {' '.join(fresh)} "


def _token(word, start, end):
    return Token(start, end, *_form_and_stem(word))


@lru_cache(maxsize=50_000)
def _form_and_stem(word):
    form = fold(word)
    own = stem(form)
    is_common = not STOP_WORDS.isdisjoint((form, own)) or (len(form) < 2 and not form.isdigit())
    return form, "" if is_common else own
