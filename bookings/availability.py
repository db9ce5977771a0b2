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

from django.db.models import CharField, DateField, IntegerField, TimeField, Value
from django.db.models.functions import Cast

from bookings import slots
from bookings.models import Diary, ExtraHours, Intro, IntroPolicy, TimeOff, WeeklyHours
from forge_site.gym.models import SpecialDay
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
    def label(self):
        return times.label(self.starts_at, self.zone)

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
        self.last_day = self.today + timedelta(days=self.policy.days_ahead)
        self.diaries = [
            diary
            for diary in Diary.objects.taking_intros()
            if coach_slug in (None, "", diary.coach.slug)
        ]
        self.ignoring = ignoring
        self.closed_days = {}

    @cached_property
    def by_diary(self):
        """Every open start as {diary pk: [Span, ...]}, in order."""
        hours = Hours(self.zone, self.today, self.last_day)
        self.closed_days = hours.closed_days
        earliest = self.now + self.policy.notice
        latest = self.now + timedelta(days=self.policy.days_ahead)
        opened = {}
        for diary in self.diaries:
            spans = self.allowed_by_day_limit(diary, self.offered(diary, hours))
            opened[diary.pk] = [span for span in spans if earliest <= span.starts_at <= latest]
        return opened

    def offered(self, diary, hours):
        """Return the spans the hours of `diary` allow and no intro or time off overlaps."""
        policy = self.policy
        step = policy.length + policy.before + policy.after
        spans = set()
        for day, opens, closes in hours.stretches(diary.pk):
            spans.update(slots.cut(day, opens, closes, self.zone, policy.length, step))
        # Padding both sides by the whole buffer keeps `before` + `after` between two intros.
        pad = policy.before + policy.after
        busy = [span.padded(pad, pad) for span in self.held[diary.pk]]
        return slots.free(spans, sorted(busy + hours.time_off(diary.pk)))

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
                if span.starts_at not in offers:
                    offers[span.starts_at] = self.open_time(span, diary)
        return sorted(offers.values(), key=attrgetter("starts_at"))

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

    def find(self, value):
        """
        Return the OpenTime that `value` ("maya-ellison@2026-11-24T22:30Z") names, or None.

        The coach named need not be the one offered: a link may be older than the page.
        """
        slug, _, text = value.partition("@")
        starts_at = times.parse_instant(text)
        for diary in self.diaries:
            if starts_at and diary.coach.slug == slug:
                for span in self.by_diary[diary.pk]:
                    if span.starts_at == starts_at:
                        return self.open_time(span, diary)
        return None

    def nearest(self, starts_at):
        """Return the open time nearest to `starts_at`, the same hour first, or None."""
        return min(
            self.offers,
            key=lambda offer: (abs(offer.starts_at - starts_at), offer.starts_at),
            default=None,
        )


class Hours:
    """All hours and exceptions of all diaries between two dates, read in one query."""

    def __init__(self, zone, first, last):
        self.zone, self.first, self.last = zone, first, last
        self.weekly, self.extra, self.off = (defaultdict(list) for _ in range(3))
        self.closed_days = {}
        for kind, diary, weekday, on, until_on, opens, closes, text in hours_rows(first, last):
            if kind == "weekly":
                self.weekly[diary, weekday].append((opens, closes))
            elif kind == "extra":
                self.extra[diary, on].append((opens, closes))
            elif kind == "off":
                self.off[diary].append(slots.day_span(on, until_on, zone, opens, closes))
            elif opens is None:
                self.closed_days[on] = text
            else:
                self.off[None] += outside(on, opens, closes, zone)

    def stretches(self, diary_pk):
        """Yield (date, opens, closes) of `diary_pk` for each day the gym is not closed."""
        for offset in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=offset)
            if day not in self.closed_days:
                weekly = self.weekly[diary_pk, day.weekday()]
                for opens, closes in weekly + self.extra[diary_pk, day]:
                    yield day, opens, closes

    def time_off(self, diary_pk):
        """Return the Spans in which `diary_pk`, or the whole gym, is off."""
        return self.off[diary_pk] + self.off[None]


def outside(day, opens, closes, zone):
    """Return what is left of `day` before `opens` and after `closes`, as Spans."""
    whole, open_ = slots.day_span(day, day, zone), slots.day_span(day, day, zone, opens, closes)
    return [
        slots.Span(whole.starts_at, open_.starts_at),
        slots.Span(open_.ends_at, whole.ends_at),
    ]


def hours_rows(first, last):
    """
    Return (kind, diary pk, weekday, first day, last day, opens, closes, text) of every row.

    One UNION in place of four queries. Each NULL is cast, since PostgreSQL takes a bare
    one for text and then refuses to unite it with a date.
    """

    def null(field):
        return Cast(Value(None), field)

    no_number, no_date = null(IntegerField()), null(DateField())
    no_text = Value("", output_field=CharField())

    def columns(queryset, kind, *expressions):
        return queryset.order_by().values_list(Value(kind, CharField()), *expressions)

    weekly = columns(
        WeeklyHours.objects.all(),
        "weekly",
        Cast("diary_id", IntegerField()),
        Cast("weekday", IntegerField()),
        no_date,
        no_date,
        Cast("opens", TimeField()),
        Cast("closes", TimeField()),
        no_text,
    )
    extra = columns(
        ExtraHours.objects.filter(on__range=(first, last)),
        "extra",
        "diary_id",
        no_number,
        "on",
        "on",
        "opens",
        "closes",
        no_text,
    )
    off = columns(
        TimeOff.objects.filter(starts_on__lte=last, ends_on__gte=first),
        "off",
        "diary_id",
        no_number,
        "starts_on",
        "ends_on",
        "from_time",
        "until_time",
        no_text,
    )
    special = columns(
        SpecialDay.objects.filter(on__range=(first, last)),
        "special",
        no_number,
        no_number,
        "on",
        "on",
        "opens",
        "closes",
        "note",
    )
    return weekly.union(extra, off, special, all=True)
