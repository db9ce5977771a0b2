"""What search engines, assistants and phones are told: true, complete and from SITE_URL."""

import json
from datetime import date, time
from xml.etree import ElementTree

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import Image

from articles.models import Article
from forge_site.gym.models import Coach, Gym, Page, Program, Question, SpecialDay
from tests.pages.factories import FULL_PAGES, full_gym
from tests.pages.html import read

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
IMAGE = "{http://www.google.com/schemas/sitemap-image/1.1}"
MISSING = "/no-such-page/"


def meta(page, name):
    return [each.get("content") for each in page.all("meta", property=name)]


def linked(client, path):
    """The things the JSON-LD of a page describes, by type."""
    scripts = read(client.get(path)).all("script", type="application/ld+json")
    graphs = [json.loads(script.raw) for script in scripts]
    return {thing["@type"]: thing for graph in graphs for thing in graph["@graph"]}


def locations(client, path):
    root = ElementTree.fromstring(client.get(path).content)
    return [each.text for each in root.iter(f"{SITEMAP}loc")]


class TestTheAddressOfAPage:
    @pytest.mark.parametrize("path", [each for each in FULL_PAGES if each != MISSING])
    def test_is_its_own_on_the_site_s_host(self, client, path):
        full_gym()
        page = read(client.get(path + "?utm_source=poster", headers={"host": "localhost"}))
        address = settings.SITE_URL + path
        assert page.one("link", rel="canonical").get("href") == address
        assert meta(page, "og:url") == [address]

    def test_a_missing_page_has_none(self, client):
        page = read(client.get(MISSING))
        assert not page.all("link", rel="canonical") and not meta(page, "og:url")


class TestACardWhenShared:
    @pytest.mark.parametrize("path", FULL_PAGES)
    def test_says_what_the_page_says_and_says_it_once(self, client, path):
        full_gym()
        page = read(client.get(path))
        title = page.one("title").text.removesuffix(" | Forge Fitness")
        assert meta(page, "og:title") == [title]
        described = page.one("meta", name="description").get("content")
        assert meta(page, "og:description") == [described]
        assert len(meta(page, "og:image")) == 1
        assert meta(page, "og:image")[0].startswith(settings.SITE_URL)
        kind = "article" if path == "/articles/article-1/" else "website"
        assert meta(page, "og:type") == [kind]

    def test_the_default_picture_has_the_size_told(self):
        with Image.open(finders.find("img/brand/og-default.jpg")) as picture:
            assert picture.size == (1200, 630)


class TestTheGym:
    def test_is_told_where_it_is_and_when_it_is_open(self, client):
        full_gym(latitude="40.71278", longitude="-74.00594")
        gym = linked(client, "/")["ExerciseGym"]
        assert gym["telephone"] == "+15555550142"
        assert gym["address"] == {
            "@type": "PostalAddress",
            "streetAddress": "123 Example Street, Suite 4",
            "addressLocality": "Sampletown",
            "addressRegion": "ST",
            "postalCode": "00000",
            "addressCountry": "US",
        }
        assert gym["geo"]["latitude"] == 40.71278
        assert len(gym["openingHoursSpecification"]) == 5
        assert gym["openingHoursSpecification"][0] == {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/Monday",
            "opens": "06:00",
            "closes": "20:00",
        }

    @time_machine.travel("2026-11-20T12:00:00Z", tick=False)
    def test_is_told_which_days_differ(self, client):
        full_gym()
        SpecialDay.objects.create(on=date(2026, 12, 24), opens=time(8), closes=time(12))
        SpecialDay.objects.create(on=date(2026, 12, 25), note="Made up", is_sample=True)
        told = linked(client, "/contact/")["ExerciseGym"]["specialOpeningHoursSpecification"]
        shared = {"@type": "OpeningHoursSpecification"}
        thanksgiving = {"validFrom": "2026-11-26", "validThrough": "2026-11-26"}
        short = {"validFrom": "2026-12-24", "validThrough": "2026-12-24"}
        assert told == [
            shared
            | thanksgiving
            | {"name": "Thanksgiving", "opens": "00:00", "closes": "00:00"},
            shared | short | {"opens": "08:00", "closes": "12:00"},
        ]

    def test_what_is_empty_is_left_out(self, client):
        full_gym(phone="", email="", tagline="")
        gym = linked(client, "/contact/")["ExerciseGym"]
        assert not {"telephone", "email", "slogan", "geo"} & set(gym)


class TestSamples:
    """An invented person stated as fact would be a lie to everyone who reads machines."""

    def test_are_told_to_no_machine(self, client):
        full_gym(is_sample=True)
        for model in (Coach, Program, Question):
            model.objects.update(is_sample=True)
        for path in FULL_PAGES:
            assert not set(linked(client, path)) & {"ExerciseGym", "Person", "FAQPage"}, path
        text = client.get("/llms.txt").content.decode()
        assert "Maya" not in text and "Foundations" not in text
        assert "(555)" not in text and "Example Street" not in text

    def test_one_sample_coach_in_a_real_gym_is_left_out(self, client):
        full_gym()
        assert linked(client, "/coaches/maya-ellison/")["Person"]["name"] == "Maya Ellison"
        Coach.objects.filter(slug="maya-ellison").update(is_sample=True)
        assert linked(client, "/coaches/maya-ellison/") == {}

    def test_are_found_by_no_search_engine(self, client):
        full_gym(is_live=True)
        pages = {
            Coach: "/coaches/maya-ellison/",
            Program: "/programs/foundations/",
            Page: "/privacy/",
            Article: "/articles/article-1/",
        }
        for model, path in pages.items():
            assert path in listed(client) and not robots(client, path), path
            model.objects.update(is_sample=True)
            assert path not in listed(client), path
            assert robots(client, path) == ["noindex"], path
        assert "/articles/article-1" not in client.get("/llms.txt").content.decode()

    def test_are_not_what_makes_a_topic(self, client):
        full_gym(is_live=True)
        topic = Article.objects.get(slug="article-1").topic.get_absolute_url()
        Article.objects.exclude(slug="article-1").update(is_sample=True)
        assert topic in listed(client) and not robots(client, topic)
        Article.objects.update(is_sample=True)
        assert topic not in listed(client) and robots(client, topic) == ["noindex"]

    def test_only_real_questions_are_told(self, client):
        full_gym()
        Question.objects.create(question="Sample?", answer="Yes.", is_sample=True)
        told = linked(client, "/questions/")["FAQPage"]["mainEntity"]
        names = [each["name"] for each in told]
        assert names and "Sample?" not in names


