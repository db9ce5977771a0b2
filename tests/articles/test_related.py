"""Which articles stand under "Keep reading", and in which order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import publishing, related
from articles.admin import forms
from articles.models import Article
from articles.pages import draft_page
from articles.related import related_to, with_mark
from articles.search.restemming import restem
from articles.search.words import index_of
from tests.articles import factories
from tests.articles.desk_form import typed, url

pytestmark = pytest.mark.django_db

SLEEP = "<h2>Sleep debt</h2><p>Sleep, sleep and sleep. Then lift.</p>"


def titles(articles):
    return [article.title for article in articles]


def rows(indexes):
    """Rows as one query would give them, unsaved."""
    return [Article(pk=pk, stems=stems) for pk, stems in enumerate(indexes)]


class TestOrder:
    def test_the_chosen_then_the_topic_then_the_others(self):
        food = factories.topic(name="Food")
        article = factories.article(title="This")
        factories.article(title="Near")
        factories.article(title="Far", topic=food)  # newer: among equals it would come first
        article.related_override.add(factories.article(title="Chosen", topic=food))
        assert titles(related_to(article)) == ["Chosen", "Near", "Far"]

    def test_shared_words_outweigh_the_topic_and_the_date(self):
        food, rest = factories.topic(name="Food"), factories.topic(name="Rest")
        article = factories.article(title="Sleep and strength", topic=rest, body=SLEEP)
        factories.article(title="How sleep debt grows", topic=food, body=SLEEP)
        for title in ("Stretching", "Breathing", "Walking"):
            factories.article(title=title, topic=rest, summary=f"All of {title}.")
        assert titles(related_to(article))[0] == "How sleep debt grows"

    def test_among_equals_the_same_topic_wins(self):
        food, rest = factories.topic(name="Food"), factories.topic(name="Rest")
        article = factories.article(title="Sleep", topic=rest, summary="One.", body=SLEEP)
        factories.article(title="Sleep more", topic=rest, summary="Two.", body=SLEEP)
        factories.article(title="Sleep less", topic=food, summary="Two.", body=SLEEP)
        assert titles(related_to(article)) == ["Sleep more", "Sleep less"]

    def test_a_rare_word_says_more_than_a_frequent_one(self):
        article = factories.article(title="Grip lifting")
        factories.article(title="Grip")
        for number in range(4):
            factories.article(title="Lifting", slug=f"lifting-{number}")
        assert titles(related_to(article))[0] == "Grip"

    def test_without_anything_in_common_the_newest_come(self):
        article = factories.draft(title="Zebra", topic=factories.topic(name="Zoo"))
        now = timezone.now()
        for number, title in enumerate(["Old", "Newer", "Newest", "Oldest"]):
            at = now - timedelta(days=[3, 2, 1, 4][number])
            factories.article(title=title, summary=f"{title}.", published_at=at)
        assert titles(related_to(article)) == ["Newest", "Newer", "Old"]

    def test_words_said_once_in_the_text_do_not_count(self):
        around = related._made("", rows([index_of("Zebra", body="One grip.")]))
        assert around.vectors[0].keys() == {"zebra"}

    def test_vectors_are_of_length_one(self):
        vector = related._of_length_one({"grip": 1.0, "lift": 0.6}, {"grip": 2.0, "lift": 1.0})
        assert sum(weight**2 for weight in vector.values()) == pytest.approx(1)
        assert related._of_length_one({"grip": 1.0}, {}) == {}


class TestWhatReadersSee:
    def test_only_what_is_published_and_never_itself(self):
        article = factories.article(title="Sleep", body=SLEEP)
        draft = factories.draft(title="Sleep draft", body=SLEEP)
        factories.article(title="Sleep gone", withdrawn_at=timezone.now(), body=SLEEP)
        article.related_override.add(draft, article)
        assert related_to(article) == []

    def test_follows_what_is_published(self):
        article = factories.article(title="Sleep")
        assert related_to(article) == []
        other = factories.article(title="Sleep more")
        assert related_to(article) == [other]
        publishing.withdraw(article=other, by=None)
        assert related_to(article) == []

    def test_follows_what_a_published_change_says(self):
        article = factories.article(title="Sleep", body=SLEEP)
        near = factories.article(title="Sleep more", body=SLEEP)
        far = factories.article(title="Grip")
        assert related_to(article) == [near, far]
        for other, title in ((near, "Walking"), (far, "Sleep")):
            content = {"title": title, "body": SLEEP if title == "Sleep" else "<p>Walk.</p>"}
            publishing.save_draft(article=other, content=content, by=None)
            assert related_to(article) == [near, far]
        publishing.publish(article=far, by=None)
        publishing.publish(article=near, by=None)
        assert related_to(article) == [far, near]

    def test_a_scheduled_one_appears_at_its_hour(self):
        article = factories.article(title="Sleep")
        hour = timezone.now() + timedelta(hours=1)
        later = factories.article(title="Sleep more", published_at=hour)
        assert related_to(article) == []
        assert related_to(article, at=hour) == [later]

    def test_costs_one_query_also_after_something_was_published(self):
        article = factories.article()
        for _ in range(6):
            factories.article()
        counts = []
        for _ in range(2):
            publishing.publish(article=article, by=None)
            for _ in range(2):
                article = with_mark(Article.objects.for_page()).get(pk=article.pk)
                with CaptureQueriesContext(connection) as queries:
                    found = related_to(article)
                    assert [each.topic.name for each in found] == ["Strength"] * 3
                counts.append(len(queries))
        assert counts == [1, 1, 1, 1]

    def test_follows_the_rules_articles_are_stemmed_by(self):
        """Articles are stemmed anew without a version, one round after the other."""
        article = factories.article(title="Sleep")
        near = factories.article(title="Sleep more")
        factories.article(title="Walking", published_at=timezone.now())
        old = {"stems": " schlaf \n", "stems_mark": "00000000-0"}
        Article.objects.filter(pk=near.pk).update(**old)
        assert titles(related_to(article)) == ["Walking", "Sleep more"]
        restem()
        assert titles(related_to(article)) == ["Sleep more", "Walking"]


class TestAThousandArticles:
    def test_each_pair_is_compared_once_and_then_remembered(self):
        """By counting: wall time says nothing on a busy machine."""
        titles = (f"Title {number} grip {number % 50}" for number in range(1_000))
        around = related._made("", rows([index_of(title) for title in titles]))
        compared = []
        around.topics = _Counting(around.topics, compared)
        first = around.nearest_to(5, 5)
        assert len(compared) == 999
        assert around.nearest_to(5, 5) is first
        assert len(compared) == 999
        assert len(first) == 6

    def test_a_neighbourhood_of_none_is_none(self):
        assert related._made("", []).nearest_to(1, None) == []


class TestAtTheDesk:
    def test_the_form_says_what_stands_there_without_a_choice(self, admin_client):
        article = factories.article(title="Sleep", body=SLEEP)
        factories.article(title="Sleep <more>", body=SLEEP)
        html = admin_client.get(url("change", article.pk)).content.decode()
        assert "Without a choice: “Sleep &lt;more&gt;”." in html

    def test_no_page_that_does_not_say_it_looks_for_it(self, desk, monkeypatch):
        article = factories.article()
        posted = typed(desk, article)
        monkeypatch.setattr(forms, "related_to", None)
        for name in ("check", "autosave", "preview"):
            assert desk.post(url(name, article.pk), posted).status_code == 200

    def test_the_preview_follows_the_choice_and_the_words_typed(self, client, rf):
        article = factories.article(title="Sleep", body=SLEEP)
        near, far = factories.article(title="Grip"), factories.article(title="Sleep more")
        content = {"title": "Grip strength", "summary": "Grip.", "body": "<p>Grip.</p>"}
        page = draft_page(rf.get("/"), article, content)
        assert page.context_data["related"] == [near, far]
        page = draft_page(rf.get("/"), article, content | {"related": [far.pk]})
        assert page.context_data["related"] == [far, near]


class _Counting(dict):
    def __init__(self, rows, seen):
        super().__init__(rows)
        self.seen = seen

    def __getitem__(self, key):
        self.seen.append(key)
        return super().__getitem__(key)
