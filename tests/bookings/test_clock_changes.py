"""
What is open around every change of the clock, in twelve zones from 2025 to 2030: hours,
notice and window together, against a walk over the minutes that shares nothing with them.
"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import repeat
from zoneinfo import ZoneInfo

import pytest

from bookings.availability import OpenTimes
from bookings.models import IntroPolicy
from tests.bookings.factories import make_diary, make_gym, make_intro
from tests.bookings.test_slots import MINUTE, ZONES, changes

pytestmark = pytest.mark.django_db
NIGHT, EVENING = (time(0), time(6)), (time(22, 30), time(23, 45))
LENGTH, STEP = timedelta(minutes=30), timedelta(minutes=45)
NOTICE = timedelta(hours=5)
WINDOW = timedelta(days=1)


@pytest.fixture
def always_open(db):
    """A coach met every night and late evening, where clocks are moved."""
    IntroPolicy(notice_hours=5, days_ahead=1, buffer_after=15).save()
    hours = [(f"{opens:%H:%M}", f"{closes:%H:%M}") for opens, closes in (NIGHT, EVENING)]
    return make_diary(hours=[(day, *each) for day in range(7) for each in hours])


def due(now, zone):
    """Walk the UTC minutes around `now`; return the starts that can be booked then."""
    first = now - timedelta(hours=26)
    minutes = [first + n * MINUTE for n in range((26 + 24 + 9) * 60)]
    walls = [(at, at.astimezone(zone).replace(tzinfo=None)) for at in minutes]
    starts, seen = [], set()
    for at, wall in walls:
        if wall in seen:
            continue
        seen.add(wall)
        if not now + NOTICE <= at <= now + WINDOW:
            continue
        for opens, closes in (NIGHT, EVENING):
            ends = datetime.combine(wall.date(), closes)
            since = wall - datetime.combine(wall.date(), opens)
            if since < timedelta(0) or since % STEP or wall >= ends:
                continue
            if at + LENGTH <= next(other for other, shown in walls if shown >= ends):
                starts.append(at)
    return starts


def night_of(day, zone):
    """Return the midnight before the change of `day`, which may come as the day ends."""
    late = datetime.combine(day, time(23), tzinfo=zone)
    early = datetime.combine(day + timedelta(days=1), time(1), tzinfo=zone)
    ends_with_it = late.utcoffset() != early.utcoffset()
    return datetime.combine(day + timedelta(days=ends_with_it), time(0), tzinfo=zone)


class TestNoticeAndWindow:
    """Both are elapsed time: five hours of notice are five, whatever the clock does in them."""

    @pytest.mark.parametrize("key", ZONES)
    def test_are_counted_over_every_change(self, always_open, key):
        zone = ZoneInfo(key)
        for night in map(night_of, changes(key) or [date(2026, 3, 8)], repeat(zone)):
            # The change falls into the notice, then into the window; each ends at four or,
            # since they are elapsed time, an hour from it, with starts between.
            for hours in (-1, -20):
                now = (night + timedelta(hours=hours)).astimezone(UTC)
                offers = OpenTimes(zone=zone, now=now).offers
                assert [offer.starts_at for offer in offers] == due(now, zone), (night, hours)


class TestAChangeOfZone:
    def test_moves_no_booked_intro_and_every_page_says_the_new_hour(self, client, at_ten):
        """The gym moves its clock from New York to Chicago: 5:30 pm there is 4:30 pm here."""
        gym = make_gym()
        intro = make_intro(diary=make_diary(hours=[(1, "17:30", "20:00")]))
        was = (intro.starts_at, intro.ends_at)
        gym.time_zone = "America/Chicago"
        gym.save()
        intro.refresh_from_db()
        assert (intro.starts_at, intro.ends_at) == was
        page = client.get(f"/free-intro/done/{intro.reference}/").content.decode()
        assert "Tuesday, November 24, 2026, 4:30\u00a0pm Central time (UTC-6)" in page
        # Hours are wall time, so they do move; the intro, from 5:30 pm to 6 pm of a clock
        # that is gone, stands in nobody's way before 5 pm.
        offers = OpenTimes(zone=gym.zone, now=was[0] - timedelta(days=1)).offers
        assert f"{offers[0].clock} {offers[0].short[:3]}" == "5:30 pm Tue"
