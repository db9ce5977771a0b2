"""
Which times are open: the week, the single days, the days off and what is booked, in one pass.

Four queries, whatever the number of coaches and intros: the policy, the diaries, all
hours and exceptions in one UNION, and the intros that hold a time in the window.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from operator import attrgetter
from zoneinfo import ZoneInfo

from django.utils import timezone

from bookings import slots
from bookings.hours import Hours
from bookings.models import Diary, Intro, IntroPolicy
from forge_site.gym.context import gym_of
from forge_site.web import times


@dataclass(frozen=True, slots=True)
class OpenTime:
    """A start that can be booked, with the diary it would be booked in."""

    starts_at: datetime
    ends_at: datetime
    diary: Diary
    zone: ZoneInfo

    @property
    def coach(self):
        return self.diary.coach

    @property
    def value(self):
        """What the form posts: coach and instant, and exactly that is booked."""
        return f"{self.coach.slug}@{times.instant_text(self.starts_at)}"

    @property
    def clock(self):
        return times.clock(self.starts_at, self.zone)

    @property
    def short(self):
        return times.short(self.starts_at, self.zone)

    @property
    def spoken(self):
        """The whole of it, read aloud: day, date, hour and coach."""
        return f"{times.spoken(self.starts_at, self.zone)}, with {self.coach.name}"

    @property
    def local_date(self):
        return times.local(self.starts_at, self.zone).date()


class OpenTimes:
    """
    The open times of the gym at the instant `now`, in the zone of its clock.

    `coach_slug` narrows them to one coach; `ignoring` leaves one intro out of the count,
    which is how it can move to a time that overlaps its own.
    """

    def __init__(self, *, zone, now, coach_slug=None, ignoring=None):
        self.zone = zone
        self.now = now
        self.policy = IntroPolicy.objects.current()
        self.today = times.local(now, zone).date()
        self.latest = now + timedelta(days=self.policy.days_ahead)
        self.last_day = times.local(self.latest, zone).date()
        self.diaries = [
            diary
            for diary in Diary.objects.taking_intros()
            if coach_slug in (None, "", diary.coach.slug)
        ]
        self.ignoring = ignoring

    @cached_property
    def hours(self):
        return Hours(self.zone, self.today, self.last_day)

    @property
    def closed_days(self):
        """The days the whole gym is closed, as {date: why}."""
        return self.hours.closed_days

    @cached_property
    def by_diary(self):
        """Every open start as {diary pk: [Span, ...]}, in order."""
        earliest = self.now + self.policy.notice
        opened = {}
        for diary in self.diaries:
            spans = self.allowed_by_day_limit(diary, self.offered(diary))
            opened[diary.pk] = [
                span for span in spans if earliest <= span.starts_at <= self.latest
            ]
        return opened

    def offered(self, diary):
        """Return the spans the hours of `diary` allow and no intro or time off overlaps."""
        # Padding both sides by the whole buffer keeps `before` + `after` between two intros.
        pad = self.policy.before + self.policy.after
        busy = [span.padded(pad, pad) for span in self.held[diary.pk]]
        return slots.free(self.starts[diary.pk], sorted(busy + self.hours.time_off(diary.pk)))

    @cached_property
    def starts(self):
        """What the hours alone would offer, as {diary pk: {Span, ...}}."""
        policy = self.policy
        return {
            diary.pk: {
                span
                for day, opens, closes in self.hours.stretches(diary.pk)
                for span in slots.cut(day, opens, closes, self.zone, policy.length, policy.step)
            }
            for diary in self.diaries
        }

    def allowed_by_day_limit(self, diary, spans):
        """Return those of `spans` whose day has room for one more intro in `diary`."""
        if self.policy.most_per_day is None:
            return spans
        taken = defaultdict(int)
        for held in self.held[diary.pk]:
            taken[times.local(held.starts_at, self.zone).date()] += 1
        return [
            span
            for span in spans
            if taken[times.local(span.starts_at, self.zone).date()] < self.policy.most_per_day
        ]

    def look_again(self):
        """Read anew which times are held: somebody has just been quicker. The hours stay."""
        for name in ("held", "by_diary", "offers"):
            self.__dict__.pop(name, None)

    @cached_property
    def held(self):
        """The times held from today on, as {diary pk: [Span, ...]}."""
        window = slots.day_span(self.today, self.last_day, self.zone)
        pad = self.policy.before + self.policy.after
        window = window.padded(pad, pad)
        intros = Intro.objects.overlapping(window.starts_at, window.ends_at)
        if self.ignoring:
            intros = intros.exclude(pk=self.ignoring.pk)
        held = defaultdict(list)
        for diary_pk, starts_at, ends_at in intros.order_by("starts_at").values_list(
            "diary_id", "starts_at", "ends_at"
        ):
            held[diary_pk].append(slots.Span(starts_at, ends_at))
        return held

    @cached_property
    def offers(self):
        """
        Every open time, each start once: [OpenTime, ...] in order.

        The coach is the one with the fewest intros ahead; among equals the gym's order
        decides, so that the same page is the same twice.
        """
        order = sorted(self.diaries, key=lambda diary: len(self.held[diary.pk]))
        offers = {}
        for diary in order:
            for span in self.by_diary[diary.pk]:
                if span.starts_at not in offers and not self.is_own(span, diary):
                    offers[span.starts_at] = self.open_time(span, diary)
        return sorted(offers.values(), key=attrgetter("starts_at"))

    def is_own(self, span, diary):
        """Return True for the time the intro that moves has now: no choice for it."""
        intro = self.ignoring
        if intro is None or not intro.holds_a_time:
            return False
        return (intro.diary_id, intro.starts_at) == (diary.pk, span.starts_at)

    def offers_with(self, coach):
        """Return every open time of `coach`, whoever else is free then."""
        return [
            self.open_time(span, diary)
            for diary in self.diaries
            if diary.coach_id == coach.pk
            for span in self.by_diary[diary.pk]
        ]

    def open_time(self, span, diary):
        return OpenTime(span.starts_at, span.ends_at, diary, self.zone)

    def named(self, value):
        """Return the OpenTime `value` names, open or not, or None if it makes no sense."""
        slug, _, text = value.partition("@")
        starts_at = times.parse_instant(text)
        for diary in self.diaries:
            if starts_at and diary.coach.slug == slug:
                span = slots.Span(starts_at, starts_at + self.policy.length)
                return self.open_time(span, diary)
        return None

    def find(self, value):
        """
        Return the OpenTime that `value` ("maya-ellison@2026-11-24T22:30Z") names, or None.

        The coach named need not be the one offered: a link may be older than the page.
        """
        named = self.named(value)
        spans = self.by_diary[named.diary.pk] if named else []
        return next((named for span in spans if span.starts_at == named.starts_at), None)

    def nearest(self, starts_at):
        """Return the open time nearest to `starts_at`, the same hour first, or None."""
        return min(
            self.offers,
            key=lambda offer: (abs(offer.starts_at - starts_at), offer.starts_at),
            default=None,
        )


def times_of(request):
    """Return the OpenTimes of `request`, read once however many views and templates ask."""
    if not hasattr(request, "open_times"):
        request.open_times = OpenTimes(zone=gym_of(request).zone, now=timezone.now())
    return request.open_times
