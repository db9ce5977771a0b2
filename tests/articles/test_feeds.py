"""Feeds: what they hold, that they are valid Atom, and that they cost little when unchanged."""

import re
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import feedparser
import pytest

from articles import publishing
from articles.feeds import NEWEST, TopicFeed, absolute
from forge_site.gym.models import Gym
from tests.articles import factories, sample_site

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@pytest.fixture(autouse=True)
def gym():
    return Gym.objects.create(pitch="A small gym.")


def read(client, path="/articles/feed.xml"):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = feedparser.parse(answer.content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def check_rfc_4287(xml):
    """Assert what RFC 4287 §4.1.1 and §4.1.2 ask of a feed and of each entry."""
    feed = ElementTree.fromstring(xml)
    assert feed.tag == f"{ATOM}feed"
    _check_common(feed)
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    entries = feed.findall(f"{ATOM}entry")
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    has_author = feed.find(f"{ATOM}author") is not None
    for entry in entries:
        _check_common(entry)
        assert has_author or entry.find(f"{ATOM}author") is not None
        (content,) = entry.findall(f"{ATOM}content")
        assert content.get("type") == "html" and not list(content)
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert len(entry.findall(f"{ATOM}summary")) == 1


def _check_common(element):
    for name in ("id", "title", "updated"):
        assert len(element.findall(f"{ATOM}{name}")) == 1, name
    assert ":" in element.findtext(f"{ATOM}id")
    for name in ("updated", "published"):
        for date in element.findall(f"{ATOM}{name}"):
            assert RFC_3339.fullmatch(date.text)
    for link in element.findall(f"{ATOM}link"):
        assert link.get("href").startswith(f"{SITE}/")
    for person in element.findall(f"{ATOM}author"):
        assert person.findtext(f"{ATOM}name")


class TestTheFeed:
    def test_holds_the_whole_text_with_whole_addresses(self, client):
        body = '<p>Read <a href="/programs/">on</a>.<sup data-ref="owen-2020"></sup></p>'
        factories.article(body=body, references=["owen-2020"], hero=factories.picture())
        (entry,) = read(client).entries
        html = entry.content[0].value
        assert f'href="{SITE}/programs/"' in html
        assert f'href="{SITE}/articles/article-1/#ref-1"' in html
        assert f'src="{SITE}/media/p/b-800.jpg"' in html
        assert "Br J Sports Med" in html and "Medical note." in html
        assert '="/' not in html and '="#' not in html
        assert entry.summary == "What it says in short."
        assert entry.tags[0].term == "Strength"

    def test_of_the_sample_site_is_valid(self, client):
        sample_site.build()
        assert len(read(client).entries) == 9
        check_rfc_4287(client.get("/articles/feed.xml").content)

    def test_says_when_an_article_was_published_and_changed(self, client):
        article = factories.article(published_at=datetime(2026, 3, 2, 12, tzinfo=UTC))
        later = datetime(2026, 3, 9, 8, tzinfo=UTC)
        publishing.save_draft(article=article, content={"title": "New"}, by=None, now=later)
        publishing.publish(article=article, by=None, now=later)
        (entry,) = read(client).entries
        assert entry.published == "2026-03-02T12:00:00+00:00"
        assert entry.updated == "2026-03-09T08:00:00+00:00"

    def test_keeps_the_name_of_an_entry_when_its_address_changes(self, client):
        article = factories.article(slug="old")
        before = read(client).entries[0]
        publishing.save_draft(article=article, content={"slug": "new"}, by=None)
        publishing.publish(article=article, by=None)
        after = read(client).entries[0]
        assert after.id == before.id and after.id.startswith("tag:127.0.0.1,")
        assert after.link == f"{SITE}/articles/new/"

    def test_names_who_wrote_and_nobody_for_a_sample(self, client):
        coach = factories.coach()
        factories.article(title="Real", author=coach)
        factories.article(title="Sample", author=coach, is_sample=True)
        authors = {entry.title: entry.get("author") for entry in read(client).entries}
        assert authors["Real"] == "Maya Ellison"
        assert authors["Sample"] != "Maya Ellison"
        assert read(client).feed.author == "Forge Fitness"

    def test_names_no_sample_coach(self, client):
        factories.article(author=factories.coach(is_sample=True))
        (entry,) = read(client).entries
        assert entry.get("author") != "Maya Ellison"

    def test_never_takes_its_addresses_from_the_request(self, client, settings):
        settings.ALLOWED_HOSTS = ["evil.example"]
        factories.article(hero=factories.picture())
        answer = client.get("/articles/feed.xml", headers={"host": "evil.example"})
        assert b"evil.example" not in answer.content

    def test_holds_no_draft_and_the_newest_only(self, client):
        factories.draft()
        for _ in range(NEWEST + 2):
            factories.article()
        assert len(read(client).entries) == NEWEST

    def test_without_articles_is_valid(self, client):
        assert read(client).entries == []
        check_rfc_4287(client.get("/articles/feed.xml").content)

    def test_hostile_words_stay_words(self, client):
        factories.article(title="]]> <b>&amp;", summary="<script>")
        read(client)
        xml = client.get("/articles/feed.xml").content
        root = ElementTree.fromstring(xml)
        entry = root.find(f"{ATOM}entry")
        assert entry.findtext(f"{ATOM}title") == "]]> <b>&amp;"
        assert entry.find(f"{ATOM}summary").text == "&lt;script&gt;"

    def test_is_not_sent_twice_to_those_who_have_it(self, client):
        factories.article()
        first = client.get("/articles/feed.xml")
        again = client.get("/articles/feed.xml", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        factories.article(published_at=datetime.now(UTC) - timedelta(minutes=1))
        after = client.get("/articles/feed.xml", headers={"if-none-match": first["ETag"]})
        assert after.status_code == 200

    def test_costs_the_same_for_one_as_for_twenty(self, client, django_assert_max_num_queries):
        for number in range(20):
            factories.article(topic=factories.topic(name=f"Topic {number}"))
        with django_assert_max_num_queries(4):
            read(client)


class TestOfATopic:
    def test_tells_its_own_address_while_another_is_read(self, rf):
        """All threads share one feed: a second request must not rename the first."""
        factories.article(topic=factories.topic(name="Food"))
        factories.article(topic=factories.topic(name="Sleep"))
        feed = TopicFeed()
        paths = {name: f"/articles/topics/{name}/feed.xml" for name in ("food", "sleep")}
        subjects = {name: feed.get_object(rf.get(paths[name]), name) for name in paths}
        assert {name: feed.feed_url(subjects[name]) for name in paths} == {
            name: SITE + path for name, path in paths.items()
        }

    def test_holds_its_articles_alone(self, client):
        factories.article(title="Lifted")
        factories.article(title="Eaten", topic=factories.topic(name="Food"))
        feed = read(client, "/articles/topics/food/feed.xml")
        assert [entry.title for entry in feed.entries] == ["Eaten"]
        assert feed.feed.title == "Food: Forge Fitness"
        assert feed.feed.link == f"{SITE}/articles/topics/food/"
        check_rfc_4287(client.get("/articles/topics/food/feed.xml").content)

    def test_without_articles_is_not_there(self, client):
        factories.topic(name="Food")
        assert client.get("/articles/topics/food/feed.xml").status_code == 404


class TestOfACoach:
    def test_holds_what_the_coach_signed_and_no_sample(self, client):
        coach = factories.coach()
        factories.article(title="Signed", author=coach)
        factories.article(title="Sample", author=coach, is_sample=True)
        factories.article(title="Other")
        path = "/articles/by/maya-ellison/feed.xml"
        assert [entry.title for entry in read(client, path).entries] == ["Signed"]
        check_rfc_4287(client.get(path).content)

    def test_who_left_has_none(self, client):
        factories.coach(is_active=False)
        assert client.get("/articles/by/maya-ellison/feed.xml").status_code == 404


def test_every_kind_of_address_becomes_whole():
    html = '<a href="#x"><img src="/a.jpg" srcset="/a.jpg 1w, /b.jpg 2w"><a href="https://c">'
    assert absolute(html, "https://s", "/p/") == (
        '<a href="https://s/p/#x"><img src="https://s/a.jpg" '
        'srcset="https://s/a.jpg 1w, https://s/b.jpg 2w"><a href="https://c">'
    )
