"""One's own intro by signed link: looking changes nothing, the form does, once."""

import html
import re
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError
from icalendar import Calendar

from bookings import links, services
from bookings.availability import OpenTimes
from bookings.models import Intro, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW, START, make_gym, make_intro
from tests.bookings.visitor import LATER, SLOT, checked_of, fields_of, post, slots_of

pytestmark = pytest.mark.django_db
MISSED_SLOT = "maya-ellison@2026-11-25T00:00Z"


@pytest.fixture
def intro(client, maya):
    post(client)
    return Intro.objects.get()


@pytest.fixture
def link(intro):
    return f"/free-intro/b/{links.token(intro)}/"


def state():
    """Return everything a link could have changed."""
    return (
        list(Intro.objects.order_by("pk").values()),
        list(OutboxEmail.objects.order_by("pk").values("pk", "state", "send_after")),
    )


class TestLooking:
    def test_it_shows_the_intro_and_other_times(self, client, link):
        page = client.get(link).content.decode()
        assert "Tuesday, November 24, 2026, 5:30\u00a0pm Eastern time (UTC-5)" in page
        assert LATER in slots_of(page)
        assert SLOT not in slots_of(page), "the time it has is no choice"
        assert "?cancel=1" in page

    def test_every_link_of_every_e_mail_can_be_opened_by_scanners(self, client, intro):
        services.move(
            intro=intro,
            open_time=open_time(intro, LATER),
            gym=make_gym(),
            now=NOW,
        )
        before = state()
        found = set()
        for mail in OutboxEmail.objects.exclude(kind__startswith="alert"):
            found |= set(re.findall(r"http://127\.0\.0\.1:8000(/[^\s\"<]*)", mail.text))
            addresses = re.findall(r'href="http://127\.0\.0\.1:8000(/[^"]*)"', mail.html)
            found |= {html.unescape(address) for address in addresses}
        assert len(found) >= 2
        for address in sorted(found):
            for _ in range(25):
                assert client.get(address).status_code == 200
                assert client.head(address).status_code == 200
            client.options(address)
        assert state() == before
        token = f"/free-intro/b/{links.token(intro)}/"
        fields = fields_of(client.get(token, {"cancel": "1"}).content.decode())
        assert client.post(token, fields).status_code == 303
        assert Intro.objects.get().status == Status.CANCELLED

    def test_nor_does_looking_at_any_page_around_it_change_anything(self, client, intro, link):
        before = state()
        for path in (
            f"/free-intro/done/{intro.reference}/",
            f"/free-intro/calendar/{intro.diary.feed_token}.ics",
            f"/free-intro/?at={SLOT}",
            f"{link}?day=2026-12-01",
        ):
            for look in (client.get, client.head, client.options):
                look(path)
        assert state() == before

    def test_nothing_of_it_is_kept_by_anyone_or_compressed(self, client, link):
        answer = client.get(link, headers={"Accept-Encoding": "gzip, br"})
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["Referrer-Policy"] == "same-origin"
        assert "Content-Encoding" not in answer
        assert not client.cookies


