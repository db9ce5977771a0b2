"""Which pages tell browsers what to fetch ahead, and what they tell."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from forge_site.web.prefetching import RULES
from tests.articles import factories

HEADER = "Speculation-Rules"
SCRIPTS = Path(__file__).parents[2] / "static/js"


@pytest.mark.django_db
class TestPagesThatSaySo:
    @pytest.mark.parametrize("path", ["/", "/articles/", "/articles/a/", "/questions/"])
    def test_public_pages_name_the_rules(self, client, path):
        factories.article(slug="a")
        assert client.get(path)[HEADER] == f'"/static/{RULES}"'

    @pytest.mark.parametrize(
        "path", ["/admin/login/", "/no-such-page/", "/articles/feed.xml", "/articles/a.md"]
    )
    def test_others_do_not(self, client, path):
        factories.article(slug="a")
        assert HEADER not in client.get(path)

    def test_pages_that_must_not_be_kept_do_not(self, client):
        article = factories.article()
        from articles import publishing

        publishing.save_draft(article=article, content={"title": "New"}, by=None)
        publishing.share(article=article, key="k" * 43)
        assert HEADER not in client.get(f"/articles/preview/{'k' * 43}/")


@pytest.mark.django_db
def test_the_rules_are_served_under_the_type_browsers_ask_for(client):
    answer = client.get(f"/static/{RULES}")
    assert answer["Content-Type"] == "application/speculationrules+json"
    (prefetch,) = json.loads(b"".join(answer.streaming_content))["prefetch"]
    assert prefetch["eagerness"] == "moderate"
    answer.close()


@pytest.mark.parametrize("name", ["share.js", "prefetch.speculationrules"])
def test_each_nicety_is_below_a_kilobyte(name):
    assert Path(finders.find(f"js/{name}")).stat().st_size < 1_000
