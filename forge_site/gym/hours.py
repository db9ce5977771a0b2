"""
Opening hours in words: the week in as few lines as it needs, and whether the door is open.

Pure: handed rows with `weekday` (Monday is 0), `opens` and `closes` in wall time of the gym's
zone, and the local moment. A stretch never runs past midnight (the database refuses it): one
that ends in the last minute of a day goes on where the next day opens at midnight.
"""

from dataclasses import dataclass
from datetime import time, timedelta
from itertools import groupby

from forge_site.web import times

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
# As far as special days are read: a gym that is closed for a month still says when it opens.
LOOKING_AHEAD_DAYS = 60
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True)
class Line:
    """One line of the week, such as "Monday to Thursday", "6:00 am to 8:00 pm"."""

    days: str
    hours: str


@dataclass(frozen=True)
class DoorState:
    """Whether the gym is open, and a sentence about it: "Open now, until 8:00 pm"."""

    is_open: bool
    words: str


def week_lines(stretches):
    """
    Return the week as Lines, neighbouring days with the same hours on one line.

    Empty if there is no stretch at all: then the gym has not said when it is open.
    """
    week = _by_weekday(stretches)
    if not any(week):
        return []
    runs = groupby(range(7), key=lambda day: week[day])
    return [Line(_day_range(list(days)), _in_words(hours)) for hours, days in runs]


def door_state(now, stretches, special_days=()):
    """
    Return the DoorState at `now`, an aware datetime in the gym's zone; None without hours.

    A special day (`on`, `opens`, `closes`) replaces its weekday's hours.
    """
    week = _by_weekday(stretches)
    special = {day.on: day for day in special_days}

    def hours_on(date):
        if date not in special:
            return week[date.weekday()]
        day = special[date]
        return ((day.opens, day.closes),) if day.opens else ()

    for opens, closes in hours_on(now.date()):
        if opens <= now.time() < closes or opens <= LAST_MINUTE <= min(closes, now.time()):
            return DoorState(True, f"Open now, {_until(now.date(), closes, hours_on)}")
    for ahead in range(LOOKING_AHEAD_DAYS):
        date = now.date() + timedelta(days=ahead)
        for opens, _ in hours_on(date):
            if ahead or opens > now.time():
                when = f"{_day_ahead(ahead, date)} {times.wall(opens)}"
                return DoorState(False, f"Closed now. Opens {when}")
    return None


def _until(date, closes, hours_on):
    """Return until when it is open that closes on `date` at `closes`, over midnight if so."""
    for ahead in range(7):
        following = hours_on(date + timedelta(days=ahead + 1))
        goes_on = closes >= LAST_MINUTE and following and following[0][0] == time.min
        if not goes_on:
            at = "midnight" if closes >= LAST_MINUTE else times.wall(closes)
            day = f"{_day_ahead(ahead, date + timedelta(days=ahead))} " if ahead else ""
            return f"until {day}{at}"
        closes = following[0][1]
    return "day and night"


def special_lines(special_days):
    """Return the special days as Lines: "Thanksgiving, Thursday, November 26", "Closed"."""
    return [
        Line(
            ", ".join(part for part in (day.note, f"{day.on:%A, %B %-d}") if part),
            _in_words(((day.opens, day.closes),) if day.opens else ()),
        )
        for day in special_days
    ]


def _by_weekday(stretches):
    """Return seven tuples of (opens, closes), overlapping stretches joined."""
    week = [[] for _ in DAYS]
    for stretch in sorted(stretches, key=lambda row: (row.weekday, row.opens)):
        day = week[stretch.weekday]
        if day and stretch.opens <= day[-1][1]:
            day[-1] = (day[-1][0], max(day[-1][1], stretch.closes))
        else:
            day.append((stretch.opens, stretch.closes))
    return [tuple(day) for day in week]


def _day_range(days):
    if len(days) == 7:
        return "Every day"
    if len(days) == 1:
        return DAYS[days[0]]
    return f"{DAYS[days[0]]} {'and' if len(days) == 2 else 'to'} {DAYS[days[-1]]}"


def _in_words(hours):
    spoken = [times.stretch(opens, closes) for opens, closes in hours]
    return ", ".join(spoken) or "Closed"


def _day_ahead(ahead, date):
    if ahead == 0:
        return "at"
    if ahead == 1:
        return "tomorrow at"
    return f"{DAYS[date.weekday()]} at" if ahead < 7 else f"{date:%A, %B %-d}, at"
