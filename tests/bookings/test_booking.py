"""The booking page from the first look to the thank-you page, once and again."""

from datetime import timedelta

import pytest

from bookings import links
from bookings.models import Intro, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import START, make_intro
from tests.bookings.visitor import (
    BOOK,
    LATER,
    SLOT,
    fields_of,
    get,
    post,
    slots_of,
    typed,
)

pytestmark = pytest.mark.django_db


class TestTheWholeWay:
    def test_from_the_page_to_the_row_and_the_e_mails(self, client, maya):
        _, page = get(client)
        answer = client.post(
            BOOK, typed(slot=slots_of(page)[0]) | fields_of(page), follow=False
        )
        assert answer.status_code == 303
        intro = Intro.objects.get()
        assert (intro.status, intro.diary, intro.starts_at) == (Status.BOOKED, maya, START)
        assert intro.ends_at - intro.starts_at == timedelta(minutes=30)
        assert (intro.name, intro.email) == ("Sam Rivera", "sam.rivera@forge-fitness.net")
        assert (intro.phone, intro.goal) == ("+12125550117", "pain")
        assert intro.note == "Lower back has been sore since spring."
        assert str(intro.submission_key) == fields_of(page)["key"]
        kinds = OutboxEmail.objects.about(intro.key).order_by("pk").values_list("kind", flat=1)
        assert list(kinds) == ["confirmation", "alert", "reminder_day", "reminder_hours"]

    def test_coach_and_instant_posted_are_what_is_booked(self, client, maya, marcus):
        """Also where the page would now offer the same hour with somebody else."""
        offered = slots_of(get(client)[1])
        assert SLOT in offered and "marcus-tran@2026-11-24T22:30Z" not in offered
        post(client, slot="marcus-tran@2026-11-24T22:30Z")
        intro = Intro.objects.get()
        assert (intro.diary, intro.starts_at) == (marcus, START)

    def test_the_thank_you_page_says_it_all(self, client, maya):
        answer, page = get(client, post(client)["Location"])
        assert answer.status_code == 200
        for words in (
            "You are in, Sam",
            "Tue 24 Nov",
            "Tuesday, November 24, 2026, 5:30\u00a0pm Eastern time (UTC-5)",
            "Maya Ellison",
            "123 Example Street",
            "(555) 555-0142",
            "sam.rivera@forge-fitness.net",
            "intro.ics",
        ):
            assert words in page
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]

    def test_it_does_not_promise_mail_to_an_address_nobody_owns(self, client, maya):
        location = post(client, email="sam@example.com")["Location"]
        assert "sam@example.com cannot receive email" in get(client, location)[1]

    def test_only_name_and_email_are_needed(self, client, maya):
        answer = post(client, phone="", goal=None, note="", key=None)
        assert answer.status_code == 303

    def test_no_cookie_is_set_anywhere(self, client, maya):
        location = post(client)["Location"]
        client.get(BOOK)
        client.get(location)
        assert not client.cookies

    def test_the_calendar_file_can_be_had_from_the_page(self, client, maya):
        _, page = get(client, post(client)["Location"])
        path = page.split("intro.ics")[0].rpartition('href="')[2] + "intro.ics"
        answer = client.get(path)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert b"DTSTART:20261124T223000Z" in answer.content


class TestTheSameFormTwice:
    def test_shows_the_same_intro_and_mails_nobody_again(self, client, maya):
        data = typed()
        first, second = client.post(BOOK, data), client.post(BOOK, data)
        assert first["Location"] == second["Location"]
        assert (first.status_code, second.status_code) == (303, 303)
        assert Intro.objects.count() == 1
        assert OutboxEmail.objects.alerts().count() == 1

    def test_also_if_something_else_was_chosen_meanwhile(self, client, maya):
        data = typed()
        first = client.post(BOOK, data)
        assert client.post(BOOK, data | {"slot": LATER})["Location"] == first["Location"]
        assert Intro.objects.get().starts_at == START

    def test_also_for_a_request(self, client, maya):
        data = typed(ask="1")
        assert client.post(BOOK, data)["Location"] == client.post(BOOK, data)["Location"]
        assert Intro.objects.count() == 1


