"""When reminders go out, until when they may, and what they say of the day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bookings import emails, reminders
from tests.bookings.factories import NOW, START, make_intro

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
