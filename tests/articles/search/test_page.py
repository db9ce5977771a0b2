"""The page of results: what is found, what is kept to ourselves, and what is remembered."""

from datetime import date, timedelta
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import publishing
from articles.models import MissedSearch
from articles.models.searches import LONGEST_PHRASE, MOST_PHRASES
from articles.search.finding import MOST_RESULTS, find
from forge_site.gym.models import Coach, Gym, Program, Question
from tests.articles import factories

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def search(client, query, **more):
    answer = client.get("/articles/search/", {"q": query, **more})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


class TestResults:
    def test_say_how_many_and_mark_the_words(self, client):
        factories.article(title="Hinge", summary="Learn the <hip> hinge.")
        html = client.get("/articles/search/?q=hip+hinge").content.decode()
        assert "One result for “hip hinge”" in html
        assert "Learn the &lt;<mark>hip</mark>&gt; <mark>hinge</mark>." in html

    def test_hold_articles_coaches_programs_and_questions(self):
        factories.article(title="Grip and you")
        Coach.objects.create(name="Ann Grip", slug="ann", line="Firm.")
        Program.objects.create(name="Grip class", slug="grip", summary="Hang.")
        asked = Question.objects.create(question="Is my grip weak?", answer="No.")
        urls = {result.kind: result.url for result in find("grip").results}
        assert urls == {
            "Strength": "/articles/article-1/",
            "Coach": "/coaches/ann/",
            "Program": "/programs/grip/",
            "Question": f"/questions/#q{asked.pk}",
        }

    def test_the_best_of_many(self):
        for number in range(MOST_RESULTS + 5):
            factories.article(title=f"Lift {number}")
        found = find("lift")
        assert (len(found.results), found.total) == (MOST_RESULTS, MOST_RESULTS + 5)

    def test_a_topic_finds_its_articles(self):
        factories.article(topic=factories.topic(name="Recovery"))
        assert find("recovery").total == 1

    def test_an_answer_in_the_body_is_shown(self):
        factories.article(
            summary="Short.", body="<p>One.</p><p>Chalk &amp; grip<sup data-ref='a'></sup>.</p>"
        )
        assert find("chalk").results[0].passage == "<mark>Chalk</mark> &amp; grip."


class TestNeverFound:
    def test_drafts_scheduled_withdrawn_and_what_is_still_being_written(self):
        factories.draft(title="Zercher one")
        factories.article(title="Zercher two", published_at=timezone.now() + timedelta(1))
        publishing.withdraw(article=factories.article(title="Zercher three"), by=None)
        live = factories.article(title="Seen")
        publishing.save_draft(article=live, content={"title": "Zercher four"}, by=None)
        assert find("zercher").results == []

    def test_a_scheduled_article_is_found_from_its_hour_on(self):
        hour = timezone.now() + timedelta(hours=1)
        factories.article(title="Zercher", published_at=hour)
        assert find("zercher").total == 0
        assert find("zercher", at=hour).total == 1

    def test_people_who_left_programs_no_longer_offered_and_notes_of_staff(self):
        Coach.objects.create(name="Zercher", slug="a", is_active=False)
        Coach.objects.create(name="B", slug="b", staff_note="zercher", credentials="[zercher]")
        Program.objects.create(name="Zercher", slug="c", summary="d", is_active=False)
        Question.objects.create(question="Zercher?", answer="")
        Question.objects.create(question="Zercher!", answer="Staff: zercher.")
        Question.objects.create(question="Bar?", answer="Yes.", staff_note="zercher")
        assert find("zercher").results == []

    def test_words_of_drafts_do_not_mend_a_query(self):
        factories.draft(title="Zercher")
        assert find("zerchers").instead == ""


class TestMending:
    def test_follows_what_is_published(self):
        article = factories.article(title="Zercher squat")
        assert find("zrecher").instead == "zercher"
        publishing.withdraw(article=article, by=None)
        assert find("zrecher").instead == ""

    def test_is_said(self, client):
        factories.article(title="Protein")
        html = search(client, "protien")
        assert "One result for “protein”" in html
        assert "Nothing here says “protien”, so we looked for “protein”." in html


