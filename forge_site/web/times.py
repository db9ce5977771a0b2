"""
How a time is said: an instant in the gym's zone, or a time of its wall clock. Pure: handed
the instant and the zone.

Page, e-mail, calendar file, feed and desk all take their words from here, so that they
cannot disagree. The zone is named wherever a time stands alone.
"""

import re
from datetime import UTC, datetime

DAYS_IN_A_WEEK = 7

# What people call the zones of the United States; elsewhere the city names the zone.
SPOKEN_ZONES = {
    "America/New_York": "Eastern time",
    "America/Detroit": "Eastern time",
    "America/Indiana/Indianapolis": "Eastern time",
    "America/Kentucky/Louisville": "Eastern time",
    "America/Chicago": "Central time",
    "America/Denver": "Mountain time",
    "America/Boise": "Mountain time",
    "America/Phoenix": "Arizona time",
    "America/Los_Angeles": "Pacific time",
    "America/Anchorage": "Alaska time",
    "Pacific/Honolulu": "Hawaii time",
    "UTC": "UTC",
}

BEFORE_AM_AND_PM = re.compile(r"(?<=\d:\d\d) (?=[ap]m\b)")


def local(instant, zone):
    """Return `instant`, an aware datetime, as the clock of `zone` shows it."""
    return instant.astimezone(zone)


def zone_name(zone):
    """Return what people call `zone`: "Eastern time", "Berlin time"."""
    key = str(zone)
    return SPOKEN_ZONES.get(key) or f"{key.rpartition('/')[2].replace('_', ' ')} time"


def offset(instant, zone):
    """Return the distance from UTC at `instant`, such as "UTC-5" or "UTC+5:30"."""
    minutes = int(local(instant, zone).utcoffset().total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")


def wall(time):
    """
    Return a wall time as it is said here: "5:30 pm", "noon".

    Twelve o'clock is "noon" or "midnight", since 12 am and 12 pm are read either way (NIST,
    "Times of Day FAQs").
    """
    if time.minute == 0 and time.hour in (0, 12):
        return "noon" if time.hour else "midnight"
    return f"{time.hour % 12 or 12}:{time.minute:02} {'am' if time.hour < 12 else 'pm'}"


def unbroken(text):
    """
    Return `text` as HTML shows it: no line ends between the figures of a time and "pm".

    A blank that does not break (U+00A0) stands there. Not in plain
    text, which people search and copy.
    """
    return BEFORE_AM_AND_PM.sub("\u00a0", text)


def stretch(opens, closes):
    """
    Return a stretch of one day in wall time: "6:00 am to 8:00 pm".

    A day's last minute is its end: 11:59 pm is how staff write midnight.
    """
    last_minute = (closes.hour, closes.minute) == (23, 59)
    return f"{wall(opens)} to {'midnight' if last_minute else wall(closes)}"


def clock(instant, zone):
    """Return "5:30 pm"."""
    return wall(local(instant, zone))


def day(instant, zone):
    """Return "Tuesday, November 24"."""
    return f"{local(instant, zone):%A, %B %-d}"


def short_day(instant, zone):
    """Return "Tue 24 Nov"."""
    return f"{local(instant, zone):%a %-d %b}"


def label(instant, zone, now):
    """Return "Tue 5:30 pm", or "Tue 8 Dec, 5:30 pm" where the weekday alone is another day."""
    if not 0 <= days_until(instant, now, zone) < DAYS_IN_A_WEEK:
        return short(instant, zone)
    return f"{local(instant, zone):%a} {clock(instant, zone)}"


def short(instant, zone):
    """Return "Tue 24 Nov, 5:30 pm", for lists."""
    return f"{short_day(instant, zone)}, {clock(instant, zone)}"


def dated(instant, zone):
    """Return "Tue 24 Nov 2026, 5:30 pm", for what goes back for years."""
    return f"{short_day(instant, zone)} {local(instant, zone):%Y}, {clock(instant, zone)}"


def spoken(instant, zone):
    """Return "Tuesday, November 24, 5:30 pm"."""
    return f"{day(instant, zone)}, {clock(instant, zone)}"


def full(instant, zone):
    """Return "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5)"."""
    return (
        f"{day(instant, zone)}, {local(instant, zone):%Y}, {clock(instant, zone)} "
        f"{zone_name(zone)} ({offset(instant, zone)})"
    )


def distance(instant, now, zone):
    """Return how far off the day of `instant` is: "today", "tomorrow", "in 2 days"."""
    days = days_until(instant, now, zone)
    named = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return named.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def days_until(instant, now, zone):
    """Return how many midnights of `zone` lie between `now` and `instant`, negative if past."""
    return (local(instant, zone).date() - local(now, zone).date()).days


def instant_text(instant):
    """Return `instant` for an address or a form: "2026-11-24T22:30Z"."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%MZ}"


def parse_instant(text):
    """Return the UTC instant that `instant_text` wrote as `text`, or None if it is no such."""
    try:
        parsed = datetime.strptime(text, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
    except (TypeError, ValueError):
        return None
    # strptime forgives ("2026-1-2T3:4Z"); a year such as 9999 would overflow in a zone.
    return parsed if instant_text(parsed) == text and 2000 < parsed.year < 2200 else None
