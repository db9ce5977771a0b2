"""What an article tells machines: in schema.org's words, complete, and nothing invented."""

import json
from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from articles import publishing
from forge_site.gym.models import Gym
from tests.articles import factories
from tests.pages.html import read
from tests.pages.vocabulary import SCHEMA_ORG

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def gym():
    return Gym.objects.create(street="1 High Street", is_sample=False)


def told(client, path):
    """The things the page tells, by type, each checked against the vocabulary."""
    (script,) = read(client.get(path)).all("script", type="application/ld+json")
    data = json.loads(script.raw)
    assert data["@context"] == "https://schema.org"
    for thing in data["@graph"]:
        assert SCHEMA_ORG.problems(thing) == []
    return {thing["@type"]: thing for thing in data["@graph"]}


def absolute(path):
    return settings.SITE_URL + path


class TestAnArticle:
    def test_tells_what_stands_on_its_page(self, client):
        article = factories.article(
            title="Sleep and strength",
            slug="sleep",
            published_at=datetime(2026, 3, 2, 12, tzinfo=UTC),
            updated_at=datetime(2026, 3, 9, 8, tzinfo=UTC),
        )
        things = told(client, "/articles/sleep/")["Article"]
        assert things["headline"] == "Sleep and strength"
        assert things["datePublished"] == "2026-03-02T12:00:00+00:00"
        assert things["dateModified"] == "2026-03-09T08:00:00+00:00"
        assert things["mainEntityOfPage"] == {"@id": absolute("/articles/sleep/")}
        assert things["wordCount"] == article.words == 4
        assert things["image"][0].startswith(absolute("/articles/sleep/share-"))

    def test_cites_its_sources_in_their_order(self, client):
        factories.article(
            slug="a",
            body='<p>A.<sup data-ref="b-1"></sup> B.<sup data-ref="owen-2020"></sup></p>',
            references=["owen-2020", "b-1"],
        )
        sources = told(client, "/articles/a/")["Article"]["citation"]
        assert len(sources) == 2
        assert sources[0] == {
            "@type": "CreativeWork",
            "name": "Owen PJ, et al. Which modes help. Br J Sports Med. 2020.",
            "url": "https://doi.org/10.1136/bjsports-2019-100886",
        }

    def test_names_a_real_author_and_who_checked_it(self, client):
        factories.article(
            slug="a",
            author=factories.coach(),
            fact_checked_by="Ann Lee, physical therapist",
            reviewed_on=date(2026, 3, 1),
        )
        things = told(client, "/articles/a/")
        person = absolute("/coaches/maya-ellison/") + "#person"
        assert things["Article"]["author"] == {"@id": person}
        assert (things["Person"]["@id"], things["Person"]["name"]) == (person, "Maya Ellison")
        assert things["WebPage"]["lastReviewed"] == "2026-03-01"
        assert things["WebPage"]["reviewedBy"] == {
            "@type": "Person",
            "name": "Ann Lee",
            "jobTitle": "physical therapist",
        }

    def test_of_a_coach_who_left_links_no_page_that_is_gone(self, client):
        factories.article(slug="a", author=factories.coach(is_active=False))
        author = told(client, "/articles/a/")["Article"]["author"]
        assert author == {"@type": "Person", "name": "Maya Ellison"}

    def test_without_an_author_is_by_the_house(self, client):
        factories.article(slug="a")
        author = told(client, "/articles/a/")["Article"]["author"]
        assert (author["@type"], author["name"]) == ("Organization", "Forge Fitness")

    @pytest.mark.parametrize("sample", ["article", "coach"])
    def test_a_sample_names_nobody(self, client, sample):
        factories.article(
            slug="a",
            author=factories.coach(is_sample=sample == "coach"),
            fact_checked_by="Ann Lee" if sample == "article" else "",
            reviewed_on=date(2026, 3, 1) if sample == "article" else None,
            is_sample=sample == "article",
        )
        things = told(client, "/articles/a/")
        assert "Person" not in json.dumps(things)
        assert "Maya" not in json.dumps(things) and "Ann Lee" not in json.dumps(things)
        assert not {"reviewedBy", "lastReviewed"} & set(things["WebPage"])

    def test_leads_the_way_from_the_front_page(self, client):
        factories.article(title="Sleep", slug="sleep", topic=factories.topic(name="Recovery"))
        steps = told(client, "/articles/sleep/")["BreadcrumbList"]["itemListElement"]
        assert [(step["position"], step["name"], step["item"]) for step in steps] == [
            (1, "Home", absolute("/")),
            (2, "Articles", absolute("/articles/")),
            (3, "Recovery", absolute("/articles/topics/recovery/")),
            (4, "Sleep", absolute("/articles/sleep/")),
        ]

    def test_hostile_words_stay_data(self, client):
        factories.article(slug="a", title="</script><script>alert(1)</script>")
        assert told(client, "/articles/a/")["Article"]["headline"].startswith("</script>")
        assert b"<script>alert" not in client.get("/articles/a/").content

    def test_a_draft_tells_nothing(self, client):
        article = factories.article()
        publishing.save_draft(article=article, content={"title": "New"}, by=None)
        publishing.share(article=article, key="k" * 43)
        page = read(client.get(f"/articles/preview/{'k' * 43}/"))
        assert not page.all("script", type="application/ld+json")


def test_a_topic_leads_the_way(client):
    factories.article(topic=factories.topic(name="Recovery"))
    steps = told(client, "/articles/topics/recovery/")["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Home", "Articles", "Recovery"]


class TestFeedsAreNamed:
    def named(self, client, path):
        page = read(client.get(path))
        return [each.get("href") for each in page.all("link", type="application/atom+xml")]

    def test_by_a_topic(self, client):
        factories.article()
        path = "/articles/topics/strength/"
        assert self.named(client, path) == ["/articles/feed.xml", f"{path}feed.xml"]

    def test_by_a_coach_who_wrote(self, client):
        coach = factories.coach()
        assert self.named(client, "/coaches/maya-ellison/") == ["/articles/feed.xml"]
        factories.article(author=coach)
        own = "/articles/by/maya-ellison/feed.xml"
        assert self.named(client, "/coaches/maya-ellison/") == ["/articles/feed.xml", own]
