"""
The open times as the booking page shows them: days, each with its slots, and where to turn.

Presentation only: what is open comes from `availability`. A page shows the first days that
have openings and leads on to later ones by plain links.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter
from urllib.parse import urlencode

from django.urls import reverse

from forge_site.web import times as words

DAYS_SHOWN = 5


@dataclass(slots=True)
class Slot:
    """One start, as a radio button."""

    offer: object
    id: str = ""
    is_chosen: bool = False
    is_taken: bool = False


@dataclass(slots=True)
class Day:
    """One date: its slots, or why there are none."""

    date: date
    slots: list = field(default_factory=list)
    closed_because: str = ""


class Choice:
    """
    What one page of open times shows.

    `from_day` is where it begins, `chosen` the OpenTime marked, `taken` one that has just
    gone, shown struck in its place. A chosen or taken time is always on the page.
    """

    def __init__(self, open_times, *, from_day=None, chosen=None, taken=None):
        self.open_times = open_times
        self.chosen = chosen
        self.taken = taken
        self.by_date = self.offers_by_date()
        self.dates = list(self.by_date)
        self.first = self.first_shown(from_day)

    def offers_by_date(self):
        """Return {date: [OpenTime, ...]} in order, the chosen one in it whoever offers it."""
        offers = {offer.starts_at: offer for offer in self.open_times.offers}
        if self.chosen:
            offers[self.chosen.starts_at] = self.chosen
        ordered = sorted(offers.values(), key=attrgetter("starts_at"))
        return {day: list(on) for day, on in groupby(ordered, key=attrgetter("local_date"))}

    def first_shown(self, from_day):
        """Return the index in `dates` of the first day shown."""
        wanted = self.chosen or self.taken
        if wanted and wanted.local_date > self.last_of_first_page():
            from_day = wanted.local_date
        if from_day is None:
            return 0
        return next((n for n, day in enumerate(self.dates) if day >= from_day), 0)

    def last_of_first_page(self):
        return self.dates[:DAYS_SHOWN][-1] if self.dates else date.max

    @property
    def shown(self):
        return self.dates[self.first : self.first + DAYS_SHOWN]

    @property
    def days(self):
        """The days on this page, closed ones between them included, slots numbered."""
        days = {day: Day(day, [Slot(one) for one in self.by_date[day]]) for day in self.shown}
        if self.taken:
            days.setdefault(self.taken.local_date, Day(self.taken.local_date))
            days[self.taken.local_date].slots.append(Slot(self.taken, is_taken=True))
        if days:
            for day, note in self.open_times.closed_days.items():
                if min(days) < day < max(days):
                    days[day] = Day(day, closed_because=note or "this day")
        ordered = [days[day] for day in sorted(days)]
        for day_number, day in enumerate(ordered):
            day.slots.sort(key=lambda slot: (slot.offer.starts_at, not slot.is_taken))
            for number, slot in enumerate(day.slots):
                slot.id = f"slot-{day_number}-{number}"
                slot.is_chosen = not slot.is_taken and slot.offer == self.chosen
        return ordered

    @property
    def later(self):
        """The first day of the next page, or None."""
        following = self.dates[self.first + DAYS_SHOWN :]
        return following[0] if following else None

    @property
    def earlier(self):
        """The first day of the page before, or None."""
        return self.dates[max(0, self.first - DAYS_SHOWN)] if self.first else None

    @property
    def zone_name(self):
        return words.zone_name(self.open_times.zone)


def address(**parameters):
    """Return the booking page's address with those of `parameters` that say something."""
    said = {name: value for name, value in parameters.items() if value}
    query = urlencode(said, safe="@:")
    return reverse("bookings:book") + (f"?{query}" if query else "")


def day_in(text):
    """Return the date `text` from an address names, or None."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
