"""One instant, said in a zone. Offsets are those of the IANA database."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from forge_site.web import times

NEW_YORK = ZoneInfo("America/New_York")
HALF_PAST_FIVE = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)


class TestWords:
    def test_every_form_of_one_instant(self):
        assert times.clock(HALF_PAST_FIVE, NEW_YORK) == "5:30 pm"
        assert times.day(HALF_PAST_FIVE, NEW_YORK) == "Tuesday, November 24"
        assert times.short_day(HALF_PAST_FIVE, NEW_YORK) == "Tue 24 Nov"
        assert times.short(HALF_PAST_FIVE, NEW_YORK) == "Tue 24 Nov, 5:30 pm"
        assert times.dated(HALF_PAST_FIVE, NEW_YORK) == "Tue 24 Nov 2026, 5:30 pm"
        assert times.spoken(HALF_PAST_FIVE, NEW_YORK) == "Tuesday, November 24, 5:30 pm"

    def test_the_full_form_names_year_zone_and_offset(self):
        assert times.full(HALF_PAST_FIVE, NEW_YORK) == (
            "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5)"
        )

    def test_summer_and_winter_differ_by_the_offset(self):
        summer = datetime(2026, 7, 1, 16, 0, tzinfo=UTC)
        assert times.full(summer, NEW_YORK).endswith("noon Eastern time (UTC-4)")

    def test_twelve_is_midnight_or_noon(self):
        assert times.clock(datetime(2026, 11, 24, 5, 0, tzinfo=UTC), NEW_YORK) == "midnight"
        assert times.clock(datetime(2026, 11, 24, 17, 0, tzinfo=UTC), NEW_YORK) == "noon"

    @pytest.mark.parametrize(
        ("days", "words"),
        [
            (0, "Tue 5:30 pm"),
            (6, "Tue 5:30 pm"),
            (7, "Tue 24 Nov, 5:30 pm"),
            (20, "Tue 24 Nov, 5:30 pm"),
            (-1, "Tue 24 Nov, 5:30 pm"),
        ],
    )
    def test_the_weekday_alone_is_enough_within_a_week(self, days, words):
        """By dates: from late on Wednesday the Tuesday after is still this week's."""
        late = datetime(2026, 11, 25, 4, 59, tzinfo=UTC) - timedelta(days=days)  # 11:59 pm
        assert times.label(HALF_PAST_FIVE, NEW_YORK, late) == words

    @pytest.mark.parametrize(
        ("hour", "words"),
        [("00:15", "12:15 am"), ("09:05", "9:05 am"), ("12:00", "noon"), ("12:30", "12:30 pm")],
    )
    def test_a_wall_clock_says_the_same(self, hour, words):
        assert times.wall(time.fromisoformat(hour)) == words

    @pytest.mark.parametrize(
        ("text", "unbroken"),
        [
            ("Tuesday, 9:45 am Eastern time", "Tuesday, 9:45\u00a0am Eastern time"),
            ("6:00 am to 12:30 pm", "6:00\u00a0am to 12:30\u00a0pm"),
            ("at 9:45 amateurs meet, at noon", "at 9:45 amateurs meet, at noon"),
            ("10 pm, ratio 3:10 and am", "10 pm, ratio 3:10 and am"),
        ],
    )
    def test_no_line_ends_inside_a_time(self, text, unbroken):
        assert times.unbroken(text) == unbroken

    def test_the_two_hours_of_an_autumn_night_can_be_told_apart(self):
        first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
        second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
        assert times.clock(first, NEW_YORK) == times.clock(second, NEW_YORK) == "1:30 am"
        assert times.full(first, NEW_YORK) != times.full(second, NEW_YORK)

    @pytest.mark.parametrize(
        ("key", "name", "distance"),
        [
            ("America/Chicago", "Central time", "UTC-6"),
            ("Europe/Berlin", "Berlin time", "UTC+1"),
            ("Asia/Kolkata", "Kolkata time", "UTC+5:30"),
            ("America/Argentina/Buenos_Aires", "Buenos Aires time", "UTC-3"),
            ("America/St_Johns", "St Johns time", "UTC-3:30"),
            ("UTC", "UTC", "UTC+0"),
        ],
    )
    def test_zones_have_names_people_use(self, key, name, distance):
        assert times.zone_name(ZoneInfo(key)) == name
        assert times.offset(HALF_PAST_FIVE, ZoneInfo(key)) == distance

    def test_distance_counts_days_of_the_calendar_there(self):
        late_on_monday = datetime(2026, 11, 24, 4, 59, tzinfo=UTC)
        assert times.distance(HALF_PAST_FIVE, late_on_monday, NEW_YORK) == "tomorrow"
        assert times.distance(HALF_PAST_FIVE, HALF_PAST_FIVE, NEW_YORK) == "today"
        assert times.distance(late_on_monday, HALF_PAST_FIVE, NEW_YORK) == "yesterday"
        assert times.distance(HALF_PAST_FIVE.replace(day=26), HALF_PAST_FIVE, NEW_YORK) == (
            "in 2 days"
        )


class TestInstantsInAddresses:
    def test_there_and_back(self):
        text = times.instant_text(HALF_PAST_FIVE.astimezone(NEW_YORK))
        assert text == "2026-11-24T22:30Z"
        assert times.parse_instant(text) == HALF_PAST_FIVE

    @pytest.mark.parametrize(
        "text",
        [
            None,
            "",
            "x",
            "2026-11-24",
            "2026-1-2T3:4Z",
            "2026-02-30T10:00Z",
            "9999-12-31T23:59Z",
            "0001-01-01T00:00Z",
            "2026-11-24T22:30Z\n",
            " 2026-11-24T22:30Z",
            "2026-11-24T22:30",
            "٢٠٢٦-11-24T22:30Z",
            "2026-11-24T22:30Z" * 500,
            "\x00",
        ],
    )
    def test_anything_else_is_none(self, text):
        assert times.parse_instant(text) is None
