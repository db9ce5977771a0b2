"""The publish check beside the form, and what else looks at an article while it is written."""

import re
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from articles import publishing
from forge_site.gym.models import Gym
from tests.articles import factories
from tests.articles.desk_form import typed, url

pytestmark = pytest.mark.django_db


class TestTheCheckBesideTheForm:
    def test_counts_words_and_lists_what_to_mend(self, desk):
        article = factories.draft()
        data = typed(desk, article, body='<p>One two three<sup data-ref="x-1"></sup>.</p>')
        text = desk.post(url("check", article.pk), data).text
        assert "<b>3</b> words" in text
        assert "“x-1” is cited but is no reference." in text
        assert "Forge Fitness" in text

    def test_shows_grade_snippet_and_lengths_as_they_are_typed(self, desk):
        """
        "You can train your back. A muscle grows when it is healthy." has 2 sentences, 12 words
        and 14 syllables: 0.39 * 6 + 11.8 * 14 / 12 - 15.59 = 0.52 (Kincaid et al. 1975).
        """
        article = factories.draft(slug="sleep", is_sample=True)
        posted = {
            "body": "<p>You can train your back. A muscle grows when it is healthy.</p>" * 9,
            "seo_title": "Found by this",
            "seo_description": "Described so.",
        }
        html = desk.post(url("check", article.pk), typed(desk, article, **posted)).text
        text = " ".join(re.sub("<[^>]*>", " ", html).split())
        assert "108 words, reading grade 0.5" in text
        assert "/articles/sleep/ Found by this | Forge Fitness Described so." in text
        assert "Title 13 of 60 characters, description 13 (140 to 155)." in text
        assert "This is a sample article" in text
        posted = {"seo_title": "", "seo_description": "", "title": "A title", "summary": "So."}
        html = desk.post(url("check", article.pk), typed(desk, article, **posted)).text
        text = " ".join(re.sub("<[^>]*>", " ", html).split())
        assert "/articles/sleep/ A title | Forge Fitness So." in text

    def test_says_of_a_few_words_that_they_tell_no_grade(self, desk):
        article = factories.draft()
        posted = typed(desk, article, body="<p>Considerable heterogeneity.</p>")
        text = " ".join(desk.post(url("check", article.pk), posted).text.split())
        assert "<b>2</b> words, too few for a reading grade" in text

    def test_shows_the_picture_it_will_be_shared_with(self, desk, client):
        article = factories.draft(title="Sleep")
        posted = typed(desk, article, title="Sleep & lift")
        html = desk.post(url("check", article.pk), posted).content.decode()
        card = f"{url('card')}?title=Sleep+%26+lift&amp;topic={article.topic.pk}&amp;hero="
        assert card in html
        answer = desk.get(card.replace("&amp;", "&"))
        with Image.open(BytesIO(b"".join(answer.streaming_content))) as picture:
            assert (picture.format, picture.size) == ("JPEG", (1200, 630))
        assert answer["Cache-Control"] == "private, max-age=600"
        food = factories.topic(name="Food").pk
        shown = [{"title": "A"}, {"title": "B"}, {"title": "B", "topic": food}]
        drawn = [b"".join(desk.get(url("card"), each).streaming_content) for each in shown]
        assert len(set(drawn)) == 3
        assert desk.get(url("card"), {"topic": "x", "hero": "9" * 30}).status_code == 200
        client.logout()
        assert client.get(url("card")).status_code == 302

    def test_works_for_an_article_not_saved_yet(self, desk):
        assert "The article needs a title." in desk.post(url("check_new"), typed(desk)).text

    def test_shows_nothing_a_visitor_could_run(self, desk):
        data = typed(desk, factories.draft(), title="<script>alert(1)</script>")
        text = desk.post(url("check_new"), data).text
        assert "<script>" not in text


def test_the_gym_is_read_once_however_many_ask_for_its_name_and_clock(desk):
    """Its row brings pictures, opening hours and pages along; the desk's clock asks first."""
    article = factories.article()
    publishing.save_draft(article=article, content={"title": "New"}, by=None)
    data = typed(desk, article)
    looks = {name: url(name, article.pk) for name in ("change", "history")}
    looks |= {"changelist": url("changelist"), "card": url("card")}
    sendings = {name: url(name, article.pk) for name in ("check", "autosave")}
    read = {}
    for name, address in (looks | sendings).items():
        with CaptureQueriesContext(connection) as queries:
            answer = desk.get(address) if name in looks else desk.post(address, data)
        assert answer.status_code == 200
        read[name] = sum('FROM "gym_gym"' in each["sql"] for each in queries)
    assert read == dict.fromkeys(looks | sendings, 1)


@pytest.mark.parametrize(("hour", "told"), [("03:59", False), ("04:01", True)])
def test_a_review_is_old_by_the_gyms_own_day(desk, hour, told):
    """Checked on June 1, 2025, 366 days before June 2, 2026: which begins at 4:00 UTC."""
    Gym.objects.update(time_zone="America/New_York")
    article = factories.draft(reviewed_on="2025-06-01")
    data = typed(desk, article)
    with time_machine.travel(f"2026-06-02T{hour}Z", tick=False):
        text = desk.post(url("check", article.pk), data).text
    assert ("The facts were checked on June 1, 2025" in text) == told


@pytest.mark.django_db(transaction=True)
def test_a_look_at_what_is_typed_holds_up_nobody(desk):
    """A transaction is SQLite's one writer: a booking would wait for it, and it for that."""
    article = factories.article()
    data = typed(desk, article)
    for name in ("preview", "check"):
        with CaptureQueriesContext(connection) as queries:
            assert desk.post(url(name, article.pk), data).status_code == 200
        asked = [each["sql"] for each in queries]
        assert asked and not [sql for sql in asked if not sql.startswith("SELECT")]
        assert not [sql for sql in asked if "FOR UPDATE" in sql]
