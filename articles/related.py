"""
What stands under "Keep reading": the articles a coach chose, then the nearest ones.

Near is what has the same topic and shares words that few others have: words weigh by their
place and their rarity, articles are compared by the cosine of the angle between them (Salton
and Buckley, 1988). The words are the stems every article keeps for search; those that stand
in its text once or twice say little of what it is about and are left out.
"""

from collections import Counter
from dataclasses import dataclass, field
from heapq import nsmallest
from math import log, sqrt

from django.db.models import Case, Func, Q, Subquery, When
from django.utils import timezone

from articles.models import Article, ArticleVersion
from articles.search.words import index_of
from forge_site.web.markup import plain_text

RELATED = 3
# By line of `index_of`: title, summary and headings, often in the text.
PLACES = (1.0, 0.6, 0.3)
# What the same topic counts for beside the likeness of words, 0 to 1.
SAME_TOPIC = 0.12

# What each process knows of what is published; replaced when that changes.
_known = []


@dataclass
class Neighbourhood:
    """
    The published articles by their words, for as long as their `mark` stays.

    `newest` are their primary keys, newest first, `topics` the topic of each, `vectors` its
    words: {stem: weight}, of length 1. `rarity` is what a stem says of an article that holds
    it. `nearest` remembers the answers.
    """

    mark: tuple
    newest: list
    topics: dict
    vectors: dict
    rarity: dict
    nearest: dict = field(default_factory=dict)

    def nearest_to(self, pk, topic, stems=None):
        """
        Return the primary keys of the 2 * RELATED nearest to an article, nearest first.

        `stems` are its words if they are not those that are published.
        """
        if stems is None and pk in self.vectors:
            if pk not in self.nearest:
                self.nearest[pk] = self._nearest(pk, topic, self.vectors[pk])
            return self.nearest[pk]
        return self._nearest(pk, topic, _of_length_one(_weights(stems or ""), self.rarity))

    def _nearest(self, pk, topic, own):
        def place(other):
            its = self.vectors[other]
            likeness = sum(own[stem] * its[stem] for stem in own.keys() & its.keys())
            nearness = likeness + SAME_TOPIC * (self.topics[other] == topic)
            return -round(nearness, 9)  # equal ones stay in their order, the newest first

        others = (other for other in self.newest if other != pk)
        return nsmallest(2 * RELATED, others, key=place)


def related_to(article, *, stems=None, chosen=None, at=None):
    """
    Return the RELATED published articles to read after `article`, as for a card, in order.

    For a draft `stems` and `chosen` (primary keys) stand in for what is stored. `at` is the
    instant they have to be published at, now if not given. One query; two, the first time
    after something was published.
    """
    if chosen is None:
        chosen = Article.related_override.through.objects.filter(from_article=article.pk)
        chosen = chosen.values("to_article")
    offered = _offered(Article.objects.published(at or timezone.now()), chosen)
    for around in _known:
        nearest = around.nearest_to(article.pk, article.topic_id, stems)
        rows = list(offered.filter(Q(pk__in=nearest) | Q(is_chosen=True)))
        if rows and _mark(rows[0]) == around.mark:
            return _first(rows, nearest, article)
    rows = list(offered.defer(None).defer("body", "body_html", "contents", "citations"))
    around = _made(rows)
    _known[:] = [around]
    return _first(rows, around.nearest_to(article.pk, article.topic_id, stems), article)


def stems_of_draft(article):
    """Return the words of `article`, filled with what is typed, as they are kept when saved."""
    return index_of(article.title, article.summary, plain_text(article.body))


def _offered(published, chosen):
    """
    Return `published` as for cards, newest first, each with `is_chosen` and the mark of all.

    What readers see changes with a version or with the set of what is published. The mark is
    read from indexes alone: `updated_at` lies behind the long texts of each row.
    """
    every = published.order_by()
    versions = ArticleVersion.objects.order_by()
    return published.for_cards().annotate(
        is_chosen=Case(When(pk__in=chosen, then=True), default=False),
        count=Subquery(every.annotate(n=Func("pk", function="COUNT")).values("n")),
        total=Subquery(every.annotate(n=Func("pk", function="SUM")).values("n")),
        version=Subquery(versions.annotate(n=Func("pk", function="MAX")).values("n")),
    )


def _mark(row):
    return row.count, row.total, row.version


def _first(rows, nearest, article):
    """Return the first RELATED of `rows`: the chosen, newest first, then the `nearest`."""
    places = {pk: place for place, pk in enumerate(nearest)}
    wanted = [row for row in rows if row.is_chosen and row.pk != article.pk]
    others = [row for row in rows if not row.is_chosen and row.pk in places]
    return [*wanted, *sorted(others, key=lambda row: places[row.pk])][:RELATED]


def _made(rows):
    weights = {row.pk: _weights(row.stems) for row in rows}
    holders = Counter(stem for own in weights.values() for stem in own)
    rarity = {stem: log(1 + len(rows) / count) for stem, count in holders.items()}
    return Neighbourhood(
        mark=_mark(rows[0]) if rows else (),
        newest=list(weights),
        topics={row.pk: row.topic_id for row in rows},
        vectors={pk: _of_length_one(own, rarity) for pk, own in weights.items()},
        rarity=rarity,
    )


def _weights(stems):
    """Return {stem: worth of its place} for the lines of `stems` that count."""
    lines = zip(stems.split("\n"), PLACES, strict=False)
    return {stem: worth for line, worth in lines for stem in line.split()}


def _of_length_one(weights, rarity):
    """Return `weights` times their `rarity`, of length 1; unknown stems are left out."""
    weighed = {stem: worth * rarity[stem] for stem, worth in weights.items() if stem in rarity}
    length = sqrt(sum(weight * weight for weight in weighed.values()))
    return {stem: weight / length for stem, weight in weighed.items()} if length else {}
