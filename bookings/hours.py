"""The hours and exceptions of all diaries between two dates, read in one query."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import CharField, DateField, IntegerField, TimeField, Value
from django.db.models.functions import Cast

from bookings import slots
from bookings.models import ExtraHours, TimeOff, WeeklyHours
from forge_site.gym.models import SpecialDay
from forge_site.web import times


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

    def cover(self, diary_pk, span):
        """Return True if one stretch of `diary_pk` holds all of `span` and nobody is off."""
        if any(span.overlaps(off) for off in self.time_off(diary_pk)):
            return False
        for day, opens, closes in self.stretches(diary_pk):
            open_ = slots.day_span(day, day, self.zone, opens, closes)
            if open_.starts_at <= span.starts_at and span.ends_at <= open_.ends_at:
                return True
        return False

    def time_off(self, diary_pk):
        """Return the Spans in which `diary_pk`, or the whole gym, is off."""
        return self.off[diary_pk] + self.off[None]


def outside_hours(intros, zone):
    """Return those of `intros`, which hold a time, that no present hours cover. One query."""
    intros = list(intros)
    if not intros:
        return []
    dates = [times.local(intro.starts_at, zone).date() for intro in intros]
    hours = Hours(zone, min(dates), max(dates))
    return [
        intro
        for intro in intros
        if not hours.cover(intro.diary_id, slots.Span(intro.starts_at, intro.ends_at))
    ]


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
