"""Old addresses lead on in one hop, never round in a circle."""

import pytest
from django.db import IntegrityError
from django.http import Http404

from forge_site.gym.models import Redirect
from forge_site.gym.redirects import (
    page_gone,
    page_is_back,
    page_moved,
    redirect_or_404,
    where_it_leads,
)

pytestmark = pytest.mark.django_db


def rows():
    return {row.old_path: row.new_path for row in Redirect.objects.all()}


class TestWriting:
    def test_a_chain_is_flattened(self):
        page_moved("/a/", "/b/")
        page_moved("/b/", "/c/")
        assert rows() == {"/a/": "/c/", "/b/": "/c/"}

    def test_moving_back_leaves_no_loop(self):
        page_moved("/a/", "/b/")
        page_moved("/b/", "/a/")
        assert rows() == {"/b/": "/a/"}

    def test_a_round_of_three_ends_at_the_page(self):
        page_moved("/a/", "/b/")
        page_moved("/b/", "/c/")
        page_moved("/c/", "/a/")
        assert rows() == {"/b/": "/a/", "/c/": "/a/"}

    def test_staying_writes_nothing(self):
        page_moved("/a/", "/a/")
        assert rows() == {}

    def test_what_led_to_a_page_that_is_gone_is_gone_too(self):
        page_moved("/a/", "/b/")
        page_gone("/b/")
        assert rows() == {"/a/": "", "/b/": ""}

    def test_a_page_that_is_gone_may_lead_to_another(self):
        page_moved("/b/", "/c/")
        page_gone("/a/", lead_to="/b/")
        assert rows()["/a/"] == "/c/"

    def test_a_page_that_is_back_leads_nowhere_else(self):
        page_gone("/a/")
        page_is_back("/a/")
        assert rows() == {}

    def test_the_database_refuses_an_address_that_leads_to_itself(self):
        with pytest.raises(IntegrityError):
            Redirect.objects.create(old_path="/a/", new_path="/a/")


class TestReading:
    def test_an_old_address_redirects_for_good_and_keeps_the_query(self, rf):
        page_moved("/a/", "/b/")
        answer = redirect_or_404("/a/", rf.get("/a/?utm_source=mail"))
        assert (answer.status_code, answer["Location"]) == (301, "/b/?utm_source=mail")

    def test_is_not_kept_for_good_by_browsers(self, client):
        """A page that comes back has to be found by those who were led away from it."""
        Redirect.objects.create(old_path="/a/", new_path="/b/")
        assert client.get("/a/")["Cache-Control"] == "max-age=3600"

    @pytest.mark.parametrize("old", ["/Blog/Back-Pain/", "/blog/back-pain", "/BLOG/back-pain"])
    def test_capitals_and_a_slash_do_no_harm(self, rf, old):
        page_moved(old, "/b/")
        for asked in ("/blog/back-pain/", "/Blog/Back-pain", "/BLOG/BACK-PAIN/"):
            assert redirect_or_404(asked, rf.get(asked))["Location"] == "/b/"

    def test_nor_do_capitals_of_other_alphabets(self, client):
        page_moved("/über-uns/", "/b/")
        page_moved("/ЗАЛ/", "/c/")
        assert redirect_or_404("/Über-Uns")["Location"] == "/b/"
        assert client.get("/%D0%B7%D0%B0%D0%BB/")["Location"] == "/c/"

    def test_one_spelled_just_so_comes_first(self):
        page_moved("/A/", "/one/")
        page_moved("/a/", "/two/")
        assert redirect_or_404("/A/")["Location"] == "/one/"
        assert redirect_or_404("/a/")["Location"] == "/two/"

    @pytest.mark.parametrize("moves", [[("/A/", "/a/")], [("/A/", "/B"), ("/b/", "/a/")]])
    def test_capitals_lead_nobody_round_in_a_circle(self, moves):
        for old, new in moves:
            page_moved(old, new)
        with pytest.raises(Http404):
            redirect_or_404("/a/")

    def test_an_unknown_address_is_not_found(self):
        with pytest.raises(Http404):
            redirect_or_404("/a/")

    def test_where_it_leads_is_the_end_of_the_line(self):
        page_moved("/a/", "/b/")
        assert (where_it_leads("/a/"), where_it_leads("/x/")) == ("/b/", "/x/")
