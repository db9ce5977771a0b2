"""
Which of the candidates answer a query, and which of them best. Pure.

A rare word says more than a frequent one (inverse document frequency, K. Spärck Jones, 1972,
counted among the candidates); a word in the title more than one in the text; a row that holds
all the words more than one that holds some.
"""

from collections import Counter
from dataclasses import dataclass
from math import log

# By line of `words.index_of`; the last is what a row is filed under, such as its topic.
PLACES = (1.0, 0.45, 0.22, 0.1, 0.4)
# A title that says nothing else is what was meant: "Maya Ellison", "Personal training".
TITLE_IS_ALL = 0.8
OTHER_WORD = 0.6
# Rows that hold much less of the query than the best one are left out.
SHARE_OF_BEST = 0.5


@dataclass(frozen=True)
class Candidate:
    """
    A row that may answer: `key` names it, `index` is its `words.index_of`.

    `weight` is what its kind counts for; `order` breaks ties, smallest first.
    """

    key: tuple
    index: str
    weight: float = 1.0
    order: tuple = ()


def rank(candidates, terms):
    """Return the keys of the `candidates` that answer `terms`, the best first."""
    needles = [list(_needles(term)) for term in terms]
    found = [_places(candidate.index, needles) for candidate in candidates]
    rarity = _rarity(found, terms)
    whole = sum(rarity)
    if not whole:
        return []
    asked = {stem for term in terms for stem in (term.stem, *term.others)}
    scored = []
    for candidate, places in zip(candidates, found, strict=True):
        share = sum(rarity[number] for number in places) / whole
        relevance = sum(rarity[number] * place for number, place in places.items()) / whole
        if max(places.values(), default=0) > PLACES[1]:  # in the title, then
            relevance += TITLE_IS_ALL * _share_of_title(candidate.index, asked) ** 2
        scored.append((share, share * relevance * candidate.weight, candidate))
    best = max((share for share, _, _ in scored), default=0)
    kept = [row for row in scored if row[0] and row[0] >= SHARE_OF_BEST * best]
    kept.sort(key=lambda row: (-round(row[1], 9), row[2].order))
    return [candidate.key for _, _, candidate in kept]


def unanswered(candidates, terms):
    """Return the `terms` that no candidate holds."""
    return [
        term
        for term in terms
        if not any(
            needle in candidate.index
            for candidate in candidates
            for needle, _ in _needles(term)
        )
    ]


def _needles(term):
    """Yield each stem `term` can be found by, as it stands in an index, with its worth."""
    yield f" {term.stem} ", 1.0
    for other in sorted(term.others):
        yield f" {other} ", OTHER_WORD


def _places(index, needles):
    """Return {number of the term: worth of its best place in `index`}, for those found."""
    places = {}
    for number, own in enumerate(needles):
        best = 0.0
        for needle, worth in own:
            at = index.find(needle)
            if at >= 0:
                best = max(best, worth * PLACES[index.count("\n", 0, at)])
        if best:
            places[number] = best
    return places


def _rarity(found, terms):
    """Return what each of `terms` weighs; one that nobody holds weighs nothing."""
    holders = Counter(number for places in found for number in places)
    return [
        log(1 + len(found) / holders[number]) if holders[number] else 0.0
        for number in range(len(terms))
    ]


def _share_of_title(index, asked):
    """Return how much of the title, the first line of `index`, was asked for: 0 to 1."""
    title = index.partition("\n")[0].split()
    return sum(stem in asked for stem in title) / len(title) if title else 0.0
