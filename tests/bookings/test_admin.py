"""The desk's pages of intros and hours, used as staff use them: over HTTP, signed in."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from bookings.admin.record import context as record_context
from bookings.models import Diary, Intro, IntroNote, IntroPolicy, Status, TimeOff, WeeklyHours
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import LENGTH, NOW, START, make_diary, make_intro

pytestmark = pytest.mark.django_db
LIST = "admin:bookings_intro_changelist"
PAST = START - timedelta(days=7)


@pytest.fixture
def desk(admin_client, maya):
    return admin_client


def record(intro):
    return reverse("admin:bookings_intro_change", args=[intro.pk])


def do(client, intro, act, **data):
    address = reverse("admin:bookings_intro_do", args=[intro.pk, act])
    return client.post(address, data, follow=True)


def said(answer):
    return " ".join(str(message) for message in answer.context["messages"])


class TestTheList:
    def test_it_shows_what_one_decides_by(self, desk, maya):
        make_intro(diary=maya, phone="+12125550117", campaign="newsletter")
        page = desk.get(reverse(LIST)).content.decode()
        for words in ("Tue 24 Nov, 5:30 pm", "Sam Rivera", "Booked", "(212) 555-0117", "Maya"):
            assert words in page
        assert "newsletter" in page

    def test_buttons_fit_the_state(self, desk, maya):
        past = make_intro(diary=maya, starts_at=PAST)
        ahead = make_intro(diary=maya)
        page = desk.get(reverse(LIST)).content.decode()
        acts = re.findall(r"/intro/(\d+)/do/(\w+)/\?back=list", page)
        assert {act for pk, act in acts if pk == str(past.pk)} == {
            "attended",
            "no_show",
            "joined",
            "not_now",
        }
        assert {act for pk, act in acts if pk == str(ahead.pk)} == {
            "cancel",
        }

    @pytest.mark.parametrize(
        ("stage", "names"),
        [
            ("ahead", {"Ahead"}),
            ("requests", {"Waiting"}),
            ("outcome", {"Past"}),
            ("held", {"Held"}),
            ("outside", {"Ahead"}),
        ],
    )
    def test_it_is_narrowed_by_what_is_to_be_done(self, desk, maya, stage, names):
        make_intro(name="Ahead", diary=maya, starts_at=START + timedelta(days=1))
        make_intro(name="Past", diary=maya, starts_at=PAST)
        make_intro(name="Waiting", status=Status.REQUESTED)
        make_intro(name="Answered", status=Status.REQUESTED, answered_at=NOW)
        make_intro(name="Held", status=Status.QUARANTINED)
        answer = desk.get(reverse(LIST), {"stage": stage})
        assert {intro.name for intro in answer.context["cl"].result_list} == names

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({}, {"Asked"}),
            ({"status__exact": "quarantined"}, {"Held"}),
            ({"q": "held"}, {"Held"}),
        ],
    )
    def test_what_is_held_back_stands_in_the_list_only_when_asked_for(self, desk, query, names):
        make_intro(name="Asked", status=Status.REQUESTED)
        make_intro(name="Held", status=Status.QUARANTINED)
        answer = desk.get(reverse(LIST), query)
        assert {intro.name for intro in answer.context["cl"].result_list} == names

    def test_a_burst_of_spam_is_counted_and_one_tap_away(self, desk):
        assert "Held back:" not in desk.get(reverse(LIST)).content.decode()
        for _ in range(60):
            make_intro(name="Held", status=Status.QUARANTINED)
        page = desk.get(reverse(LIST)).content.decode()
        assert f'<a href="{reverse(LIST)}?stage=held">Held back: 60</a>' in page
        assert "All but those held back" in page

    def test_who_waits_comes_first_then_the_latest_time_then_those_without(self, desk, maya):
        make_intro(name="Closed", status=Status.CANCELLED)
        make_intro(name="Past", diary=maya, starts_at=PAST)
        make_intro(name="Ahead", diary=maya)
        make_intro(name="Waits", status=Status.REQUESTED)
        rows = desk.get(reverse(LIST)).context["cl"].result_list
        assert [intro.name for intro in rows] == ["Waits", "Ahead", "Past", "Closed"]

    def test_it_does_not_cost_more_with_more_rows(
        self, desk, maya, django_assert_max_num_queries
    ):
        for number in range(30):
            make_intro(diary=maya, starts_at=START + number * LENGTH)
        with django_assert_max_num_queries(16):
            desk.get(reverse(LIST))

    def test_nothing_can_be_deleted(self, desk, maya):
        intro = make_intro(diary=maya)
        address = reverse("admin:bookings_intro_delete", args=[intro.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [intro.pk], "post": "yes"}
        desk.post(reverse(LIST), data)
        assert Intro.objects.filter(pk=intro.pk).exists()

    def test_several_can_be_marked_at_once(self, desk, maya):
        intros = [make_intro(diary=maya, starts_at=PAST + n * LENGTH) for n in range(2)]
        data = {"action": "mark_attended", "_selected_action": [i.pk for i in intros]}
        desk.post(reverse(LIST), data)
        assert set(Intro.objects.values_list("status", flat=True)) == {Status.ATTENDED}


class TestOutcomes:
    @pytest.mark.parametrize("status", Status.outcomes())
    def test_each_is_one_tap_and_leaves_a_line(self, desk, maya, status):
        intro = make_intro(diary=maya, starts_at=PAST)
        do(desk, intro, status.value)
        intro.refresh_from_db()
        assert intro.status == status
        assert IntroNote.objects.get().text == f"Marked as “{status.label}”."
        assert IntroNote.objects.get().author.username == "admin"

    def test_looking_at_the_address_changes_nothing(self, desk, maya):
        intro = make_intro(diary=maya, starts_at=PAST)
        desk.get(reverse("admin:bookings_intro_do", args=[intro.pk, "attended"]))
        intro.refresh_from_db()
        assert intro.status == Status.BOOKED

    def test_until_it_begins_it_can_be_cancelled_and_nothing_has_come_of_it(self, desk, maya):
        intro = make_intro(diary=maya)
        page = desk.get(record(intro)).content.decode()
        assert set(re.findall(rf"/intro/{intro.pk}/do/(\w+)/", page)) == {"move", "cancel"}
        assert "has not begun yet" in said(do(desk, intro, "joined"))

    def test_an_unknown_act_is_not_found(self, desk, maya):
        assert do(desk, make_intro(diary=maya), "explode").status_code == 404

    def test_nobody_acts_without_signing_in(self, client, maya):
        intro = make_intro(diary=maya, starts_at=PAST)
        assert "login" in do(client, intro, "attended").redirect_chain[0][0]
        intro.refresh_from_db()
        assert intro.status == Status.BOOKED


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

    def test_saving_nothing_new_mails_nobody(self, desk, maya):
        intro = make_intro(diary=maya)
        desk.post(record(intro), form_of(intro))
        assert not OutboxEmail.objects.exists()

    def test_a_note_is_signed(self, desk, maya):
        intro = make_intro(diary=maya)
        desk.post(record(intro), form_of(intro) | {"notes-0-text": "Prefers mornings."})
        note = IntroNote.objects.get()
        assert (note.text, note.author.username) == ("Prefers mornings.", "admin")

    def test_a_phone_used_twice_is_pointed_out(self, desk, maya):
        make_intro(diary=maya, starts_at=PAST, phone="+12125550117", name="Kim")
        intro = make_intro(diary=maya, phone="+12125550117")
        assert (
            "The same phone number was given by Kim."
            in desk.get(record(intro)).content.decode()
        )

    def test_a_time_outside_the_hours_is_pointed_out(self, desk, maya):
        intro = make_intro(diary=maya)
        assert "present hours" not in desk.get(record(intro)).content.decode()
        maya.weekly_hours.all().delete()
        page = desk.get(record(intro)).content.decode()
        assert "outside Maya&#x27;s present hours" in page or "outside Maya's" in page

    def test_a_raised_two_is_no_number(self, desk, maya):
        assert record_context("\u00b2") == {}
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

    def test_to_any_time_that_was_agreed(self, desk, maya):
        intro = make_intro(diary=maya)
        answer = do(desk, intro, "move", day="2026-11-29", clock="08:00", diary=maya.pk)
        intro.refresh_from_db()
        assert intro.starts_at.isoformat() == "2026-11-29T13:00:00+00:00"
        assert "They are told by e-mail" in said(answer)

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({}, "Choose an open time"),
            ({"day": "2026-11-20", "clock": "08:00"}, "That time is past."),
            ({"day": "2027-03-14", "clock": "02:30"}, "the clock skips this hour"),
            ({"day": "x", "clock": "y"}, "Enter a valid"),
            ({"time": "nobody@x"}, "Select a valid choice"),
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

    def test_two_people_at_once_do_not_undo_each_other(self, desk, maya):
        intro = make_intro(diary=maya)
        shown = intro.version
        do(desk, intro, "move", time="maya-ellison@2026-11-24T23:15Z", version=shown)
        assert "has changed meanwhile" in said(do(desk, intro, "cancel", version=shown))

    def test_a_request_is_given_a_time(self, desk, maya):
        intro = make_intro(status=Status.REQUESTED)
        do(desk, intro, "move", time="maya-ellison@2026-11-24T22:30Z")
        intro.refresh_from_db()
        assert (intro.status, intro.diary, intro.starts_at) == (Status.BOOKED, maya, START)
        assert OutboxEmail.objects.about(intro.key).filter(kind="confirmation").exists()

    def test_a_request_is_marked_as_answered(self, desk, maya):
        intro = make_intro(status=Status.REQUESTED)
        do(desk, intro, "answer")
        assert not Intro.objects.requests_waiting().exists()


class TestAddingByHand:
    def add(self, desk, **changes):
        data = form_of(Intro(name="Kim Lee", email="kim@forge-fitness.net"), **changes)
        return desk.post(reverse("admin:bookings_intro_add"), data | changes, follow=True)

    def test_with_an_open_time_it_is_booked(self, desk, maya):
        answer = self.add(desk, time="maya-ellison@2026-11-24T22:30Z")
        intro = Intro.objects.get()
        assert (intro.status, intro.starts_at) == (Status.BOOKED, START)
        assert "The confirmation is on its way." in said(answer)

    def test_without_one_it_is_a_request(self, desk, maya):
        self.add(desk, time="")
        assert Intro.objects.get().status == Status.REQUESTED


class TestHours:
    def address(self, diary):
        return reverse("admin:bookings_diary_change", args=[diary.pk])

    def save(self, desk, diary, *stretches):
        data = {"is_open": "on"}
        for prefix in ("weekly_hours", "extra_hours", "time_off"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        data["weekly_hours-TOTAL_FORMS"] = len(stretches)
        for number, (weekday, opens, closes) in enumerate(stretches):
            data |= {
                f"weekly_hours-{number}-weekday": weekday,
                f"weekly_hours-{number}-opens": opens,
                f"weekly_hours-{number}-closes": closes,
            }
        return desk.post(self.address(diary), data, follow=True)

    def test_the_page_previews_two_weeks(self, desk, maya):
        page = desk.get(self.address(maya)).content.decode()
        assert "Tue 24 Nov</b> 5:30 pm, 6:15 pm, 7:00 pm" in page
        assert "Tue 1 Dec" in page
        assert "Tue 8 Dec" not in page

    def test_hours_are_added_on_it(self, desk, gym):
        diary = make_diary("Marcus Tran")
        self.save(desk, diary, (1, "07:00", "09:00"))
        assert [str(hours) for hours in WeeklyHours.objects.filter(diary=diary)] == [
            "Tuesday, 7:00 am to 9:00 am"
        ]

    def test_overlapping_and_too_short_hours_are_pointed_out(self, desk, gym):
        diary = make_diary("Marcus Tran")
        answer = self.save(
            desk, diary, (1, "07:00", "09:00"), (1, "08:00", "10:00"), (2, "07:00", "07:10")
        )
        assert "overlap" in said(answer)
        assert "too short for an intro of 30 minutes" in said(answer)

    def test_hours_that_end_before_they_begin_are_a_sentence(self, desk, gym):
        page = self.save(desk, make_diary("Marcus Tran"), (1, "09:00", "07:00"))
        assert "must be later than" in page.content.decode()

    def test_a_booked_intro_outside_the_new_hours_stays_and_is_named(self, desk, gym):
        diary = make_diary("Marcus Tran")
        intro = make_intro(diary=diary)
        assert "It stays booked." in said(self.save(desk, diary, (1, "07:00", "09:00")))
        intro.refresh_from_db()
        assert intro.starts_at == START

    def test_the_list_shows_who_has_no_open_time(self, desk, maya):
        make_diary("Marcus Tran")
        page = desk.get(reverse("admin:bookings_diary_changelist")).content.decode()
        assert "Tue 24 Nov, 5:30 pm" in page
        assert ">None<" in page

    def test_a_diary_cannot_be_deleted(self, desk, maya):
        address = reverse("admin:bookings_diary_delete", args=[maya.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 403
        assert Diary.objects.exists()

    def test_the_whole_gym_can_be_off(self, desk, maya):
        address = reverse("admin:bookings_timeoff_add")
        data = {"starts_on": "2026-11-24", "ends_on": "2026-11-24"}
        assert desk.post(address, data).status_code == 302
        assert TimeOff.objects.get().diary is None
        wrong = data | {"ends_on": "2026-11-23"}
        assert "cannot be before" in desk.post(address, wrong).content.decode()


class TestPolicy:
    def test_the_one_row_opens_at_once_and_is_saved(self, desk):
        answer = desk.get(reverse("admin:bookings_intropolicy_changelist"), follow=True)
        assert answer.status_code == 200
        data = {
            "length_minutes": 20,
            "buffer_before": 0,
            "buffer_after": 10,
            "notice_hours": 2,
            "days_ahead": 14,
            "most_per_day": "",
            "in_person": "on",
        }
        address = reverse("admin:bookings_intropolicy_change", args=[1])
        desk.post(address, data)
        assert IntroPolicy.objects.current().length_minutes == 20
        page = desk.post(address, data | {"in_person": ""}).content.decode()
        assert "Offer at least one way to meet." in page


def form_of(intro, **changes):
    """Return what the page of `intro` posts when it is saved."""
    fields = {
        name: getattr(intro, name) for name in ("name", "email", "phone", "way", "goal", "note")
    }
    notes = {"notes-TOTAL_FORMS": 1, "notes-INITIAL_FORMS": 0, "notes-0-text": ""}
    return fields | notes | changes