class TestNoTimeSuits:
    def test_the_request_is_kept_and_the_gym_told(self, client, maya):
        answer = post(
            client, ask="1", slot=None, days=["Tuesday", "Thursday"], hours=["After work"]
        )
        intro = Intro.objects.get()
        assert (intro.status, intro.starts_at) == (Status.REQUESTED, None)
        assert (intro.wished_days, intro.wished_hours) == ("Tuesday, Thursday", "After work")
        page = get(client, answer["Location"])[1]
        assert "Nothing is booked yet" in page
        assert "Tuesday, Thursday" in page
        alert = OutboxEmail.objects.get()
        assert (alert.kind, alert.to) == ("alert_request", ["desk@forge-fitness.net"])
        assert "Suits them: Tuesday, Thursday" in alert.text

    def test_the_link_to_it_keeps_the_article(self, client, maya):
        page = get(client, ask="1", **{"from": "back-pain"})[1]
        assert "When suits you?" in page
        assert fields_of(page)["source"] == "back-pain"

    def test_days_nobody_knows_are_a_mistake_not_a_crash(self, client, maya):
        assert post(client, ask="1", days=["Someday"]).status_code == 422


class TestTheSecondTime:
    def test_the_same_address_gets_a_request_that_a_coach_confirms(self, client, maya):
        make_intro(diary=maya, email="sam.rivera@forge-fitness.net")
        answer = post(client, slot=LATER, email="Sam.Rivera@Forge-Fitness.net")
        second = Intro.objects.latest("pk")
        assert (second.status, second.wished_diary) == (Status.REQUESTED, maya)
        assert second.wished_at == START + timedelta(minutes=45)
        page = get(client, answer["Location"])[1]
        assert "Nothing is booked yet" in page
        assert "5:30" not in page, "nothing of the first one is shown"

    def test_capital_letters_make_nobody_else_of_them(self, client, maya):
        for slot, email in ((SLOT, "SAM@Forge-Fitness.net"), (LATER, "sam@forge-fitness.net")):
            post(client, slot=slot, email=email)
        statuses = Intro.objects.order_by("pk").values_list("status", flat=True)
        assert list(statuses) == [Status.BOOKED, Status.REQUESTED]

    def test_the_link_to_the_first_goes_to_the_address_alone(self, client, maya):
        first = make_intro(diary=maya, email="sam.rivera@forge-fitness.net")
        location = post(client, slot=LATER)["Location"]
        mail = OutboxEmail.objects.get(kind="already")
        assert (mail.to, mail.about) == (["sam.rivera@forge-fitness.net"], first.key)
        assert links.manage_url(first) in mail.text
        assert links.token(first) not in get(client, location)[1]

    def test_the_same_phone_is_no_obstacle_and_staff_alone_are_told(self, client, maya):
        make_intro(diary=maya, email="kim@forge-fitness.net", phone="+12125550117")
        location = post(client, slot=LATER, phone="(212) 555-0117")["Location"]
        intro = Intro.objects.latest("pk")
        assert (intro.phone, intro.status) == ("+12125550117", Status.BOOKED)
        said = "Someone else gave the same phone number before."
        mails = OutboxEmail.objects.about(intro.key)
        assert said in mails.get(kind="alert").text
        for mail in mails.exclude(kind="alert"):
            assert said not in mail.text + mail.html
        assert said not in get(client, location)[1]

    def test_an_intro_that_is_over_is_no_obstacle(self, client, maya):
        make_intro(
            diary=maya,
            email="sam.rivera@forge-fitness.net",
            starts_at=START - timedelta(days=7),
        )
        post(client)
        assert Intro.objects.latest("pk").status == Status.BOOKED
