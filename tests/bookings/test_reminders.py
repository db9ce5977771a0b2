"""When reminders go out, until when they may, and what they say of the day."""

from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from bookings import emails, reminders, services
from forge_site.gym.models import Gym
from forge_site.outbox.models import OutboxEmail
from tests.bookings.acts import find
from tests.bookings.factories import LENGTH, NOW, START, make_intro

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


class TestReminders:
    @pytest.mark.parametrize(
        ("starts", "day", "hours"),
        [
            # 5:30 pm on a Tuesday: 5:30 pm on Monday, and 2:30 pm.
            ("2026-11-24T22:30", "2026-11-23T22:30", "2026-11-24T19:30"),
            # 6:30 am: would be night, so at 7 the day before and not at 3:30 am.
            ("2026-11-25T11:30", "2026-11-24T12:00", None),
            # 10 am: 10 am the day before, and 7 am sharp.
            ("2026-11-25T15:00", "2026-11-24T15:00", "2026-11-25T12:00"),
            # 9:30 pm: the evening before at 8:30, and 6:30 pm.
            ("2026-11-26T02:30", "2026-11-25T01:30", "2026-11-25T23:30"),
            # 9 pm sharp is night: 8:30 the evening before, and 6 pm.
            ("2026-11-26T02:00", "2026-11-25T01:30", "2026-11-25T23:00"),
            # Midnight: at 7 the day before, and not at 9 pm sharp.
            ("2026-11-26T05:00", "2026-11-25T12:00", None),
            # 7 am: 7 am sharp the day before, and not at 4 am.
            ("2026-11-25T12:00", "2026-11-24T12:00", None),
        ],
    )
    def test_when_they_go_out(self, starts, day, hours):
        def utc(text):
            return text and datetime.fromisoformat(text).replace(tzinfo=UTC)

        due = reminders.due(utc(starts), NEW_YORK, NOW)
        assert (due.get("reminder_day"), due.get("reminder_hours")) == (utc(day), utc(hours))

    def test_the_day_before_a_clock_change_has_the_same_wall_time(self):
        """8 March 2026: 10 am is 14:00 UTC, the day before it was 15:00."""
        starts = datetime(2026, 3, 8, 14, 0, tzinfo=UTC)
        due = reminders.due(starts, NEW_YORK, starts - timedelta(days=3))
        assert due["reminder_day"] == datetime(2026, 3, 7, 15, 0, tzinfo=UTC)

    def test_none_that_would_be_late(self, gym, maya):
        intro = make_intro(diary=maya)
        for hours, count in ((25, 2), (23, 1), (2, 0), (-1, 0)):
            now = START - timedelta(hours=hours)
            assert len(emails.reminders_of(intro, gym, now)) == count

    def test_they_are_pointless_at_night_and_after_the_start(self, gym, maya):
        """A mail server that is back at 9 pm sends none: at night none, later a wrong day."""
        day, hours = emails.reminders_of(make_intro(diary=maya), gym, NOW)
        assert day.send_before == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
        assert hours.send_before == START
        late = make_intro(diary=maya, starts_at=datetime(2026, 11, 26, 4, 0, tzinfo=UTC))
        _, hours = emails.reminders_of(late, gym, NOW)
        assert hours.send_after == datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
        assert hours.send_before == datetime(2026, 11, 26, 2, 0, tzinfo=UTC)

    def test_they_say_which_day_it_is_when_they_arrive(self, gym, maya):
        day, hours = emails.reminders_of(make_intro(diary=maya), gym, NOW)
        assert day.subject == "Tomorrow: your free intro at 5:30 pm"
        assert hours.subject == "Today: your free intro at 5:30 pm"


def planned(intro):
    """Return {kind: the reminder of `intro` that waits}."""
    waiting = OutboxEmail.objects.about(intro.key).unsent()
    return {mail.kind: mail for mail in waiting.filter(kind__startswith="reminder")}


