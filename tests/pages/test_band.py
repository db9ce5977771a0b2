"""The closing call to action: the owner's exact words, and the next open times."""

import pytest

from bookings.models import Diary
from tests.pages.factories import full_gym
from tests.pages.html import read

pytestmark = pytest.mark.django_db

PATHS = ["/", "/articles/article-1/", "/programs/foundations/", "/coaches/", "/contact/"]


def band(client, path="/"):
    return read(client.get(path)).one("aside", css="band")


class TestTheWords:
    @pytest.mark.parametrize("path", PATHS)
    def test_are_the_owner_s(self, client, path):
        full_gym()
        closing = band(client, path)
        assert closing.one("h2").text == "Learn here. Train with us."
        assert closing.one("p", css="lede").text == (
            "Schedule a free intro to meet with a coach and take the first step toward your "
            "goals."
        )
        assert closing.one("a", css="button").text == "Free Intro"
        assert closing.one("img").get("alt") == "Different size kettlebells"

    def test_stand_in_an_empty_database_too(self, client):
        assert band(client).one("h2").text == "Learn here. Train with us."


class TestTheOpenTimes:
    def test_are_three_links_that_name_coach_and_instant(self, client):
        full_gym()
        links = band(client).one("ul", css="times").all("a")
        assert len(links) == 3
        for link in links:
            assert link.get("href").startswith("/free-intro/?at=")
            assert "@20" in link.get("href")
            assert " with " in link.text

    def test_name_the_article_they_stand_under(self, client):
        full_gym()
        closing = band(client, "/articles/article-1/")
        assert closing.one("a", css="button").get("href") == "/free-intro/?from=article-1"
        for link in closing.one("ul", css="times").all("a"):
            assert link.get("href").startswith("/free-intro/?from=article-1&at=")

    def test_none_left_leads_to_asking_for_one(self, client):
        full_gym()
        Diary.objects.update(is_open=False)
        closing = band(client)
        assert not closing.all("ul")
        assert closing.one("a", css="go").get("href") == "/free-intro/?ask=1#ask"
        under_article = band(client, "/articles/article-1/").one("a", css="go")
        assert under_article.get("href") == "/free-intro/?from=article-1&ask=1#ask"
