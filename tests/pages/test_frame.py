"""What holds on every public page, with the site full and with an empty database."""

import re
from datetime import date
from itertools import pairwise

import pytest
import time_machine
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from forge_site.gym.models import Coach, Gym, Page
from forge_site.gym.models.ways import validate_way
from tests.pages.factories import EMPTY_PAGES, FULL_PAGES, add_rows, full_gym
from tests.pages.html import read

pytestmark = pytest.mark.django_db

LOADING = {
    "img": ("src", "srcset"),
    "source": ("srcset",),
    "script": ("src",),
    "link": ("href",),
}
# A page of its own may well be named, loaded it is not.
NAMING = {"canonical", "alternate"}
STEPS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4}


@pytest.fixture(params=["full", "empty"])
def pages(request, client):
    """Every page of the site as (path, response, Element)."""
    if request.param == "full":
        full_gym()
    paths = FULL_PAGES if request.param == "full" else EMPTY_PAGES
    answers = [(path, client.get(path)) for path in paths]
    return [(path, answer, read(answer)) for path, answer in answers]


class TestEveryPage:
    def test_answers(self, pages):
        for path, response, _ in pages:
            assert response.status_code == (404 if "no-such" in path else 200), path

    def test_has_one_main_heading_and_skips_no_level(self, pages):
        for path, _, page in pages:
            levels = [STEPS[each.tag] for each in page.all() if each.tag in STEPS]
            assert levels[0] == 1 and levels.count(1) == 1, path
            for above, below in pairwise(levels):
                assert below <= above + 1, path

    def test_has_a_title_and_a_description_of_its_own(self, pages):
        titles = [page.one("title").text for _, _, page in pages]
        described = [page.one("meta", name="description").get("content") for *_, page in pages]
        assert all(title.endswith(" | Forge Fitness") for title in titles)
        assert all(len(title) > len("x | Forge Fitness") for title in titles)
        assert all(len(words) >= 20 for words in described if words)
        assert len(set(titles)) == len(titles)
        assert len(set(described)) == len(described)
        assert "" not in described

    def test_sets_no_cookie(self, pages):
        for path, response, _ in pages:
            assert not response.cookies, path

    def test_loads_nothing_from_elsewhere(self, pages):
        for path, _, page in pages:
            for tag, names in LOADING.items():
                for element in page.all(tag):
                    if element.get("rel") in NAMING:
                        continue
                    for name in names:
                        assert "//" not in (element.get(name) or ""), path

    def test_has_no_style_and_no_script_inside(self, pages):
        for path, _, page in pages:
            assert not page.all("style"), path
            for element in page.all():
                assert "style" not in element.attrs, path
                assert not any(name.startswith("on") for name in element.attrs), path
            for script in page.all("script"):
                assert script.get("src") or script.get("type") == "application/ld+json", path

    def test_has_pictures_with_size_and_alternative_text(self, pages):
        for path, _, page in pages:
            for picture in page.all("img"):
                assert int(picture.get("width")) > 0 and int(picture.get("height")) > 0, path
                assert picture.get("alt") is not None, path

    def test_lets_keyboards_skip_to_the_content(self, pages):
        for path, _, page in pages:
            first = page.one("body").all("a")[0]
            assert (first.text, first.get("href")) == ("Skip to content", "#content"), path
            assert page.one("main").get("id") == "content", path

    def test_says_where_on_the_page_each_word_stands_once(self, pages):
        for path, _, page in pages:
            ids = [each.get("id") for each in page.all() if each.get("id")]
            assert len(ids) == len(set(ids)), path
            for element in page.all():
                for name in ("aria-labelledby", "aria-describedby"):
                    for target in (element.get(name) or "").split():
                        assert target in ids, (path, target)

    def test_leaves_no_list_and_no_heading_empty(self, pages):
        for path, _, page in pages:
            for tag in ("ul", "ol", "h1", "h2", "h3", "dl", "tbody"):
                for element in page.all(tag):
                    assert element.text, (path, tag)

    def test_says_nothing_in_square_brackets(self, pages):
        for path, _, page in pages:
            assert not re.search(r"\[[A-Z][^\]]*\]|Staff:", page.one("body").text), path


class TestSearchEngines:
    def asked_to_stay_away(self, client, path):
        page = read(client.get(path))
        return bool(page.all("meta", name="robots", content="noindex"))

    @pytest.mark.parametrize("path", FULL_PAGES)
    def test_are_asked_to_stay_away_until_the_gym_is_live(self, client, path):
        full_gym(is_live=False)
        assert self.asked_to_stay_away(client, path)
        assert client.get("/robots.txt").content.startswith(b"User-agent: *\nDisallow: /\n")

    def test_are_welcome_then(self, client):
        full_gym(is_live=True)
        assert not self.asked_to_stay_away(client, "/")
        assert b"Disallow: /\n" not in client.get("/robots.txt").content

    def test_never_meet_signed_links_by_robots_txt(self, client):
        full_gym(is_live=True)
        assert b"Disallow: /free-intro/b/\n" in client.get("/robots.txt").content


