"""
A word nobody wrote here, mended with the words the site uses. Pure.

`vocabulary` is {stem: number of rows that hold it}. Distance is optimal string alignment:
letters added, left out, changed, or two neighbours swapped.
"""

from rapidfuzz import process
from rapidfuzz.distance import OSA

from articles.search.words import Term, term_of

SHORTEST_BEGINNING = 4  # letters
SHORTEST = 5  # letters; shorter words have too many neighbours: "foam" is not "form"
LONG = 7  # letters; from here on two slips are forgiven
SHORTEST_PART = 3


def corrected(terms, unknown, vocabulary):
    """
    Return `terms` with those of `unknown` mended, or left as they are.

    In this order: two words that are written as one here ("kettle bell"), one that is
    written as two ("backpain"), the beginning of a word, a slip of the pen. A term of the
    last two kinds has no `form`: only its stem is known.
    """
    mended = []
    left = list(terms)
    while left:
        term = left.pop(0)
        joined = left and term_of(term.form + left[0].form)
        if joined and joined.stem in vocabulary and (term in unknown or left[0] in unknown):
            mended.append(joined)
            left.pop(0)
        elif term in unknown:
            mended += _parts(term.form, vocabulary) or [_nearest(term, vocabulary) or term]
        else:
            mended.append(term)
    return mended


def _parts(word, vocabulary):
    """Return the two terms `word` is made of, both in use here, or an empty list."""
    pairs = [
        (term_of(word[:cut]), term_of(word[cut:]))
        for cut in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    ]
    known = [pair for pair in pairs if all(part.stem in vocabulary for part in pair)]
    if not known:
        return []
    return list(max(known, key=lambda pair: min(vocabulary[part.stem] for part in pair)))


def _nearest(term, vocabulary):
    """Return the term that `term` was most likely to be, or None."""
    if len(term.form) < SHORTEST_BEGINNING or not term.form.isalpha():
        return None
    begun = [known for known in vocabulary if known.startswith(term.form)]
    if begun:
        return Term("", min(begun, key=lambda known: (-vocabulary[known], known)))
    if len(term.form) < SHORTEST:
        return None
    slips = 2 if len(term.stem) >= LONG else 1
    near = process.extract(
        term.stem, list(vocabulary), scorer=OSA.distance, score_cutoff=slips, limit=None
    )

    def likelihood(match):
        known, distance, _ = match
        return (distance, known[0] != term.stem[0], -vocabulary[known], known)

    words = [match for match in near if match[0].isalpha()]
    return Term("", min(words, key=likelihood)[0]) if words else None