class TestLinkedData:
    def test_cannot_end_its_own_script(self, client):
        full_gym()
        Question.objects.update(question="</script><b>?", answer="&")
        page = read(client.get("/questions/"))
        assert len(page.all("script")) == 1
        told = linked(client, "/questions/")["FAQPage"]["mainEntity"][0]
        assert told["name"] == "</script><b>?"

    def test_leads_the_way_from_the_front_page(self, client):
        full_gym()
        steps = linked(client, "/programs/foundations/")["BreadcrumbList"]["itemListElement"]
        assert [(step["position"], step["name"], step["item"]) for step in steps] == [
            (1, "Home", f"{settings.SITE_URL}/"),
            (2, "Programs", f"{settings.SITE_URL}/programs/"),
            (3, "Foundations", f"{settings.SITE_URL}/programs/foundations/"),
        ]


class TestSitemaps:
    def test_name_every_page_and_no_other(self, client):
        full_gym()
        Article.objects.filter(slug="article-2").update(published_at=None)
        Program.objects.create(name="Old", slug="old", summary="x", is_active=False)
        found = listed(client)
        assert len(found) == len(set(found))
        for path in found:
            assert client.get(path).status_code == 200, path
        assert set(FULL_PAGES) - {MISSING} < set(found)
        assert not {"/articles/article-2/", "/programs/old/"} & set(found)

    def test_give_the_day_and_the_picture_of_an_article(self, client):
        full_gym()
        root = ElementTree.fromstring(client.get("/sitemap-articles.xml").content)
        first = root.find(f"{SITEMAP}url")
        changed = Article.objects.first().updated_at
        assert first.find(f"{SITEMAP}lastmod").text[:10] == f"{changed:%Y-%m-%d}"
        assert first.find(f"{IMAGE}image/{IMAGE}loc").text.startswith(settings.SITE_URL)

    def test_come_from_the_site_s_url(self, client):
        full_gym()
        for path in ("/sitemap.xml", "/sitemap-pages.xml"):
            text = client.get(path, headers={"host": "localhost"}).content.decode()
            assert "localhost" not in text and settings.SITE_URL in text

    def test_there_is_none_of_another_name(self, client):
        assert client.get("/sitemap-other.xml").status_code == 404

    def test_stand_in_an_empty_database(self, client):
        for address in locations(client, "/sitemap.xml"):
            pages(client, address)


def listed(client):
    """Every page that a sitemap names, in order."""
    return [
        page for sitemap in locations(client, "/sitemap.xml") for page in pages(client, sitemap)
    ]


def robots(client, path):
    return [each.get("content") for each in read(client.get(path)).all("meta", name="robots")]


def pages(client, sitemap):
    found = locations(client, sitemap.removeprefix(settings.SITE_URL))
    assert all(address.startswith(f"{settings.SITE_URL}/") for address in found)
    return [address.removeprefix(settings.SITE_URL) for address in found]


class TestTheManifest:
    def test_names_icons_of_the_size_they_say(self, client):
        Gym.objects.create(name="Forge Fitness")
        page = read(client.get("/"))
        response = client.get(page.one("link", rel="manifest").get("href"))
        assert response["Content-Type"] == "application/manifest+json"
        for icon in response.json()["icons"]:
            with Image.open(finders.find(icon["src"].removeprefix("/static/"))) as picture:
                assert "{}x{}".format(*picture.size) == icon["sizes"]

    def test_icons_in_the_head_are_there(self, client):
        page = read(client.get("/"))
        icons = page.all("link", rel="icon") + page.all("link", rel="apple-touch-icon")
        assert len(icons) == 3
        for icon in icons:
            assert finders.find(icon.get("href").removeprefix("/static/"))

    def test_an_old_browser_s_guess_is_answered(self, client):
        assert client.get("/favicon.ico")["Location"] == "/static/img/favicon.ico"


class TestAssistants:
    def test_read_what_there_is_with_its_addresses(self, client):
        full_gym(is_live=True)
        response = client.get("/llms.txt")
        text = response.content.decode()
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        assert text.startswith("# Forge Fitness\n\n> A small coached gym.\n")
        assert f"- [Article 1]({settings.SITE_URL}/articles/article-1.md): What it says" in text
        assert "placeholders" not in text
        for line in text.splitlines():
            assert "](/" not in line

    def test_are_told_while_the_site_is_not_live(self, client):
        full_gym(is_live=False)
        assert "not live yet" in client.get("/llms.txt").content.decode()

    def test_robots_txt_names_the_sitemaps_once_live(self, client):
        full_gym(is_live=True)
        line = f"Sitemap: {settings.SITE_URL}/sitemap.xml"
        assert line in client.get("/robots.txt").content.decode()
