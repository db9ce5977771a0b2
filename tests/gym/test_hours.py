"""Opening hours in words. Wall times of the gym's zone; Monday is 0."""

from datetime import date, datetime, time
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from forge_site.gym.hours import door_state, special_lines, week_lines


def stretch(weekday, opens, closes):
    return SimpleNamespace(
        weekday=weekday, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes)
    )


def special(on, opens=None, closes=None, note=""):
    return SimpleNamespace(
        on=date.fromisoformat(on),
        opens=opens and time.fromisoformat(opens),
        closes=closes and time.fromisoformat(closes),
        note=note,
    )


WEEK = [
    *(stretch(day, "06:00", "20:00") for day in range(4)),
    stretch(4, "06:00", "18:00"),
    stretch(5, "08:00", "12:00"),
]


def lines(stretches):
    return [(line.days, line.hours) for line in week_lines(stretches)]


class TestTheWeek:
    def test_neighbouring_days_alike_share_a_line(self):
        assert lines(WEEK) == [
            ("Monday to Thursday", "6:00 am to 8:00 pm"),
            ("Friday", "6:00 am to 6:00 pm"),
            ("Saturday", "8:00 am to noon"),
            ("Sunday", "Closed"),
        ]

    def test_two_days_are_joined_by_and(self):
        weekend = [stretch(day, "09:00", "11:00") for day in (5, 6)]
        assert lines(weekend) == [
            ("Monday to Friday", "Closed"),
            ("Saturday and Sunday", "9:00 am to 11:00 am"),
        ]

    def test_seven_days_alike_are_every_day(self):
        assert lines([stretch(day, "06:00", "20:00") for day in range(7)]) == [
            ("Every day", "6:00 am to 8:00 pm")
        ]

    def test_a_day_may_open_twice(self):
        day = [stretch(0, "16:00", "20:00"), stretch(0, "06:00", "10:00")]
        assert lines(day)[0] == ("Monday", "6:00 am to 10:00 am, 4:00 pm to 8:00 pm")

    def test_stretches_that_touch_or_overlap_are_one(self):
        day = [stretch(0, "06:00", "12:00"), stretch(0, "12:00", "20:00")]
        assert lines([*day, stretch(0, "07:00", "09:00")])[0] == (
            "Monday",
            "6:00 am to 8:00 pm",
        )

    def test_no_hours_are_no_lines(self):
        assert lines([]) == []


class TestTheDoor:
    """24 November 2026 is a Tuesday."""

    @pytest.mark.parametrize(
        ("moment", "is_open", "words"),
        [
            ("2026-11-24 05:59", False, "Closed now. Opens at 6:00 am"),
            ("2026-11-24 06:00", True, "Open now, until 8:00 pm"),
            ("2026-11-24 19:59", True, "Open now, until 8:00 pm"),
            ("2026-11-24 20:00", False, "Closed now. Opens tomorrow at 6:00 am"),
            ("2026-11-28 12:00", False, "Closed now. Opens Monday at 6:00 am"),
            ("2026-11-29 12:00", False, "Closed now. Opens tomorrow at 6:00 am"),
        ],
    )
    def test_follows_the_week(self, moment, is_open, words):
        state = door_state(datetime.fromisoformat(moment), WEEK)
        assert (state.is_open, state.words) == (is_open, words)

    def test_a_closed_day_wins_over_its_weekday(self):
        state = door_state(datetime(2026, 11, 24, 12), WEEK, [special("2026-11-24")])
        assert state.words == "Closed now. Opens tomorrow at 6:00 am"

    def test_a_day_with_other_hours_wins_as_well(self):
        days = [special("2026-11-24", "10:00", "12:00"), special("2026-11-25")]
        at = datetime(2026, 11, 24, 11), datetime(2026, 11, 24, 13)
        assert [door_state(moment, WEEK, days).words for moment in at] == [
            "Open now, until noon",
            "Closed now. Opens Thursday at 6:00 am",
        ]

    def test_the_same_weekday_of_next_week_is_within_reach(self):
        only_tuesday = [stretch(1, "06:00", "20:00")]
        state = door_state(datetime(2026, 11, 24, 21), only_tuesday)
        assert state.words == "Closed now. Opens Tuesday, December 1, at 6:00 am"

    def test_a_month_of_closed_days_still_ends(self):
        closed = [special(f"2026-12-{day:02}") for day in range(1, 32)]
        state = door_state(datetime(2026, 12, 1, 9), WEEK, closed)
        assert state.words == "Closed now. Opens Friday, January 1, at 6:00 am"

    def test_without_hours_nothing_is_said(self):
        assert door_state(datetime(2026, 11, 24, 12), []) is None


class TestMidnight:
    """Friday from 5 pm into Saturday, 2 am: two rows, and one stretch to those who come."""

    NIGHT = [stretch(4, "17:00", "23:59"), stretch(5, "00:00", "02:00")]

    @pytest.mark.parametrize(
        ("moment", "words"),
        [
            ("2026-11-27 16:59", "Closed now. Opens at 5:00 pm"),
            ("2026-11-27 23:00", "Open now, until tomorrow at 2:00 am"),
            ("2026-11-27 23:59:59", "Open now, until tomorrow at 2:00 am"),
            ("2026-11-28 00:00", "Open now, until 2:00 am"),
            ("2026-11-28 02:00", "Closed now. Opens Friday at 5:00 pm"),
        ],
    )
    def test_a_night_is_one_stretch(self, moment, words):
        assert door_state(datetime.fromisoformat(moment), self.NIGHT).words == words

    def test_a_closed_day_ends_it_at_midnight(self):
        days = [special("2026-11-28")]
        state = door_state(datetime(2026, 11, 27, 23), self.NIGHT, days)
        assert state.words == "Open now, until midnight"

    def test_a_gym_may_never_close(self):
        always = [stretch(day, "00:00", "23:59") for day in range(7)]
        state = door_state(datetime(2026, 11, 27, 23, 59, 30), always)
        assert state.words == "Open now, day and night"
        assert lines(always) == [("Every day", "midnight to midnight")]


class TestTheClockChanges:
    """In New York 1:30 am came twice on November 1, 2026; 2:30 am never on March 14, 2027."""

    def test_hours_are_wall_time_on_both_days(self):
        zone = ZoneInfo("America/New_York")
        early = [stretch(6, "01:45", "03:30")]
        told = [
            door_state(datetime.fromisoformat(instant).astimezone(zone), early).words
            for instant in (
                "2026-11-01T05:30+00:00",  # the first 1:30 am
                "2026-11-01T05:50+00:00",
                "2026-11-01T06:50+00:00",  # 1:50 am again
                "2027-03-14T06:59+00:00",
                "2027-03-14T07:00+00:00",  # 3:00 am follows 1:59
                "2027-03-14T07:30+00:00",
            )
        ]
        opened, later = (
            "Open now, until 3:30 am",
            "Closed now. Opens Sunday, March 21, at 1:45 am",
        )
        assert told == ["Closed now. Opens at 1:45 am", *[opened] * 4, later]


class TestWords:
    def test_special_days_name_their_date(self):
        days = [
            special("2026-11-26", note="Thanksgiving"),
            special("2026-12-24", "08:00", "12:00"),
        ]
        assert [(line.days, line.hours) for line in special_lines(days)] == [
            ("Thanksgiving, Thursday, November 26", "Closed"),
            ("Thursday, December 24", "8:00 am to noon"),
        ]

    def test_a_day_without_end_ends_at_midnight(self):
        assert lines([stretch(4, "17:00", "23:59")])[1] == ("Friday", "5:00 pm to midnight")
