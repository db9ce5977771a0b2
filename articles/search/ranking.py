"""
Which of the candidates answer a query, and which of them best. Pure.

A rare word says more than a frequent one (inverse document frequency, K. Spärck Jones, 1972,
counted among all candidates); a word in the title more than one in the text; a row that holds
all the words more than one that holds some.
"""

from array import array
from collections import Counter
from dataclasses import dataclass
from heapq import nsmallest
from math import log

# By line of `words.index_of`; the last is what a row is filed under, such as its topic.
PLACES = (1.0, 0.45, 0.22, 0.1, 0.4)
IN_TITLE = 0
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


class Collection:
    """
    Candidates the other way round, so that a query reads only the stems it asks for.

    `holders` is {stem: (numbers of the rows that hold it, the best place in each)}, as arrays:
    2,000 articles with 620,000 stems between them are seven megabytes.
    """

    def __init__(self, candidates):
        self.keys, self.weights, self.orders, self.title_sizes = [], [], [], []
        self.holders = {}
        for number, candidate in enumerate(candidates):
            self.keys.append(candidate.key)
            self.weights.append(candidate.weight)
            self.orders.append(candidate.order)
            lines = [line.split() for line in candidate.index.split("\n")]
            self.title_sizes.append(len(lines[IN_TITLE]))
            for place, stems in enumerate(lines):
                for stem in stems:
                    self._add(stem, number, place)
        self.vocabulary = {stem: len(rows) for stem, (rows, _) in self.holders.items()}

    def _add(self, stem, number, place):
        held = self.holders.get(stem)
        if held is None:
            held = self.holders[stem] = (array("I"), bytearray())
        rows, places = held
        if not rows or rows[-1] != number:
            rows.append(number)
            places.append(place)
        elif PLACES[place] > PLACES[places[-1]]:
            places[-1] = place

    def holds(self, term):
        """Return whether any row holds `term` or one of its other stems."""
        return any(stem in self.holders for stem, _ in _needles(term))

    def with_worth(self, stem, worth):
        """Return {number of a row that holds `stem`: `worth` of its place there}."""
        rows, places = self.holders.get(stem, ((), ()))
        of_place = [worth * place for place in PLACES]
        return dict(zip(rows, map(of_place.__getitem__, places), strict=True))

    def in_title(self, stems):
        """Return {number of a row: how many of `stems` are in its title}."""
        counted = Counter()
        for stem in stems:
            rows, places = self.holders.get(stem, ((), ()))
            counted.update(
                row for row, place in zip(rows, places, strict=True) if place == IN_TITLE
            )
        return counted


def rank(collection, terms, most=None):
    """
    Return (the keys of the rows that answer `terms`, the best first; how many there are).

    Of the keys, the first `most`; all if not given.
    """
    found = [_worth(collection, term) for term in terms]
    rarity = [log(1 + len(collection.keys) / len(rows)) if rows else 0.0 for rows in found]
    whole = sum(rarity)
    if not whole:
        return [], 0
    shares, relevances = {}, {}
    for rare, rows in zip(rarity, found, strict=True):
        rare = rare / whole
        for row, worth in rows.items():
            shares[row] = shares.get(row, 0.0) + rare
            relevances[row] = relevances.get(row, 0.0) + rare * worth
    asked = {stem for term in terms for stem in (term.stem, *term.others)}
    for row, count in collection.in_title(asked).items():
        relevances[row] += TITLE_IS_ALL * (count / collection.title_sizes[row]) ** 2
    least = SHARE_OF_BEST * max(shares.values())
    weights, orders = collection.weights, collection.orders
    scored = [
        (-round(share * relevances[row] * weights[row], 9), orders[row], row)
        for row, share in shares.items()
        if share >= least
    ]
    best = sorted(scored) if most is None else nsmallest(most, scored)
    return [collection.keys[row] for _, _, row in best], len(scored)


def unanswered(collection, terms):
    """Return the `terms` that no candidate holds."""
    return [term for term in terms if not collection.holds(term)]


def _needles(term):
    """Yield each stem `term` can be found by with its worth."""
    yield term.stem, 1.0
    for other in sorted(term.others):
        yield other, OTHER_WORD


def _worth(collection, term):
    """Return {number of a row: worth of the best place where it holds `term`}."""
    best = {}
    for stem, worth in _needles(term):
        for row, worth_there in collection.with_worth(stem, worth).items():
            if worth_there > best.get(row, 0.0):
                best[row] = worth_there
    return best
