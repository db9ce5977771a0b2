"""The desk's page of one intro: read, mended, moved, added by hand."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bookings import services
from bookings.admin.record import context as record_context
from bookings.models import Intro, IntroNote, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.desk import do, form_of, record, said
from tests.bookings.factories import NOW, PAST, START, make_intro

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=7)


class TestTheRecord:
    def test_it_reads_like_a_record(self, desk, maya):
        intro = make_intro(
            diary=maya, phone="+12125550117", goal="pain", note="Sore <b>back</b>"
        )
        page = desk.get(record(intro)).content.decode()
        for words in (
            "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5)",
            "tel:+12125550117",
            "sms:+12125550117",
            f"mailto:{intro.email}",
            "Train around pain",
            "Reply with times",
        ):
            assert words in page
        assert "Sore &lt;b&gt;back&lt;/b&gt;" in page

    def test_a_typo_is_mended_and_the_confirmation_goes_to_the_new_address(self, desk, maya):
        intro = make_intro(diary=maya, email="sam@forge-fitnes.net")
        answer = desk.post(record(intro), form_of(intro, email="sam@forge-fitness.net"))
        assert answer.status_code == 302
        intro.refresh_from_db()
        assert intro.email == "sam@forge-fitness.net"
        mails = OutboxEmail.objects.about(intro.key)
        assert set(mails.values_list("kind", flat=True)) == {
            "confirmation",
            "alert_changed",
            "reminder_day",
            "reminder_hours",
        }
        to_person = mails.exclude(kind="alert_changed")
        assert all(mail.to == ["sam@forge-fitness.net"] for mail in to_person)

    def test_a_call_needs_a_number(self, desk, maya):
        intro = make_intro(diary=maya)
        answer = desk.post(record(intro), form_of(intro, way="phone"))
        assert "Add the number the coach should call." in answer.text
        intro.refresh_from_db()
        assert intro.way == Intro.Way.IN_PERSON

    def test_saving_nothing_new_mails_nobody(self, desk, maya):
        intro = make_intro(diary=maya)
        desk.post(record(intro), form_of(intro))
        assert not OutboxEmail.objects.exists()

    def test_a_note_is_signed(self, desk, maya):
        intro = make_intro(diary=maya)
        desk.post(record(intro), form_of(intro) | {"notes-0-text": "Prefers mornings."})
        note = IntroNote.objects.get()
        assert (note.text, note.author.username) == ("Prefers mornings.", "admin")

    def test_a_long_story_costs_no_more_queries_than_a_short_one(self, desk, maya, admin_user):
        intro = make_intro(diary=maya)
        desk.get(record(intro))
        counts = []
        for lines in (1, 8):
            for _ in range(lines):
                IntroNote.objects.create(
                    intro=intro, text="Called.", written_at=NOW, author=admin_user
                )
            with CaptureQueriesContext(connection) as queries:
                desk.get(record(intro))
            counts.append(len(queries))
        assert counts[0] == counts[1]

    def test_a_phone_used_twice_is_pointed_out(self, desk, maya):
        make_intro(diary=maya, starts_at=PAST, phone="+12125550117", name="Kim")
        intro = make_intro(diary=maya, phone="+12125550117")
        assert (
            "The same phone number was given by Kim."
            in desk.get(record(intro)).content.decode()
        )

    def test_an_address_booked_twice_is_pointed_out_with_the_way_there(self, desk, maya):
        first = make_intro(diary=maya, email="sam@gmail.com")
        second = make_intro(diary=maya, starts_at=LATER, email="sam@gmail.com")
        said = "The same e-mail address has another intro ahead: "
        assert f'{said}<a href="{record(second)}">Tue 1 Dec, 5:30 pm</a>.' in (
            desk.get(record(first)).text
        )
        assert f'{said}<a href="{record(first)}">Tue 24 Nov, 5:30 pm</a>.' in (
            desk.get(record(second)).text
        )

    def test_so_is_that_of_somebody_who_waits(self, desk, maya):
        """Released, or given a time, it would be a second one as well."""
        make_intro(diary=maya, email="sam@gmail.com")
        for status in Status.waiting():
            waiting = make_intro(status=status, email="sam@gmail.com")
            assert "has another intro ahead" in desk.get(record(waiting)).text

    @pytest.mark.parametrize(
        "other",
        [
            {"starts_at": PAST},
            {"status": Status.CANCELLED},
            {"status": Status.REQUESTED, "starts_at": None},
            {"email": "alex@gmail.com"},
        ],
    )
    def test_what_is_no_other_intro_ahead_is_not(self, desk, maya, other):
        intro = make_intro(diary=maya, email="sam@gmail.com")
        make_intro(**{"diary": maya, "starts_at": LATER, "email": intro.email} | other)
        assert "another intro ahead" not in desk.get(record(intro)).text

    def test_two_without_an_address_share_none(self, desk, maya):
        intro = make_intro(diary=maya, email="", phone="+12125550117")
        make_intro(diary=maya, starts_at=LATER, email="", phone="+12125550118")
        assert "another intro ahead" not in desk.get(record(intro)).text

    def test_a_time_outside_the_hours_is_pointed_out(self, desk, maya):
        intro = make_intro(diary=maya)
        assert "present hours" not in desk.get(record(intro)).content.decode()
        maya.weekly_hours.all().delete()
        page = desk.get(record(intro)).content.decode()
        assert "outside Maya&#x27;s present hours" in page or "outside Maya's" in page

    def test_a_raised_two_is_no_number(self, desk, gym, maya):
        assert record_context("\u00b2", gym) == {}
        assert do(desk, make_intro(diary=maya), "hand_over", diary="\u00b2").status_code == 404

    def test_one_that_is_not_there_sends_back_to_the_list(self, desk):
        for pk in ("99", "x", "9" * 40):
            assert desk.get(f"/admin/bookings/intro/{pk}/change/").status_code == 302


class TestMovingAtTheDesk:
    def test_to_an_open_time(self, desk, maya):
        intro = make_intro(diary=maya)
        do(desk, intro, "move", time="maya-ellison@2026-11-24T23:15Z", version=intro.version)
        intro.refresh_from_db()
        assert intro.starts_at == START + timedelta(minutes=45)

    def test_the_time_it_has_is_marked_among_the_others(self, desk, maya):
        page = desk.get(record(make_intro(diary=maya))).text
        assert ">Tue 24 Nov, 5:30 pm, Maya Ellison, as it is now<" in page
        assert ">Tue 24 Nov, 6:15 pm, Maya Ellison<" in page
        assert page.count("as it is now") == 1

    def test_the_time_a_cancelled_one_had_is_one_like_the_others(self, desk, gym, maya):
        intro = services.cancel(intro=make_intro(diary=maya), gym=gym, now=NOW)
        page = desk.get(record(intro)).text
        assert ">Tue 24 Nov, 5:30 pm, Maya Ellison<" in page
        assert "as it is now" not in page

    def test_to_any_time_that_was_agreed(self, desk, maya):
        intro = make_intro(diary=maya)
        answer = do(desk, intro, "move", day="2026-11-29", clock="08:00", diary=maya.pk)
        intro.refresh_from_db()
        assert intro.starts_at.isoformat() == "2026-11-29T13:00:00+00:00"
        assert "They are told by e-mail" in said(answer)

    def test_of_sample_content_tells_nobody_and_says_so(self, desk, maya):
        intro = make_intro(diary=maya, is_sample=True)
        answer = do(desk, intro, "move", time="maya-ellison@2026-11-24T23:15Z")
        assert "sample content, so nobody is mailed" in said(answer)
        assert not OutboxEmail.objects.exists()

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({}, "Choose an open time"),
            ({"day": "2026-11-20", "clock": "08:00"}, "That time is past."),
            ({"day": "2027-03-14", "clock": "02:30"}, "the clock skips this hour"),
            ({"day": "x", "clock": "y"}, "Enter a valid"),
            ({"time": "nobody@x"}, "just been taken"),
        ],
    )
    def test_nonsense_is_a_sentence(self, desk, maya, data, sentence):
        intro = make_intro(diary=maya)
        answer = do(desk, intro, "move", **data | {"diary": maya.pk})
        assert sentence in said(answer)

    def test_not_onto_another_intro(self, desk, maya):
        make_intro(diary=maya, starts_at=START + timedelta(days=1))
        intro = make_intro(diary=maya)
        answer = do(desk, intro, "move", day="2026-11-25", clock="17:45", diary=maya.pk)
        assert "just been taken" in said(answer)

    def test_not_to_a_time_a_visitor_was_quicker_to_take(self, desk, maya):
        intro = make_intro(diary=maya)
        make_intro(diary=maya, starts_at=START + timedelta(minutes=45))
        answer = do(desk, intro, "move", time="maya-ellison@2026-11-24T23:15Z")
        assert said(answer) == f"{intro.name}: That time has just been taken."

    @pytest.mark.parametrize("how", ["chosen", "typed"])
    def test_the_time_it_has_is_no_move(self, desk, maya, how):
        intro = make_intro(diary=maya)
        chosen = {"time": "maya-ellison@2026-11-24T22:30Z"}
        typed = {"day": "2026-11-24", "clock": "17:30", "diary": maya.pk}
        data = chosen if how == "chosen" else typed
        answer = do(desk, intro, "move", version=intro.version, **data)
        assert said(answer) == f"{intro.name}: that is the time it has. Nothing was changed."
        was = (intro.version, intro.sequence)
        intro.refresh_from_db()
        assert (intro.version, intro.sequence) == was
        assert not OutboxEmail.objects.exists()
        assert not IntroNote.objects.exists()

    @pytest.mark.parametrize("status", [Status.BOOKED, Status.REQUESTED])
    def test_a_second_tap_is_told_that_it_has_the_time(self, desk, maya, status):
        intro = make_intro(diary=maya, status=status)
        data = {"time": "maya-ellison@2026-11-24T23:15Z", "version": intro.version}
        do(desk, intro, "move", **data)
        mails = OutboxEmail.objects.count()
        answer = do(desk, intro, "move", **data)
        assert said(answer) == f"{intro.name}: that is the time it has. Nothing was changed."
        assert OutboxEmail.objects.count() == mails

    def test_it_is_handed_to_another_coach_from_its_page(self, desk, maya, marcus):
        intro = make_intro(diary=maya)
        offered = desk.get(record(intro)).text.partition('name="diary" id="hand_to"')[2]
        assert re.findall(r'<option value="(\d+)"', offered.partition("</select>")[0]) == [
            str(marcus.pk)
        ]
        answer = do(desk, intro, "hand_over", diary=marcus.pk)
        intro.refresh_from_db()
        assert (intro.diary, intro.starts_at) == (marcus, START)
        assert "Marcus Tran takes over. They are told by e-mail." in said(answer)

    def test_two_people_at_once_do_not_undo_each_other(self, desk, maya):
        intro = make_intro(diary=maya)
        shown = intro.version
        do(desk, intro, "move", time="maya-ellison@2026-11-24T23:15Z", version=shown)
        assert "has changed meanwhile" in said(do(desk, intro, "cancel", version=shown))

    @pytest.mark.parametrize("version", ["9" * 5000, "٣", "x", ""])
    def test_a_broken_version_is_no_present_one(self, desk, maya, version):
        intro = make_intro(diary=maya)
        assert "has changed meanwhile" in said(do(desk, intro, "cancel", version=version))
        intro.refresh_from_db()
        assert intro.status == Status.BOOKED

    def test_a_request_is_given_a_time(self, desk, maya):
        intro = make_intro(status=Status.REQUESTED)
        do(desk, intro, "move", time="maya-ellison@2026-11-24T22:30Z")
        intro.refresh_from_db()
        assert (intro.status, intro.diary, intro.starts_at) == (Status.BOOKED, maya, START)
        assert OutboxEmail.objects.about(intro.key).filter(kind="confirmation").exists()

    def test_somebody_without_an_address_has_to_be_called(self, desk, maya):
        intro = make_intro(status=Status.REQUESTED, email="", phone="+12125550117")
        answer = do(desk, intro, "move", time="maya-ellison@2026-11-24T22:30Z")
        assert "They have no e-mail address: call them." in said(answer)
        kinds = OutboxEmail.objects.about(intro.key).values_list("kind", flat=True)
        assert set(kinds) == {"alert"}

    def test_a_request_is_marked_as_answered(self, desk, maya):
        intro = make_intro(status=Status.REQUESTED)
        do(desk, intro, "answer")
        assert not Intro.objects.requests_waiting().exists()


class TestAddingByHand:
    def add(self, desk, **changes):
        address = reverse("admin:bookings_intro_add")
        data = form_of(Intro(name="Kim Lee", email="kim@forge-fitness.net"), **changes)
        data["key"] = re.search(r'name="key" value="([^"]+)"', desk.get(address).text)[1]
        return desk.post(address, data | changes, follow=True)

    def test_with_an_open_time_it_is_booked(self, desk, maya):
        answer = self.add(desk, time="maya-ellison@2026-11-24T22:30Z")
        intro = Intro.objects.get()
        assert (intro.status, intro.starts_at) == (Status.BOOKED, START)
        assert "Booked. They are told by e-mail." in said(answer)
        kinds = OutboxEmail.objects.about(intro.key).order_by("pk").values_list("kind", flat=1)
        assert list(kinds) == ["confirmation", "alert", "reminder_day", "reminder_hours"]

    def test_who_has_an_intro_ahead_gets_a_request_as_on_the_page(self, desk, maya):
        make_intro(diary=maya, email="kim@forge-fitness.net")
        self.add(desk, time="maya-ellison@2026-11-24T23:15Z")
        second = Intro.objects.latest("pk")
        assert (second.status, second.wished_diary) == (Status.REQUESTED, maya)

    @pytest.mark.parametrize("time", ["maya-ellison@2026-11-24T22:30Z", ""])
    def test_a_double_click_is_one_intro(self, desk, maya, time):
        key = "6a4b1fb4-3d3c-4a5e-9c5d-0a3c5f6f7a11"
        first, second = (self.add(desk, time=time, key=key) for _ in range(2))
        assert first.redirect_chain == second.redirect_chain
        assert Intro.objects.count() == 1

    def test_a_time_a_visitor_was_quicker_to_take_is_said_to_be(self, desk, maya):
        make_intro(diary=maya)
        answer = self.add(desk, time="maya-ellison@2026-11-24T22:30Z")
        errors = answer.context["adminform"].form.errors
        assert errors == {"time": ["That time has just been taken."]}
        assert Intro.objects.count() == 1

    def test_without_one_it_is_a_request(self, desk, maya):
        self.add(desk, time="")
        assert Intro.objects.get().status == Status.REQUESTED
