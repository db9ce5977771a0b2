"""Public pages are read; only those with a form take a POST. Everything else is 405."""

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.pages.factories import FULL_PAGES, full_gym

pytestmark = pytest.mark.django_db

MACHINES = [
    "/articles/feed.xml",
    "/articles/topics/strength/feed.xml",
    "/articles/by/maya-ellison/feed.xml",
    "/articles/article-1.md",
    "/articles/search/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/llms.txt",
    "/manifest.webmanifest",
    "/favicon.ico",
    "/healthz",
    "/free-intro/done/x/",
    "/free-intro/calendar/x.ics",
    "/media/pictures/x-480-0123456789ab.jpg",
]
OTHER_METHODS = ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"]


def takes_forms(path):
    view = get_resolver().resolve(path).func
    return getattr(view, "csrf_exempt", False)


@pytest.fixture
def strict():
    """A client that is checked for the form token, as visitors are."""
    full_gym()
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize(
    "path", [path for path in [*FULL_PAGES, *MACHINES] if path != "/no-such-page/"]
)
def test_only_what_a_page_is_for(strict, path):
    form = takes_forms(path)
    allowed = "GET, HEAD, POST" if form else "GET, HEAD"
    for method in OTHER_METHODS if form else [*OTHER_METHODS, "POST"]:
        answer = strict.generic(method, path)
        assert (method, answer.status_code, answer["Allow"]) == (method, 405, allowed)
        assert "Content-Security-Policy" in answer


def test_a_form_takes_a_post(strict):
    assert strict.post("/free-intro/").status_code not in (403, 405)


def test_the_desk_minds_its_own(strict):
    assert strict.post("/admin/login/").status_code == 403


def test_where_nothing_is_nothing_is_allowed_or_not(strict):
    assert strict.post("/no/such/page/").status_code == 404