class TestOtherFacts:
    """
    What reminders say is set at the desk, the zone as well.

    5:30 pm in New York is 10:30 pm in London, one instant.
    """

    @pytest.fixture
    def save(self, desk):
        """A function that saves a row's page at the desk with some changes."""

        def save(row, **changes):
            address = reverse(f"admin:gym_{row._meta.model_name}_change", args=[row.pk])
            form = desk.get(address).context["adminform"].form
            typed = {name: form[name].value() or "" for name in form.fields}
            for prefix in ("opening_hours", "landmarks"):
                typed |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
            assert desk.post(address, typed | changes).status_code == 302

        return save

    @pytest.fixture
    def save_gym(self, save, gym):
        return partial(save, gym)

    def test_the_reminders_that_wait_get_its_words_and_its_minute(self, save_gym, intro):
        before = planned(intro)
        save_gym(time_zone="Europe/London")
        after = planned(intro)
        assert {mail.subject for mail in before.values()} == {
            "Tomorrow: your free intro at 5:30 pm",
            "Today: your free intro at 5:30 pm",
        }
        assert {mail.subject for mail in after.values()} == {
            "Tomorrow: your free intro at 10:30 pm",
            "Today: your free intro at 10:30 pm",
        }
        # 10:30 the evening before would be night there, so half past eight.
        assert after["reminder_day"].send_after == datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
        assert after["reminder_hours"].send_after == START - timedelta(hours=3)
        intro.refresh_from_db()
        assert (intro.starts_at, intro.version) == (START, 0)

    def test_they_lead_to_the_new_door(self, save_gym, intro):
        save_gym(street="9 Anvil Road", phone="(555) 555-0199")
        for mail in planned(intro).values():
            assert "9 Anvil Road" in mail.text and "9 Anvil Road" in mail.html
            assert "(555) 555-0199" in mail.text

    def test_they_name_the_coach_as_the_coach_is_called_now(self, save, intro, maya):
        save(maya.coach, name="May Ellis")
        for mail in planned(intro).values():
            assert "May Ellis" in mail.text and "Maya Ellison" not in mail.text

    def test_saving_without_a_change_leaves_them(self, save, save_gym, intro, maya):
        before = planned(intro)
        save_gym()
        save(maya.coach, role="Head coach")
        assert planned(intro) == before

    def test_zone_and_reminders_change_together_or_not_at_all(
        self, save_gym, intro, monkeypatch
    ):
        before = planned(intro)

        def fails(*arguments):
            raise RuntimeError("half way")

        monkeypatch.setattr(emails, "reminders_of", fails)
        with pytest.raises(RuntimeError):
            save_gym(time_zone="Europe/London")
        assert Gym.objects.get().time_zone == "America/New_York"
        assert planned(intro) == before

    def test_what_was_sent_is_not_sent_again(self, gym, intro):
        sent = planned(intro)["reminder_day"]
        OutboxEmail.objects.mark_sent(sent, NOW)
        gym.time_zone = "Europe/London"
        services.remind_anew(gym, NOW)
        assert planned(intro).keys() == {"reminder_hours"}

    def test_but_one_for_the_time_it_had_before_is_no_reminder_of_this(self, gym, intro):
        OutboxEmail.objects.mark_sent(planned(intro)["reminder_day"], NOW)
        week_later = find(gym, "maya-ellison@2026-12-01T22:30Z")
        services.move(intro=intro, open_time=week_later, gym=gym, now=NOW)
        gym.time_zone = "Europe/London"
        services.remind_anew(gym, NOW)
        after = planned(intro)
        assert after["reminder_day"].subject == "Tomorrow: your free intro at 10:30 pm"
        assert after.keys() == {"reminder_day", "reminder_hours"}

    def test_what_is_due_leaves_as_it_is(self, gym, intro):
        """Its minute is past: written anew it would not be written at all."""
        due = planned(intro)["reminder_day"]
        gym.time_zone = "Europe/London"
        services.remind_anew(gym, due.send_after)
        assert planned(intro)["reminder_day"] == due
        assert planned(intro)["reminder_hours"].subject == "Today: your free intro at 10:30 pm"

    def test_what_a_sender_has_in_hand_is_not_written_twice(self, gym, intro):
        in_hand = planned(intro)["reminder_hours"]
        assert OutboxEmail.objects.claim(in_hand, NOW)
        gym.time_zone = "Europe/London"
        services.remind_anew(gym, NOW)
        assert planned(intro)["reminder_hours"] == in_hand
        assert OutboxEmail.objects.about(intro.key).filter(kind="reminder_hours").count() == 1

    def test_one_that_would_have_been_at_night_is_planned_now(self, gym, maya):
        """6:30 am in New York is 11:30 in London, and three hours before no longer night."""
        early = START.replace(day=25, hour=11)
        intro = make_intro(diary=maya, starts_at=early)
        services.remind_anew(gym, NOW)
        assert planned(intro).keys() == {"reminder_day"}
        gym.time_zone = "Europe/London"
        services.remind_anew(gym, NOW)
        assert planned(intro)["reminder_hours"].send_after == early - timedelta(hours=3)

    def test_nobody_is_reminded_of_what_is_cancelled_past_or_a_sample(self, gym, maya):
        make_intro(diary=maya, status="cancelled", starts_at=START, ends_at=START + LENGTH)
        make_intro(diary=maya, starts_at=NOW - timedelta(days=1))
        make_intro(diary=maya, is_sample=True)
        services.remind_anew(gym, NOW)
        assert not OutboxEmail.objects.exists()
