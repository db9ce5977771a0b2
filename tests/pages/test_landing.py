"""Landing pages: what an ad or a poster leads to, and what becomes of its campaign."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.rendering import render
from bookings.models import Intro
from forge_site.gym.models import Page
from forge_site.gym.picture_uses import rows_showing
from tests.articles import factories as articles
from tests.bookings.visitor import fields_of, post, slots_of
from tests.pages.factories import full_gym
from tests.pages.html import read
from tests.pages.test_machines import listed

pytestmark = pytest.mark.django_db


def landing(**fields):
    return Page.objects.create(
        **{
            "title": "Lift before work",
            "slug": "lift",
            "lead": "Four early mornings.",
            "body": "<h2>How it goes</h2><p>Early.</p>",
            "is_landing": True,
            "campaign": "spring poster",
        }
        | fields
    )


@pytest.fixture(autouse=True)
def gym():
    return full_gym(is_live=True)


class TestThePage:
    def test_has_one_thing_to_say_and_one_to_do(self, client):
        landing()
        page = read(client.get("/lift/"))
        assert page.one("h1").text == "Lift before work"
        assert not page.all("nav", **{"aria-label": "Main"})
        assert not page.all("aside", css="band")
        footer = page.one("footer")
        assert [a.get("href") for a in footer.all("a") if "/programs" in a.get("href")] == []
        assert "/privacy/" in [a.get("href") for a in footer.all("a")]
        buttons = page.all("a", css="button")
        assert [button.text for button in buttons] == ["Free Intro", "Free Intro"]
        assert {button.get("href") for button in buttons} == {
            "/free-intro/?utm_campaign=spring+poster"
        }

    def test_shows_its_own_picture_and_words_on_the_button(self, client, gym):
        landing(
            picture=gym.room_picture, action_text="Save my seat", action_to="/contact/#write"
        )
        page = read(client.get("/lift/"))
        assert page.one("main").one("img").get("fetchpriority") == "high"
        button = page.all("a", css="button")[0]
        assert button.text == "Save my seat"
        assert button.get("href") == "/contact/?utm_campaign=spring+poster#write"
        assert "Next open intros" not in page.one("main").text

    def test_is_shared_with_its_own_picture(self, client, gym):
        page = landing(picture=gym.room_picture)
        head = read(client.get("/lift/"))
        shared = head.one("meta", property="og:image").get("content")
        widest = gym.room_picture.renditions[-1]["name"]
        assert shared == f"{settings.SITE_URL}/media/{widest}"
        assert not head.all("meta", property="og:image:width")  # 1200 by 630 it is not
        page.picture = None
        page.save()
        head = read(client.get("/lift/"))
        assert "og-default" in head.one("meta", property="og:image").get("content")
        assert head.one("meta", property="og:image:width").get("content") == "1200"

    def test_draws_the_pictures_in_its_text(self, client, gym):
        figure = f'<figure data-picture="{gym.room_picture.slug}"></figure>'
        for page in (
            landing(body=figure),
            landing(body=figure, slug="plain", is_landing=False),
        ):
            text = read(client.get(f"/{page.slug}/")).one("div", css="prose")
            assert text.one("img").get("alt") == gym.room_picture.alt
            assert page in rows_showing(gym.room_picture)

    def test_draws_them_however_their_figure_was_typed(self, gym):
        for figure in ("<figure data-picture='room'></figure>", "<figure\nDATA-PICTURE=room>"):
            assert f'alt="{gym.room_picture.alt}"' in render(figure, ()).html

    def test_more_pictures_cost_no_more_queries(self, client, django_assert_max_num_queries):
        slugs = [articles.picture(slug=f"bar-{n}", alt=f"Bar {n}").slug for n in range(6)]
        figures = [f'<figure data-picture="{slug}"></figure>' for slug in (*slugs, "no-such")]
        landing(body=figures[0], slug="one")
        landing(body="".join([*figures, figures[0]]))
        with CaptureQueriesContext(connection) as one:
            client.get("/one/")
        with django_assert_max_num_queries(len(one)):
            shown = read(client.get("/lift/")).one("div", css="prose").all("img")
        assert [img.get("alt") for img in shown] == [f"Bar {n}" for n in (*range(6), 0)]

    def test_an_address_elsewhere_is_left_as_it_is(self, client):
        landing(action_to="https://shop.forge-fitness.net/gift?x=1")
        button = read(client.get("/lift/")).all("a", css="button")[0]
        assert button.get("href") == "https://shop.forge-fitness.net/gift?x=1"
        with pytest.raises(ValidationError, match="slash or with https"):
            landing(slug="bad", action_to="javascript:alert(1)").full_clean()

    def test_stands_in_no_footer_and_may_be_kept_from_search_engines(self, client):
        page = landing()
        footer = read(client.get("/")).one("footer")
        assert "/lift/" not in [a.get("href") for a in footer.all("a")]
        assert "/lift/" in listed(client)
        assert not read(client.get("/lift/")).all("meta", name="robots")
        page.is_unlisted = True
        page.save()
        assert "/lift/" not in listed(client)
        assert read(client.get("/lift/")).one("meta", name="robots").get("content") == "noindex"

    def test_stays_in_budget(self, client, gym, django_assert_max_num_queries):
        landing(picture=gym.room_picture)
        with django_assert_max_num_queries(8):
            client.get("/lift/")


class TestTheCampaign:
    def test_goes_from_the_poster_to_the_desk(self, client, admin_client):
        landing()
        page = read(client.get("/lift/"))
        time = page.one("main").one("ul", css="times").all("a")[0].get("href")
        booking = client.get(time).content.decode()
        hidden = fields_of(booking)
        assert hidden["campaign"] == "spring poster"
        post(client, slot=slots_of(booking)[0], campaign=hidden["campaign"])
        intro = Intro.objects.get()
        assert intro.campaign == "spring poster"
        record = admin_client.get(f"/admin/bookings/intro/{intro.pk}/change/")
        assert "spring poster" in record.content.decode()

    def test_survives_every_way_through_the_booking_page(self, client):
        landing()
        start = read(client.get("/lift/")).all("a", css="button")[0].get("href")
        page = read(client.get(start)).one("main")
        ways = [a.get("href") for a in page.all("a") if "/free-intro/?" in a.get("href")]
        assert len(ways) > 2
        assert all("utm_campaign=spring+poster" in way for way in ways)
        asked = client.get(next(way for way in ways if "ask=1" in way)).content.decode()
        assert fields_of(asked)["campaign"] == "spring poster"

    def test_keeps_what_the_ad_says_of_itself(self, client):
        landing(campaign="")
        page = read(client.get("/lift/?utm_source=paper&utm_medium=print&utm_campaign=x"))
        button = page.all("a", css="button")[0].get("href")
        assert button == "/free-intro/?utm_campaign=paper+%2F+print+%2F+lift"
        booking = client.get(button).content.decode()
        assert fields_of(booking)["campaign"] == "paper / print / lift"

    def test_is_never_too_long_to_be_kept(self, client):
        landing(campaign="c" * 60)
        page = read(client.get(f"/lift/?utm_source={'s' * 90}&utm_medium={'m' * 90}"))
        start = page.all("a", css="button")[0].get("href")
        kept = fields_of(client.get(start).content.decode())["campaign"]
        assert kept == f"{'s' * 40} / {'m' * 40} / {'c' * 34}"

    def test_narrows_the_list_at_the_desk(self, client, admin_client):
        for name, campaign in (("Ann Lee", "poster"), ("Bob Ray", "poster"), ("Cy Dee", "ad")):
            mail = f"{name[:2].lower()}@forge-fitness.net"
            post(client, slot="", ask="1", name=name, email=mail, campaign=campaign)
        page = admin_client.get("/admin/bookings/intro/?campaign=poster").content.decode()
        assert "Ann Lee" in page and "Bob Ray" in page and "Cy Dee" not in page
        assert "poster (2)" in page and "ad (1)" in page


DESK = "/admin/gym/page/"


def typed(**changes):
    return {
        "title": "Lift before work",
        "slug": "lift",
        "body": "<p>Early.</p>",
        "is_landing": "on",
        "is_published": "on",
        "position": "0",
        "campaign": "poster",
    } | changes


class TestAtTheDesk:
    def test_a_preview_shows_what_is_typed_and_stores_nothing(self, admin_client):
        answer = admin_client.post(f"{DESK}preview/", typed(lead="Only typed"))
        page = read(answer)
        assert page.one("h1").text == "Lift before work" and "Only typed" in page.text
        assert not page.all("nav", **{"aria-label": "Main"})
        assert "noindex" in answer["X-Robots-Tag"] and not Page.objects.filter(slug="lift")
        stored = landing(is_published=False)
        again = admin_client.post(f"{DESK}{stored.pk}/preview/", typed(title="Changed"))
        assert read(again).one("h1").text == "Changed"
        stored.refresh_from_db()
        assert stored.title == "Lift before work"

    @pytest.mark.parametrize("slug", ["contact", "programs", "articles", "free-intro", "admin"])
    def test_no_page_takes_the_address_of_another(self, admin_client, slug):
        for path in (f"{DESK}add/", f"{DESK}preview/"):
            answer = admin_client.post(path, typed(slug=slug))
            assert "a page of its own at this address" in answer.content.decode()
        assert not Page.objects.filter(slug=slug).exists()

    def test_a_timetable_written_as_a_page_keeps_its_address(self, admin_client):
        page = landing(slug="timetable", is_landing=False)
        words = typed(slug="timetable", title="Classes", is_landing="")
        answer = admin_client.post(f"{DESK}{page.pk}/change/", words)
        assert answer.status_code == 302, answer.content.decode()
        page.refresh_from_db()
        assert page.title == "Classes"

    def test_the_poster_has_the_short_address_and_a_code(self, admin_client, settings):
        page = landing()
        desk = admin_client.get(f"{DESK}{page.pk}/change/").content.decode()
        host = settings.SITE_URL.partition("://")[2]
        assert f"<strong>{host}/lift</strong>" in desk
        svg = admin_client.get(f"{DESK}{page.pk}/code.svg")
        assert svg["Content-Type"] == "image/svg+xml" and svg.content.startswith(b"<?xml")
        png = admin_client.get(f"{DESK}{page.pk}/code.png")
        assert png.content.startswith(b"\x89PNG")
        assert admin_client.get(f"{DESK}{page.pk}/code.gif").status_code == 404

    def test_the_code_is_for_staff(self, client):
        page = landing()
        assert client.get(f"{DESK}{page.pk}/code.svg").status_code == 302

    def test_the_form_says_how_much_to_write_and_what_the_footer_links(self, admin_client):
        page = admin_client.get(f"{DESK}add/").text
        for words in ("about 100 words", "140 to 155 characters", "never linked there"):
            assert words in page

    def test_the_text_is_written_in_the_editor(self, admin_client):
        page = landing()
        answer = admin_client.get(f"{DESK}{page.pk}/change/")
        read_page = read(answer)
        assert "data-body-editor" in read_page.one("textarea", name="body").attrs
        (imports,) = read_page.all("script", type="importmap")
        assert f"'nonce-{imports.get('nonce')}'" in answer["Content-Security-Policy"]