class TestMoving:
    def move(self, client, link, **changes):
        page = client.get(link).content.decode()
        return client.post(link, fields_of(page) | {"slot": LATER} | changes)

    def test_it_moves_and_says_so(self, client, link):
        answer = self.move(client, link)
        assert (answer.status_code, answer["Location"]) == (303, link)
        assert Intro.objects.get().starts_at == START + timedelta(minutes=45)
        assert "6:15\u00a0pm" in client.get(link).content.decode()
        kinds = OutboxEmail.objects.values_list("kind", flat=True)
        assert list(kinds).count("moved") == list(kinds).count("alert_moved") == 1

    def test_the_old_link_still_works_after_the_move_until_the_new_end(self, client, link):
        self.move(client, link, slot="maya-ellison@2026-12-01T22:30Z")
        with time_machine.travel(START + timedelta(days=7, minutes=29), tick=False):
            assert client.get(link).status_code == 200
        with time_machine.travel(START + timedelta(days=7, minutes=30), tick=False):
            assert client.get(link).status_code == 404

    def test_a_second_tap_is_no_second_move(self, client, link):
        fields = fields_of(client.get(link).content.decode()) | {"slot": LATER}
        assert client.post(link, fields).status_code == 303
        assert client.post(link, fields).status_code == 303
        assert OutboxEmail.objects.filter(kind="moved").count() == 1

    def test_a_page_that_is_out_of_date_shows_how_it_stands(self, client, link):
        fields = fields_of(client.get(link).content.decode())
        self.move(client, link)
        answer = client.post(link, fields | {"slot": MISSED_SLOT})
        assert answer.status_code == 409
        assert "has changed meanwhile" in answer.content.decode()
        assert Intro.objects.get().starts_at == START + timedelta(minutes=45)

    def test_a_time_somebody_took_leaves_the_old_one(self, client, link, maya):
        page = client.get(link).content.decode()
        make_intro(diary=maya, starts_at=START + timedelta(minutes=45))
        answer = client.post(link, fields_of(page) | {"slot": LATER})
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "Tue 24 Nov, 6:15\u00a0pm is no longer free" in shown
        assert "Your present time is still yours" in shown
        assert checked_of(shown) == MISSED_SLOT
        assert Intro.objects.order_by("pk").first().starts_at == START

    def test_being_told_so_costs_six_queries(
        self, client, link, maya, django_assert_max_num_queries
    ):
        fields = fields_of(client.get(link).text) | {"slot": LATER}
        make_intro(diary=maya, starts_at=START + timedelta(minutes=45))
        with django_assert_max_num_queries(6):
            assert client.post(link, fields).status_code == 409

    def test_one_taken_between_look_and_lock_leaves_it_too(
        self, client, link, maya, monkeypatch
    ):
        def beaten(**arguments):
            make_intro(diary=maya, starts_at=START + timedelta(minutes=45))
            return moves(**arguments)

        moves = services.move
        page = client.get(link).text
        monkeypatch.setattr(services, "move", beaten)
        answer = client.post(link, fields_of(page) | {"slot": LATER})
        assert answer.status_code == 409
        assert LATER not in slots_of(answer.text)
        assert checked_of(answer.text) == MISSED_SLOT

    @pytest.mark.parametrize(
        "slot", ["", "x", '"><script>', "nobody@2026-11-24T23:15Z", "\x00"]
    )
    def test_no_time_is_a_sentence(self, client, link, slot):
        answer = self.move(client, link, slot=slot)
        assert answer.status_code == 422
        assert "Choose a new day and time." in answer.content.decode()
        assert b"<script>" not in answer.content

    @pytest.mark.parametrize("version", ["", "x", "-1", "9" * 50, "٣", None])
    def test_a_broken_version_changes_nothing(self, client, link, version):
        changes = {} if version is None else {"version": version}
        fields = {"act": "move", "slot": LATER} | changes
        assert client.post(link, fields).status_code == 409
        assert Intro.objects.get().starts_at == START

    def test_later_weeks_are_links(self, client, link, maya):
        page = client.get(link, {"day": "2026-12-01"}).content.decode()
        assert slots_of(page)[0] == "maya-ellison@2026-12-01T22:30Z"
        assert client.get(link, {"day": "x\u202e"}).status_code == 200

    def test_from_another_site_nothing_moves(self, client, link):
        fields = fields_of(client.get(link).content.decode()) | {"slot": LATER}
        answer = client.post(link, fields, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert Intro.objects.get().starts_at == START

    def test_a_locked_database_gives_the_form_back(self, client, link, monkeypatch):
        def fails(**arguments):
            raise OperationalError("database is locked")

        monkeypatch.setattr(services, "move", fails)
        answer = self.move(client, link)
        assert answer.status_code == 503
        assert f'action="{link}"' in answer.content.decode()
        assert f'value="{LATER}"' in answer.content.decode()


class TestCancelling:
    def test_it_asks_first(self, client, link):
        page = client.get(link, {"cancel": "1"}).content.decode()
        assert "Nothing changes until you press the button." in page
        assert Intro.objects.get().status == Status.BOOKED

    def test_it_frees_the_time_and_keeps_the_lead(self, client, link):
        fields = fields_of(client.get(link, {"cancel": "1"}).content.decode())
        answer = client.post(link, fields | {"why": "I have the flu.\x00\u202e"})
        assert answer.status_code == 303
        intro = Intro.objects.get()
        assert (intro.status, intro.cancel_reason) == (Status.CANCELLED, "I have the flu.")
        page = client.get(link).content.decode()
        assert "Cancelled" in page
        assert "Was: free intro" in page
        assert SLOT in slots_of(client.get("/free-intro/").content.decode())

    def test_twice_is_the_same_page(self, client, link):
        fields = fields_of(client.get(link, {"cancel": "1"}).content.decode())
        client.post(link, fields)
        answer = client.post(link, fields)
        assert answer.status_code in (200, 303)
        assert OutboxEmail.objects.filter(kind="cancelled").count() == 1

    def test_a_version_that_was_not_shown_is_not_cancelled(self, client, link):
        answer = client.post(link, {"act": "cancel", "version": "7"})
        assert answer.status_code == 409
        assert Intro.objects.get().status == Status.BOOKED


class TestCalendarFile:
    def calendar(self, client, link):
        return Calendar.from_ical(client.get(link + "intro.ics").content)

    def test_it_follows_the_intro(self, client, link):
        first = self.calendar(client, link)
        TestMoving().move(client, link)
        moved = self.calendar(client, link)
        old, new = first.walk("VEVENT")[0], moved.walk("VEVENT")[0]
        assert old["uid"] == new["uid"]
        assert (old["sequence"], new["sequence"]) == (0, 1)
        fields = fields_of(client.get(link, {"cancel": "1"}).content.decode())
        client.post(link, fields)
        off = self.calendar(client, link)
        assert off["method"] == "CANCEL"
        assert off.walk("VEVENT")[0]["sequence"] == 2

    def test_a_request_has_none(self, client, gym):
        waiting = make_intro(status=Status.REQUESTED)
        assert client.get(f"/free-intro/b/{links.token(waiting)}/intro.ics").status_code == 404


class TestOtherStates:
    @pytest.mark.parametrize("status", Status.waiting())
    def test_a_waiting_one_says_so(self, client, gym, status):
        waiting = make_intro(status=status)
        page = client.get(f"/free-intro/b/{links.token(waiting)}/").content.decode()
        assert "Nothing is booked yet" in page

    @pytest.mark.parametrize("outcome", Status.outcomes())
    def test_with_an_outcome_it_is_shown_until_its_end(self, client, intro, link, outcome):
        Intro.objects.update(status=outcome)
        with time_machine.travel(START + timedelta(minutes=10), tick=False):
            page = client.get(link).text
        assert "Tuesday, November 24, 2026, 5:30\u00a0pm" in page
        for offered in ("You are in", "You are booked", "on its way", "Move it", "cancel=1"):
            assert offered not in page

    def test_over_altered_and_unknown_get_one_and_the_same_page(self, client, intro, link):
        unknown = make_intro(status=Status.REQUESTED)
        unknown_link = f"/free-intro/b/{links.token(unknown)}/"
        unknown.delete()
        altered = link.replace(".", "x.", 1)
        addresses = [altered, unknown_link, link]
        addresses += [f"{address}intro.ics" for address in addresses]
        addresses += [
            f"/free-intro/done/{reference}/" for reference in (intro.reference, "a" * 22)
        ]
        addresses.append("/free-intro/calendar/nobodys.ics")
        with time_machine.travel(START + timedelta(hours=1), tick=False):
            pages = [client.get(address) for address in addresses]
            pages += [client.post(address, {"act": "cancel"}) for address in addresses[:3]]
        assert {page.status_code for page in pages} == {404}
        assert len({page.content for page in pages}) == 1


def open_time(intro, value):
    return OpenTimes(zone=make_gym().zone, now=NOW, ignoring=intro).find(value)
