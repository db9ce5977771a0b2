"""
When reminders go out. Pure: handed the start, the zone and `now`.

The first at the same time on the clock the day before; one that would fall in the night
waits until seven, or comes before nine. The second three hours before, but never in the
night: then the first has to do. None that would already be late, and none that could not be
sent before the night after all: in the morning "tomorrow" would be wrong.
"""

from datetime import datetime, time, timedelta

from bookings import slots
from forge_site.web import times

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(7)
LAST_IN_THE_EVENING = time(20, 30)
HOURS_BEFORE = timedelta(hours=3)


def due(starts_at, zone, now):
    """Return {"reminder_day": instant, "reminder_hours": instant}, without those not sent."""
    planned = {
        "reminder_day": the_day_before(starts_at, zone),
        "reminder_hours": hours_before(starts_at, zone),
    }
    return {kind: at for kind, at in planned.items() if at and now < at < starts_at}


def latest(at, starts_at, zone):
    """Return the instant after which the reminder due `at` is not sent: night, or the start."""
    night = datetime.combine(times.local(at, zone).date(), NIGHT_BEGINS)
    return min(slots.instant(night, zone), starts_at)


def the_day_before(starts_at, zone):
    """Return the same wall time of the day before, moved out of the night."""
    wall = times.local(starts_at, zone).replace(tzinfo=None) - timedelta(days=1)
    if wall.time() < NIGHT_ENDS:
        wall = datetime.combine(wall.date(), NIGHT_ENDS)
    elif wall.time() >= NIGHT_BEGINS:
        wall = datetime.combine(wall.date(), LAST_IN_THE_EVENING)
    return slots.instant(wall, zone)


def hours_before(starts_at, zone):
    """Return the instant three hours before, or None if it is night then."""
    at = starts_at - HOURS_BEFORE
    clock = times.local(at, zone).time()
    return at if NIGHT_ENDS <= clock < NIGHT_BEGINS else None
