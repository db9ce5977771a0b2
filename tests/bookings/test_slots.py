"""
Cutting wall time into starts, against a clock that is walked minute by minute.

The oracle shares nothing with `slots`: it asks the zone what the clock shows at each UTC
minute of three days and keeps those minutes at which a start is due.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookings import slots
from bookings.slots import Span

NEW_YORK = ZoneInfo("America/New_York")
HALF_HOUR = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
SPRING, AUTUMN = date(2026, 3, 8), date(2026, 11, 1)
ZONES = [
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "Europe/Berlin",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
]


def local(spans, zone=NEW_YORK):
    return [span.starts_at.astimezone(zone).strftime("%H:%M") for span in spans]


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def cut(day, opens, closes, length=HALF_HOUR, step=HALF_HOUR, zone=NEW_YORK):
    return slots.cut(day, time(*opens), time(*closes), zone, length, step)


class TestAnOrdinaryDay:
    def test_starts_lie_a_step_apart_and_the_last_one_fits(self):
        spans = cut(date(2026, 11, 23), (17, 30), (20, 0), step=timedelta(minutes=45))
        assert local(spans) == ["17:30", "18:15", "19:00"]
        assert spans[0] == Span(utc(2026, 11, 23, 22, 30), utc(2026, 11, 23, 23, 0))

    def test_a_stretch_shorter_than_an_intro_has_none(self):
        assert cut(date(2026, 11, 23), (17, 30), (17, 59)) == []

    def test_one_exactly_as_long_has_one(self):
        assert local(cut(date(2026, 11, 23), (17, 30), (18, 0))) == ["17:30"]


class TestSpringForward:
    """8 March 2026 in New York: 01:59 is followed by 03:00 (IANA tz database)."""

    def test_the_missing_hour_offers_nothing(self):
        assert local(cut(SPRING, (1, 0), (4, 0))) == ["01:00", "01:30", "03:00", "03:30"]

    def test_hours_inside_the_gap_offer_nothing(self):
        assert cut(SPRING, (2, 0), (3, 0)) == []

    def test_hours_that_open_in_the_gap_keep_their_clock_times(self):
        starts = local(cut(SPRING, (2, 30), (4, 30), step=timedelta(minutes=45)))
        assert starts == ["03:15", "04:00"]

    def test_a_length_is_elapsed_time(self):
        last = cut(SPRING, (1, 45), (3, 30))[0]
        assert last.ends_at - last.starts_at == HALF_HOUR
        assert last.ends_at.astimezone(NEW_YORK).strftime("%H:%M") == "03:15"

    def test_the_end_of_hours_in_the_gap_is_the_moment_of_the_change(self):
        assert slots.instant(datetime(2026, 3, 8, 2, 30), NEW_YORK) == utc(2026, 3, 8, 7, 0)
        assert local(cut(SPRING, (1, 0), (2, 30))) == ["01:00", "01:30"]


class TestFallBack:
    """1 November 2026 in New York: 01:59 is followed by 01:00 once more."""

    def test_the_repeated_hour_is_offered_once_the_first_time(self):
        spans = cut(AUTUMN, (0, 30), (3, 0))
        assert local(spans) == ["00:30", "01:00", "01:30", "02:00", "02:30"]
        assert spans[2].starts_at == utc(2026, 11, 1, 5, 30)
        assert spans[3].starts_at == utc(2026, 11, 1, 7, 0)


def oracle(day, opens, closes, zone, length, step):
    """Walk the UTC minutes around `day`; return the starts due by the clock on the wall."""
    minute = datetime.combine(day, time.min, tzinfo=UTC) - timedelta(hours=26)
    walls, seen = [], set()
    for _ in range(26 * 60 + 24 * 60 + 26 * 60):
        walls.append((minute, minute.astimezone(zone).replace(tzinfo=None)))
        minute += MINUTE
    closing = next(at for at, wall in walls if wall >= datetime.combine(day, closes))
    starts = []
    for at, wall in walls:
        if wall.date() != day or wall in seen:
            continue
        seen.add(wall)
        since = wall - datetime.combine(day, opens)
        due = since >= timedelta(0) and since % step == timedelta(0)
        if due and wall.time() < closes and at + length <= closing:
            starts.append(at)
    return starts


def changes(key):
    """Return the dates from 2025 to 2030 on which the clock of zone `key` is moved."""
    zone, found = ZoneInfo(key), []
    hour = utc(2025, 1, 1)
    before = hour.astimezone(zone).utcoffset()
    while hour.year < 2031:
        hour += timedelta(hours=1)
        after = hour.astimezone(zone).utcoffset()
        if after != before:
            found.append((hour - MINUTE).astimezone(zone).date())
            before = after
    return found


class TestAgainstTheMinuteWalk:
    @pytest.mark.parametrize("key", ZONES)
    def test_every_change_of_six_years_and_the_days_beside_it(self, key):
        zone = ZoneInfo(key)
        days = [day + timedelta(days=n) for day in changes(key) for n in (-1, 0, 1, 7)]
        for day in days or [date(2026, 3, 8)]:
            for opens, closes, length, step in (
                (time(0, 0), time(6, 0), HALF_HOUR, timedelta(minutes=15)),
                (time(1, 45), time(3, 30), timedelta(minutes=45), timedelta(minutes=60)),
                (time(22, 30), time(23, 59), timedelta(minutes=20), timedelta(minutes=25)),
            ):
                arguments = (day, opens, closes, zone, length, step)
                starts = [span.starts_at for span in slots.cut(*arguments)]
                assert starts == oracle(*arguments), arguments

    def test_the_changes_are_really_there(self):
        """Two a year in New York, two or more in Casablanca (Ramadan), none in São Paulo."""
        assert len(changes("America/New_York")) == len(changes("Australia/Lord_Howe")) == 12
        assert len(changes("Africa/Casablanca")) >= 12
        assert changes("America/Sao_Paulo") == changes("Asia/Kolkata") == []

    @settings(deadline=None)
    @given(
        key=st.sampled_from(ZONES),
        day=st.dates(date(2025, 1, 1), date(2030, 12, 30)),
        opens=st.times(max_value=time(22, 0)).map(lambda t: t.replace(second=0, microsecond=0)),
        minutes=st.integers(1, 119),
        length=st.integers(5, 240),
        step=st.integers(5, 300),
    )
    def test_any_hours_on_any_day(self, key, day, opens, minutes, length, step):
        closes = (datetime.combine(day, opens) + timedelta(minutes=minutes)).time()
        arguments = (
            day,
            opens,
            closes,
            ZoneInfo(key),
            timedelta(minutes=length),
            timedelta(minutes=step),
        )
        assert [span.starts_at for span in slots.cut(*arguments)] == oracle(*arguments)


class TestWhatIsFree:
    NINE, TEN, ELEVEN, NOON = (utc(2026, 11, 23, hour) for hour in (9, 10, 11, 12))

    def test_touching_is_not_overlapping(self):
        assert not Span(self.NINE, self.TEN).overlaps(Span(self.TEN, self.ELEVEN))
        assert Span(self.NINE, self.TEN + MINUTE).overlaps(Span(self.TEN, self.ELEVEN))
        assert Span(self.NINE, self.NOON).overlaps(Span(self.TEN, self.ELEVEN))

    def test_only_what_overlaps_falls_out(self):
        spans = [
            Span(self.NINE, self.TEN),
            Span(self.TEN, self.ELEVEN),
            Span(self.ELEVEN, self.NOON),
        ]
        assert slots.free(spans, [Span(self.TEN, self.ELEVEN)]) == [spans[0], spans[2]]

    def test_padding_widens_what_is_busy(self):
        busy = Span(self.TEN, self.ELEVEN).padded(MINUTE, 2 * MINUTE)
        assert busy == Span(self.TEN - MINUTE, self.ELEVEN + 2 * MINUTE)

    @settings(deadline=None)
    @given(
        st.lists(st.tuples(st.integers(0, 600), st.integers(1, 90)), max_size=25),
        st.lists(st.tuples(st.integers(0, 600), st.integers(1, 300)), max_size=12),
    )
    def test_the_same_as_asking_each_pair(self, wanted, taken):
        spans, busy = (
            sorted(
                Span(self.NINE + start * MINUTE, self.NINE + (start + length) * MINUTE)
                for start, length in pairs
            )
            for pairs in (wanted, taken)
        )
        plainly = [span for span in spans if not any(span.overlaps(other) for other in busy)]
        assert slots.free(spans, busy) == plainly


class TestDays:
    def test_a_whole_day_of_a_clock_change_has_23_or_25_hours(self):
        spring = slots.day_span(SPRING, SPRING, NEW_YORK)
        autumn = slots.day_span(AUTUMN, AUTUMN, NEW_YORK)
        assert spring.ends_at - spring.starts_at == timedelta(hours=23)
        assert autumn.ends_at - autumn.starts_at == timedelta(hours=25)

    def test_wall_times_narrow_first_and_last_day(self):
        span = slots.day_span(
            date(2026, 11, 23), date(2026, 11, 24), NEW_YORK, time(12, 0), time(13, 0)
        )
        assert span == Span(utc(2026, 11, 23, 17), utc(2026, 11, 24, 18))
