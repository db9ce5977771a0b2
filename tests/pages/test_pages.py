"""The site's own pages, one by one."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from forge_site.gym.models import Coach, Page, Program, Question, SpecialDay
from tests.bookings.factories import make_gym
from tests.pages.factories import full_gym
from tests.pages.html import read

pytestmark = pytest.mark.django_db


class TestPrograms:
    def test_a_price_shows_once_it_is_filled(self, client):
        full_gym()
        assert "Price" not in read(client.get("/programs/foundations/")).one("main").text
        Program.objects.filter(slug="foundations").update(price_line="From $180")
        page = read(client.get("/programs/foundations/")).one("main")
        assert [dd.text for dd in page.all("dd")][:2] == ["6 sessions, 3 weeks", "From $180"]

    def test_what_is_not_said_has_no_heading(self, client):
        Program.objects.create(name="Bare", slug="bare", summary="Lift.", who_for="You.")
        page = read(client.get("/programs/bare/")).one("main")
        assert [h2.text for h2 in page.all("h2")] == ["Who it is for"]

    def test_one_no_longer_offered_is_gone(self, client):
        Program.objects.create(name="Old", slug="old", summary="x", is_active=False)
        assert client.get("/programs/old/").status_code == 404
        assert "Old" not in read(client.get("/programs/")).one("main").text


class TestCoaches:
    def test_one_who_left_is_gone(self, client):
        Coach.objects.create(name="Gone", slug="gone", is_active=False)
        assert client.get("/coaches/gone/").status_code == 404

    def test_credentials_show_only_when_there_are_any(self, client):
        full_gym()
        assert "Credentials" not in read(client.get("/coaches/maya-ellison/")).text
        Coach.objects.filter(slug="maya-ellison").update(credentials="USAW 1\n\nFirst aid")
        page = read(client.get("/coaches/maya-ellison/"))
        assert [li.text for li in page.one("ul", css="plain").all("li")] == [
            "USAW 1",
            "First aid",
        ]

    def test_staff_notes_never_show(self, client):
        full_gym()
        Coach.objects.update(staff_note="Add the real certification.")
        Question.objects.update(staff_note="Put a price here.")
        for path in ("/", "/coaches/", "/coaches/maya-ellison/", "/questions/"):
            text = read(client.get(path)).text
            assert "certification" not in text and "Put a price" not in text

    def test_the_page_lists_their_open_times_and_articles(self, client):
        full_gym()
        page = read(client.get("/coaches/maya-ellison/")).one("main")
        times = page.one("ul", css="times").all("a")
        assert times
        assert all("at=maya-ellison@" in link.get("href") for link in times)
        button = page.one("a", css="button").get("href")
        assert button == "/free-intro/?coach=maya-ellison"
        assert page.one("section", aria_labelledby=None, css="section").one("h2").text == (
            "Written by Maya"
        )


class TestQuestions:
    def test_stand_in_groups_and_each_can_be_linked_to(self, client):
        for group, question in (("Cost", "A?"), ("Start", "B?"), ("Cost", "C?")):
            Question.objects.create(group=group, question=question, answer="Yes.")
        page = read(client.get("/questions/")).one("main")
        groups = [
            [section.one("h2").text, *[s.text for s in section.all("summary")]]
            for section in page.all("section")
        ]
        assert groups == [["Cost", "A?", "C?"], ["Start", "B?"]]
        first = Question.objects.get(question="A?")
        # Inside the details, where a browser that is sent to it opens them.
        assert page.all("details")[0].one("div", id=f"question-{first.pk}").text == "Yes."

    def test_those_of_the_intro_stand_on_its_page(self, client):
        Question.objects.create(group="The free intro", question="Sweat?", answer="No.")
        Question.objects.create(group="Cost", question="Price?", answer="Ask.")
        page = read(client.get("/how-the-free-intro-works/")).one("main")
        assert [s.text for s in page.all("summary")] == ["Sweat?"]


class TestContact:
    THANKSGIVING = date(2026, 11, 26)

    @pytest.fixture
    def page(self, client):
        gym = make_gym(latitude="40.71278", longitude="-74.00594", arrival="Left door.")
        for weekday in range(5):
            gym.opening_hours.create(weekday=weekday, opens=time(6), closes=time(20))
        SpecialDay.objects.create(on=self.THANKSGIVING, note="Thanksgiving")
        SpecialDay.objects.create(on=date(2026, 1, 1), note="Long past")
        return lambda: read(client.get("/contact/")).one("main")

    @pytest.mark.parametrize(
        ("wall_time", "words"),
        [
            ("2026-11-24T19:59", "Open now, until 8:00 pm."),
            ("2026-11-24T20:00", "Closed now. Opens tomorrow at 6:00 am."),
            ("2026-11-25T23:30", "Closed now. Opens Friday at 6:00 am."),
            ("2026-11-26T12:00", "Closed now. Opens tomorrow at 6:00 am."),
        ],
    )
    def test_the_door_is_told_in_the_gym_s_own_zone(self, page, wall_time, words):
        instant = datetime.fromisoformat(wall_time).replace(tzinfo=ZoneInfo("America/New_York"))
        with time_machine.travel(instant, tick=False):
            assert page().one("p", css="lede").text == words

    def test_days_that_differ_are_listed_until_they_are_past(self, page):
        with time_machine.travel("2026-11-24T12:00:00Z", tick=False):
            rows = [row.text for row in page().all("tr")]
        assert "Thanksgiving, Thursday, November 26 Closed" in [
            " ".join(text.split()) for text in rows
        ]
        assert not any("Long past" in text for text in rows)

    def test_the_way_here_is_a_link_and_no_embedded_map(self, page):
        links = {a.text: a.get("href") for a in page().all("a")}
        assert links["Google Maps"].endswith("query=40.71278%2C-74.00594")
        assert {"Apple Maps", "OpenStreetMap"} <= set(links)
        assert not page().all("iframe")


class TestPlainPages:
    def test_a_page_is_found_at_its_own_word(self, client):
        Page.objects.create(title="Terms", slug="terms", body="<h2>One</h2><p>Two &amp; 3</p>")
        page = read(client.get("/terms/"))
        assert page.one("h1").text == "Terms"
        assert page.one("div", css="prose").one("h2").text == "One"
        assert page.one("meta", name="description").get("content") == "Terms: One Two & 3"

    def test_staff_can_take_it_down(self, client):
        Page.objects.create(title="Terms", slug="terms", is_published=False)
        assert client.get("/terms/").status_code == 404

    def test_no_page_can_hide_one_of_the_site_s_own(self, client):
        Page.objects.create(title="Fake", slug="contact")
        assert read(client.get("/contact/")).one("h1").text == "Come by"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
@pytest.mark.parametrize("path", ["/", "/programs/", "/questions/", "/robots.txt"])
def test_pages_are_only_read(client, method, path):
    assert getattr(client, method)(path).status_code == 405