class TestNothingFound:
    def test_offers_topics_articles_and_the_intro(self, client):
        factories.article(title="Shown")
        html = search(client, "zercher")
        assert "Nothing for “zercher”" in html
        assert "/articles/topics/strength/" in html and "Shown" in html
        assert ">Book a free intro</a>" in html

    def test_without_words_asks_for_them(self, client):
        html = search(client, "")
        assert "<h1>Search</h1>" in html
        assert not MissedSearch.objects.exists()

    def test_is_remembered_with_a_count_and_nothing_else(self, client):
        search(client, "Zercher  Squat")
        search(client, "zercher squat")
        (missed,) = MissedSearch.objects.all()
        assert (missed.phrase, missed.times) == ("zercher squat", 2)
        assert {field.name for field in MissedSearch._meta.fields} == {
            "id",
            "phrase",
            "times",
            "last_on",
        }

    def test_what_is_found_is_not_remembered(self, client):
        factories.article(title="Protein")
        search(client, "protien")
        assert not MissedSearch.objects.exists()


class TestMissedSearches:
    remember = staticmethod(lambda phrase: MissedSearch.objects.remember(phrase, TODAY))

    @pytest.mark.parametrize("phrase", ["ann@example.com", "call 555 555-0142", "  "])
    def test_nothing_personal_is_kept(self, phrase):
        self.remember(phrase)
        assert not MissedSearch.objects.exists()

    def test_a_long_phrase_is_cut(self):
        self.remember("x" * 500)
        assert MissedSearch.objects.get().phrase == "x" * LONGEST_PHRASE

    def test_the_rarest_and_oldest_goes_first(self):
        rows = [
            MissedSearch(phrase=f"phrase {n}", times=2, last_on=TODAY)
            for n in range(MOST_PHRASES - 1)
        ]
        MissedSearch.objects.bulk_create(rows)
        self.remember("rubbish")
        self.remember("squat")
        assert MissedSearch.objects.count() == MOST_PHRASES
        assert not MissedSearch.objects.filter(phrase="rubbish").exists()
        assert MissedSearch.objects.filter(phrase="squat").exists()


class TestAtTheDesk:
    def test_staff_read_the_list_and_clear_it_but_write_nothing(self, admin_client):
        MissedSearch.objects.remember("zercher", TODAY)
        missed = MissedSearch.objects.get()
        address = "/admin/articles/missedsearch/"
        assert "zercher" in admin_client.get(address).content.decode()
        assert admin_client.get(f"{address}add/").status_code == 403
        picked = {"action": "delete_selected", "_selected_action": missed.pk, "post": "yes"}
        admin_client.post(address, picked)
        assert not MissedSearch.objects.exists()

    def test_the_menu_leads_there(self, admin_client):
        html = admin_client.get("/admin/articles/topic/").content.decode()
        assert "/admin/articles/missedsearch/" in html

    def test_no_article_takes_the_address_of_the_search(self):
        with pytest.raises(ValidationError, match="stands at this address"):
            publishing.publish(article=factories.draft(slug="search"), by=None)


class TestThePage:
    @pytest.mark.parametrize(
        "query",
        [
            "%",
            "_",
            "100%",
            "\\",
            "'; DROP TABLE--",
            "<script>alert(1)</script>",
            "\ud800",
            "\u202e\u200b",
            "🏋️‍♀️",
            "ﬀﬁ",
            "力量训练",
            "'" * 300,
            "-" * 300,
            "lift " * 5000,
            "x" * 10_000,
            "٣",
            "ıİß",
        ],
    )
    def test_takes_anything(self, client, query):
        factories.article()
        for phrase in (query, f"lift {query}"):
            answer = client.get("/articles/search/?q=" + _quoted(phrase))
            assert answer.status_code == 200
            assert b"<script>alert" not in answer.content

    @pytest.mark.parametrize("query", ["\x00", "a\x00b", "lift\x00"])
    def test_a_nul_that_comes_this_far_is_left_out(self, query):
        factories.article(title="Lift")
        assert "\x00" not in find(query).phrase

    def test_bytes_that_are_no_text(self, client):
        assert client.get("/articles/search/?q=%ff%fe&q=%c3").status_code == 200

    def test_is_not_indexed_and_is_only_read(self, client):
        answer = client.get("/articles/search/?q=x")
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies
        assert client.post("/articles/search/", {"q": "x"}).status_code == 405

    def test_says_noindex_once_the_gym_is_live_too(self, client):
        Gym.objects.create(is_live=True)
        assert '<meta name="robots" content="noindex">' in search(client, "x")

    def test_costs_few_queries(self, client, django_assert_max_num_queries):
        for number in range(30):
            factories.article(title=f"Protein {number}")
        find("protein")
        with django_assert_max_num_queries(8):
            search(client, "protein")
        with django_assert_max_num_queries(5):
            find("protien")


def _quoted(text):
    from urllib.parse import quote

    return quote(text.encode("utf-8", "surrogatepass"))