class TestMasthead:
    def nav(self, client, path):
        return read(client.get(path)).one("nav", aria_label=None, css="nav")

    def test_leads_four_ways(self, client):
        links = [link.text for link in self.nav(client, "/").all("a")]
        assert links == ["Articles", "Programs", "Coaches", "Visit"]

    @pytest.mark.parametrize(
        ("path", "name", "mark"),
        [
            ("/programs/", "Programs", "page"),
            ("/programs/foundations/", "Programs", "true"),
            ("/coaches/maya-ellison/", "Coaches", "true"),
            ("/contact/", "Visit", "page"),
            ("/articles/", "Articles", "page"),
            ("/articles/article-1/", "Articles", "true"),
        ],
    )
    def test_marks_where_one_is(self, client, path, name, mark):
        full_gym()
        marked = [a for a in self.nav(client, path).all("a") if a.get("aria-current")]
        assert [(a.text, a.get("aria-current")) for a in marked] == [(name, mark)]


class TestFooter:
    def footer(self, client):
        return read(client.get("/contact/")).one("footer")

    def test_names_address_phone_hours_and_members_link(self, client):
        full_gym()
        footer = self.footer(client)
        assert "123 Example Street, Suite 4 Sampletown, ST 00000" in footer.text
        assert footer.one("a", href="tel:+15555550142").text == "(555) 555-0142"
        assert "Monday to Friday: 6:00 am to 8:00 pm" in footer.text
        assert footer.one("a", href="https://members.forge-fitness.net/").text == "Members"
        assert "not medical advice" in footer.text

    def test_links_the_pages_staff_chose(self, client):
        Page.objects.create(title="Privacy", slug="privacy")
        Page.objects.create(title="Hidden", slug="hidden", in_footer=False)
        Page.objects.create(title="Draft", slug="draft", is_published=False)
        links = [a.text for a in self.footer(client).all("a")]
        assert "Privacy" in links
        assert not {"Hidden", "Draft"} & set(links)

    def test_leaves_out_what_is_not_known(self, client):
        footer = self.footer(client)
        assert not footer.all("address")
        assert not [a for a in footer.all("a") if a.get("href").startswith(("tel:", "mailto:"))]
        assert "Find us" not in footer.text


class TestSampleContent:
    LINE = "Demo content: coaches, address and hours are placeholders"

    def test_is_told_in_one_line_and_one_mark_a_coach(self, client):
        full_gym(is_sample=True)
        Coach.objects.update(is_sample=True)
        for path in ("/", "/coaches/"):
            page = read(client.get(path))
            assert page.one("p", css="demo").text == self.LINE
            assert len(page.all("span", css="sample")) == Coach.objects.count()
        assert len(read(client.get("/coaches/maya-ellison/")).all("span", css="sample")) == 1
        assert not read(client.get("/programs/")).all("span", css="sample")

    def test_a_sample_coach_alone_is_told_as_well(self, client):
        full_gym()
        Coach.objects.filter(slug="maya-ellison").update(is_sample=True)
        assert read(client.get("/contact/")).all("p", css="demo")

    def test_nothing_is_said_once_all_is_real(self, client):
        full_gym()
        for path in FULL_PAGES:
            page = read(client.get(path))
            assert not page.all("p", css="demo") and not page.all("span", css="sample")


class TestTheAnnouncement:
    """Its first and last day are days of the gym's own zone."""

    @pytest.fixture
    def news(self, client):
        full_gym(
            announcement="Closed on Friday",
            announcement_link="/contact/",
            announced_from=date(2026, 11, 24),
            announced_until=date(2026, 11, 25),
        )
        return lambda: [p.text for p in read(client.get("/")).all("p", css="news")]

    @pytest.mark.parametrize(
        ("moment", "shown"),
        [
            ("2026-11-24T04:59:59Z", False),
            ("2026-11-24T05:00:00Z", True),
            ("2026-11-26T04:59:59Z", True),
            ("2026-11-26T05:00:00Z", False),
        ],
    )
    def test_shows_from_its_first_day_to_its_last(self, news, moment, shown):
        with time_machine.travel(moment, tick=False):
            assert news() == (["Closed on Friday"] if shown else [])

    def test_leads_where_staff_say_and_nowhere_else(self, client):
        full_gym(announcement="Closed on Friday", announcement_link="/contact/")
        line = read(client.get("/coaches/")).one("p", css="news")
        assert line.one("a").get("href") == "/contact/"
        for way in ("javascript:alert(1)", "//elsewhere.test/", "contact"):
            with pytest.raises(ValidationError, match="slash or with https"):
                validate_way(way)
        validate_way("https://forge-fitness.net/x")

    def test_is_not_there_when_there_is_nothing_to_say(self, client):
        full_gym(announced_from=date(2026, 1, 1))
        assert not read(client.get("/")).all("p", css="news")


class TestCost:
    """Queries of a page that nothing has warmed up."""

    BUDGET = {"/": 10}

    @pytest.mark.parametrize("path", FULL_PAGES)
    def test_stays_in_budget_and_does_not_grow(
        self, client, path, django_assert_max_num_queries
    ):
        full_gym(rows=2)
        assert connection.features.supports_json_field  # asked once, by three queries
        with django_assert_max_num_queries(self.BUDGET.get(path, 8)) as few:
            client.get(path)
        picture = Coach.objects.exclude(photo=None).first().photo
        add_rows(3, picture)
        with django_assert_max_num_queries(len(few)):
            client.get(path)


def test_the_site_url_never_comes_from_the_request(client):
    """A page read through another host name must not carry that name into shared caches."""
    full_gym()
    for path in FULL_PAGES:
        assert b"localhost" not in client.get(path, headers={"host": "localhost"}).content
    assert settings.SITE_URL
    assert Gym.objects.current().pk
