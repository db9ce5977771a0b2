"""What is answered when something is missing or broken."""

import pytest
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from articles.models import MissedSearch
from forge_site.gym.models import Redirect
from forge_site.pages import errors, mending
from tests.pages.factories import full_gym
from tests.pages.html import read


def breaks(request):
    raise RuntimeError("broken on purpose")


urlpatterns = [path("broken/", breaks)]
handler500 = "forge_site.pages.errors.server_error"


@pytest.mark.django_db
class TestAMissingPage:
    def test_shows_a_way_on_and_the_phone(self, client):
        full_gym()
        response = client.get("/no/such/page/")
        assert response.status_code == 404
        ways = {a.text: a.get("href") for a in read(response).one("main").all("a")}
        assert ways == {
            "All articles": "/articles/",
            "Front page": "/",
            "Free Intro": "/free-intro/",
            "Call (555) 555-0142": "tel:+15555550142",
        }

    def test_asks_nobody_to_book_below(self, client):
        assert not read(client.get("/no-such-page/")).all("aside", css="band")

    @pytest.mark.parametrize(
        "path",
        ["/no-such-page/", "/programs/none/", "/coaches/none/", "/a/b/c"],
    )
    def test_is_404_on_every_level(self, client, path):
        assert client.get(path).status_code == 404

    @pytest.mark.parametrize("path", ["/old/", "/coaches/gone/", "/deep/old/page.html"])
    def test_leads_on_if_the_address_moved(self, client, path):
        Redirect.objects.create(old_path=path, new_path="/articles/")
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, "/articles/")

    def test_is_410_if_it_was_taken_down(self, client):
        Redirect.objects.create(old_path="/old/", new_path="")
        assert client.get("/old/").status_code == 410


@pytest.mark.django_db
class TestAMistypedAddress:
    @pytest.mark.parametrize(
        ("path", "right"),
        [
            ("/Articles/Article-1/", "/articles/article-1/"),
            ("/ARTICLES/ARTICLE-1", "/articles/article-1/"),
            ("/articles//article-1/", "/articles/article-1/"),
            ("/articles/article-1.html", "/articles/article-1/"),
            ("/Contact/index.php", "/contact/"),
            ("/coaches/Maya-Ellison/?utm=x", "/coaches/maya-ellison/?utm=x"),
        ],
    )
    def test_leads_to_the_page_in_one_step(self, client, path, right):
        full_gym()
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (301, right)

    def test_a_missing_slash_is_added(self, client):
        full_gym()
        answer = client.get("/articles/article-1")
        assert (answer.status_code, answer["Location"]) == (301, "/articles/article-1/")

    @pytest.mark.parametrize(
        "path",
        ["/Articles/None/", "/Free-Intro/b/AbC/", "/WP-login.php", "/A/B/", "/Articles/x.md"],
    )
    def test_that_no_page_is_near_stays_missing(self, client, path):
        full_gym()
        assert client.get(path).status_code == 404

    def test_costs_one_query(self, client, django_assert_num_queries):
        """And the one for old addresses, however many pages there are."""
        full_gym()
        with django_assert_num_queries(2):
            client.get("/Coaches/Maya-Ellison/")

    def test_a_draft_is_not_betrayed(self, client):
        from tests.articles import factories

        factories.draft(slug="secret")
        assert client.get("/articles/SECRET/").status_code == 404


@pytest.mark.django_db
class TestAMissingPageSuggests:
    BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

    @pytest.fixture(autouse=True)
    def one_long_minute(self, monkeypatch):
        allowance = mending.Allowance(mending.MOST_A_MINUTE, seconds=lambda: 0)
        monkeypatch.setattr(mending, "searches", allowance)

    def suggested(self, client, path, **headers):
        page = read(client.get(path, headers=self.BROWSER | headers))
        return [a.get("href") for ul in page.one("main").all("ul") for a in ul.all("a")]

    def test_what_its_words_find(self, client):
        full_gym()
        found = self.suggested(client, "/blog/2019/foundations-for-beginers.html")
        assert found[0] == "/programs/foundations/"

    @pytest.mark.parametrize(
        "path", ["/foundations.jpg", f"/{'foundations-' * 40}/", "/blog/2019/", "/%ff%00/"]
    )
    def test_nothing_for_files_and_noise(self, client, path):
        full_gym()
        assert self.suggested(client, path) == []

    def test_remembers_no_search(self, client):
        client.get("/zercher/", headers=self.BROWSER)
        assert not MissedSearch.objects.exists()

    def test_nothing_to_programs_that_look_at_no_page(self, client):
        full_gym()
        for accept in ("*/*", "", "image/avif,image/webp,*/*;q=0.8", "application/json"):
            assert self.suggested(client, "/foundations/", accept=accept) == []

    def test_not_to_a_machine_that_tries_many_addresses(self, client):
        full_gym()
        for _ in range(mending.MOST_A_MINUTE):
            assert self.suggested(client, "/foundations/")
        assert self.suggested(client, "/foundations/") == []

    def test_costs_three_queries_more_than_none(self, client, django_assert_max_num_queries):
        full_gym()
        self.suggested(client, "/foundations/")
        with django_assert_max_num_queries(5) as without:
            self.suggested(client, "/foundations/", accept="*/*")
        with django_assert_max_num_queries(len(without) + 3):
            assert self.suggested(client, "/foundations/")


class TestAnAllowance:
    def test_is_spent_and_comes_back_with_the_minute(self):
        allowance = mending.Allowance(2, seconds=iter((0, 30, 59, 60, 61, 62)).__next__)
        assert [allowance.spend() for _ in range(6)] == [
            True,
            True,
            False,
            True,
            True,
            False,
        ]


class TestABrokenPage:
    """The 500 page must stand when the database, or anything else, does not."""

    def answer(self):
        return errors.server_error(RequestFactory().get("/"))

    def test_needs_no_database(self):
        # Without the django_db mark any query raises, as it does when the server is gone.
        page = read(self.answer())
        assert page.one("h1").text == "We dropped the bar"
        assert page.one("main").one("a").get("href") == "/"

    @pytest.mark.django_db
    def test_puts_the_phone_first_when_it_can(self):
        full_gym()
        first = read(self.answer()).one("main").all("a")[0]
        assert (first.text, first.get("href")) == ("Call (555) 555-0142", "tel:+15555550142")

    @pytest.mark.django_db
    def test_stands_inside_a_broken_transaction(self):
        full_gym()
        connection.needs_rollback = True
        try:
            assert read(self.answer()).one("h1").text == "We dropped the bar"
        finally:
            connection.needs_rollback = False

    @pytest.mark.django_db
    @override_settings(ROOT_URLCONF=__name__)
    def test_is_what_visitors_get(self):
        response = Client(raise_request_exception=False).get("/broken/")
        assert response.status_code == 500
        assert b"We dropped the bar" in response.content
        assert b"broken on purpose" not in response.content


@pytest.mark.parametrize("name", ["400.html", "403.html", "500.html"])
def test_bare_pages_render_without_context_or_database(name):
    from django.template.loader import render_to_string

    html = render_to_string(name)
    assert "<h1>" in html
    assert 'name="robots" content="noindex"' in html
