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

from django.db.models import Case, Func, Q, Subquery, TextField, Value, When
from django.db.models.functions import Concat

from articles.models import Article, ArticleVersion
from articles.search.words import RULES

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

    mark: str
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


def with_mark(articles, at=None):
    """
    Annotate `articles` with `mark_of_all`, which `related_to` else needs a query for.

    It is another text when anything changes of what is published at `at`: a version, the set
    of what is published, the rules by which it is stemmed. It is read from indexes alone:
    `updated_at` lies behind the long texts of each row.
    """
    every = Article.objects.published(at).order_by()
    versions = ArticleVersion.objects.order_by()
    stemmed_today = Case(When(stems_mark__startswith=f"{RULES}-", then=1), default=0)
    numbers = Concat(
        Func("pk", function="COUNT"),
        Value(" "),
        Func("pk", function="SUM"),
        Value(" "),
        Func(stemmed_today, function="SUM"),
        output_field=TextField(),
    )
    return articles.annotate(
        mark_of_all=Concat(
            Subquery(every.annotate(n=numbers).values("n")),
            Value(" "),
            Subquery(versions.annotate(n=Func("pk", function="MAX")).values("n")),
            output_field=TextField(),
        )
    )


def related_to(article, *, stems=None, chosen=None, at=None):
    """
    Return the RELATED published articles to read after `article`, as for a card, in order.

    For a draft `stems` and `chosen` (primary keys) stand in for what is stored. `at` is the
    instant they have to be published at, now if not given. One query for an article read
    `with_mark`, also the first time after something was published.
    """
    if chosen is None:
        chosen = Article.related_override.through.objects.filter(from_article=article.pk)
        chosen = chosen.values("to_article")
    offered = Article.objects.published(at).for_cards()
    offered = offered.annotate(is_chosen=Case(When(pk__in=chosen, then=True), default=False))
    mark = getattr(article, "mark_of_all", None) or _mark(at)
    around = next((known for known in _known if known.mark == mark), None)
    if around is None:
        rows = offered.defer(None).defer("body", "body_html", "contents", "citations")
        around = _made(mark, rows)
        _known[:] = [around]
        nearest = around.nearest_to(article.pk, article.topic_id, stems)
    else:
        nearest = around.nearest_to(article.pk, article.topic_id, stems)
        rows = offered.filter(Q(pk__in=nearest) | Q(is_chosen=True))
    return _first(rows, nearest, article)


def _mark(at):
    rows = with_mark(Article.objects.order_by("pk"), at)
    return rows.values_list("mark_of_all", flat=True).first()


def _first(rows, nearest, article):
    """Return the first RELATED of `rows`: the chosen, newest first, then the `nearest`."""
    places = {pk: place for place, pk in enumerate(nearest)}
    wanted = [row for row in rows if row.is_chosen and row.pk != article.pk]
    others = [row for row in rows if not row.is_chosen and row.pk in places]
    return [*wanted, *sorted(others, key=lambda row: places[row.pk])][:RELATED]


def _made(mark, rows):
    weights = {row.pk: _weights(row.stems) for row in rows}
    holders = Counter(stem for own in weights.values() for stem in own)
    rarity = {stem: log(1 + len(rows) / count) for stem, count in holders.items()}
    return Neighbourhood(
        mark=mark,
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
