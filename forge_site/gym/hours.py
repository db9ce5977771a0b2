"""
Opening hours in words: the week in as few lines as it needs, and whether the door is open.

Pure: handed rows with `weekday` (Monday is 0), `opens` and `closes` in wall time of the gym's
zone, and the local moment. A stretch never runs past midnight (the database refuses it).
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
LOOKING_AHEAD_DAYS = 8


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
        if opens <= now.time() < closes:
            return DoorState(True, f"Open now, until {clock(closes)}")
    for ahead in range(LOOKING_AHEAD_DAYS):
        date = now.date() + timedelta(days=ahead)
        for opens, _ in hours_on(date):
            if ahead or opens > now.time():
                when = f"{_day_ahead(ahead, date)} {clock(opens)}"
                return DoorState(False, f"Closed now. Opens {when}")
    return None


def special_lines(special_days):
    """Return the special days as Lines: "Thanksgiving, Thursday, November 26", "Closed"."""
    return [
        Line(
            ", ".join(part for part in (day.note, f"{day.on:%A, %B %-d}") if part),
            _in_words(((day.opens, day.closes),) if day.opens else ()),
        )
        for day in special_days
    ]


def clock(time):
    """Return a wall time as it is said here: "6:00 am", "noon"."""
    if (time.hour, time.minute) == (12, 0):
        return "noon"
    return f"{time.hour % 12 or 12}:{time.minute:02} {'am' if time.hour < 12 else 'pm'}"


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
    spoken = [f"{clock(opens)} to {clock(closes)}" for opens, closes in hours]
    return ", ".join(spoken) or "Closed"


def _day_ahead(ahead, date):
    if ahead == 0:
        return "at"
    return "tomorrow at" if ahead == 1 else f"{DAYS[date.weekday()]} at"
