"""Search, with the database: rows in, results out."""

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock

from django.db.models import TextField, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from articles.models import Article, Topic
from articles.search import correction, highlighting, ranking, words
from forge_site.gym.models import Coach, Program, Question
from forge_site.web.text import plain_characters

LONGEST_QUERY = 100
# An answer that mentions a word says less about it than an article that does.
WEIGHTS = {"Coach": 0.8, "Question": 0.65}
MOST_RESULTS = 20

# Of the rows that have no column for it: few, and the same from one search to the next.
_index = lru_cache(maxsize=1_000)(words.index_of)

# Of this process: [what it was made of, the Collection], or nothing yet.
_made = []
_making = Lock()

_CITATION = re.compile(r"<sup\b.*?</sup>", re.DOTALL)
_END_OF_BLOCK = re.compile(r"</(?:p|li|h2|h3|figcaption)>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Result:
    """One row found; `passage` is HTML that shows why, the found words marked."""

    kind: str
    title: str
    passage: str
    note: str
    url: str


@dataclass(frozen=True)
class Found:
    """
    What was found for `phrase`: the best `results` of `total`.

    `instead` is the phrase that was searched for in its place, if a word was mended.
    """

    phrase: str
    results: list
    total: int = 0
    instead: str = ""


@dataclass(frozen=True)
class _Row:
    """A coach, a program or a question: what is searched and shown of it."""

    kind: str
    title: str
    lead: str
    text: str
    note: str
    url: str


def find(query, at=None):
    """
    Return what visitors may read at `at` (an instant; now, if not given) about `query`.

    Any text will do: it is cut to LONGEST_QUERY characters and MOST_WORDS words. The same
    rows give the same order on every database.
    """
    phrase = " ".join(plain_characters(query[:LONGEST_QUERY], joiners=False).split())
    terms = words.terms_of(phrase)
    if not terms:
        return Found(phrase, [])
    rows, topics = _others()
    collection = _collection(Article.objects.published(at), rows, topics)
    was_mended = False
    if unknown := ranking.unanswered(collection, terms):
        mended = correction.corrected(terms, unknown, collection.vocabulary)
        was_mended = mended != terms
        terms = mended
    keys, total = ranking.rank(collection, terms, MOST_RESULTS)
    best = _filled(keys, rows)
    found = Found(phrase, [_result(row, terms) for row in best], total)
    return replace(found, instead=_spelled(terms, best)) if was_mended else found


def _collection(articles, rows, topics):
    """
    Return what can be found, `rows` and `articles`, by their stems: a ranking.Collection.

    Made once in each process and kept until any of it says something else, which one read of
    a narrow index tells: so it is never older than the rows, whoever changed them.
    """
    others = [_candidate(number, row) for number, row in enumerate(rows)]
    # In no order: one by key would read the rows, and with them their long texts.
    marks = set(articles.order_by().values_list("pk", "topic", "stems_mark"))
    made_of = (marks, others, topics)
    with _making:
        if not _made or _made[0] != made_of:
            stems = dict(articles.order_by().values_list("pk", "stems"))
            filed = [
                _filed(pk, topic, stems[pk], topics)
                for pk, topic, _ in sorted(marks)
                if pk in stems
            ]
            _made[:] = made_of, ranking.Collection([*others, *filed])
        return _made[1]


def _filed(pk, topic, stems, topics):
    """Return an article as a candidate, found by the words of its topic besides its own."""
    index = f"{stems}\n{topics.get(topic, '')}"
    return ranking.Candidate(("article", pk), index, order=(1, -pk))


def _candidate(number, row):
    index = _index(row.title, f"{row.lead}\n{row.note}", row.text)
    return ranking.Candidate(
        ("row", number), index, WEIGHTS.get(row.kind, 1.0), order=(0, number)
    )


def _filled(keys, rows):
    """Return the rows of `keys`, in their order, articles fetched in one query."""
    pks = [key for kind, key in keys if kind == "article"]
    fetched = Article.objects.select_related("topic").filter(pk__in=pks)
    shown = {
        article.pk: article
        for article in fetched.only("title", "summary", "body", "slug", "minutes", "topic")
    }
    return [
        _article(shown[key]) if kind == "article" else rows[key]
        for kind, key in keys
        if kind == "row" or key in shown
    ]


def _result(row, terms):
    stems = {stem for term in terms for stem in (term.stem, *term.others)}
    passage = highlighting.passage(row.lead, row.text, stems)
    return Result(row.kind, row.title, passage, row.note, row.url)


def _article(article):
    text = _TAG.sub("", _END_OF_BLOCK.sub("\n", _CITATION.sub("", article.body)))
    return _Row(
        kind=article.topic.name,
        title=article.title,
        lead=article.summary,
        text=html.unescape(text),
        note=f"{article.minutes} minute read",
        url=article.get_absolute_url(),
    )


def _others():
    """Return (the coaches, programs and questions as rows, {topic: index}), in one query."""
    coaches = _columns(Coach.objects.active(), "coach", "name", "line", "role", ["bio"])
    told = ["headline", "who_for", "what", "you_learn", "you_leave_with", "next_step"]
    programs = Program.objects.active().select_related(None)
    programs = _columns(programs, "program", "name", "summary", "rhythm", told)
    questions = Question.objects.public().annotate(slug=Value(""))
    questions = _columns(questions, "question", "question", "answer", "", [])
    topics = Topic.objects.annotate(nothing=Value(""))
    topics = _columns(topics, "topic", "name", "nothing", "", [])
    found = coaches.union(programs, questions, topics, all=True)
    rows, index_of_topic = [], {}
    for kind, _, pk, slug, *texts in sorted(found, key=lambda row: (row[0], *row[1:3])):
        if kind == "topic":
            index_of_topic[pk] = _index(texts[0])
        else:
            rows.append(_row(kind, pk, slug, *texts))
    return rows, index_of_topic


def _columns(rows, kind, title, lead, note, texts):
    """Return `rows` as tuples: kind, position, pk, slug, title, lead, note, text."""
    parts = [part for text in texts for part in (text, Value("\n"))]
    return rows.order_by().values_list(
        Value(kind),
        "position",
        "pk",
        "slug",
        Cast(title, TextField()),
        Cast(lead, TextField()),
        Cast(note or Value(""), TextField()),
        Concat(*parts, Value(""), output_field=TextField()) if parts else Value(""),
    )


def _row(kind, pk, slug, title, lead, note, text):
    if kind == "question":
        lead, _, text = lead.partition("\n")
        return _Row("Question", title, lead, text, note, f"{reverse('site:questions')}#q{pk}")
    url = reverse(f"site:{kind}", args=[slug])
    return _Row(kind.capitalize(), title, lead, text, note, url)


def _spelled(terms, rows):
    """Return the query as it was understood, each mended word as the site writes it."""
    text = "\n".join(f"{row.kind}\n{row.title}\n{row.lead}\n{row.text}" for row in rows)
    return " ".join(
        term.form or highlighting.form_in(text, term.stem) or term.stem for term in terms
    )
