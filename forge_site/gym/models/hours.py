"""When the gym is open: the week, and the single days that differ."""

from datetime import date, time, timedelta
from operator import attrgetter

from django.db import models
from django.db.models import F, Q, Subquery
from django.db.models.functions import JSONObject

from forge_site.gym.hours import LOOKING_AHEAD_DAYS
from forge_site.gym.models.json_lists import JSONList
from forge_site.gym.models.sample import Sample, SampleQuerySet
from forge_site.web import times


class Weekday(models.IntegerChoices):
    """Monday is 0, as in Python's datetime."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class HoursKind(models.TextChoices):
    SESSIONS = "sessions", "Coached sessions"
    DESK = "desk", "Front desk"


class OpeningHours(models.Model):
    """One stretch of a weekday, in wall time of the gym's zone."""

    gym = models.ForeignKey("gym.Gym", on_delete=models.CASCADE, related_name="opening_hours")
    kind = models.CharField(max_length=8, choices=HoursKind, default=HoursKind.SESSIONS)
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField()
    closes = models.TimeField(help_text="Open until midnight: 11:59 pm.")

    class Meta:
        ordering = ["kind", "weekday", "opens"]
        verbose_name = "opening hours"
        verbose_name_plural = "opening hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values),
                name="opening_hours_have_a_weekday",
                violation_error_message="Choose a day of the week.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HoursKind.values),
                name="opening_hours_are_of_a_known_kind",
                violation_error_message="Choose which hours these are.",
            ),
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="opening_hours_close_after_they_open",
                violation_error_message="Closing time must be after opening time.",
            ),
            models.UniqueConstraint(
                fields=["gym", "kind", "weekday", "opens"],
                name="one_opening_at_a_time",
                violation_error_message="These hours are listed already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {times.stretch(self.opens, self.closes)}"


class SpecialDayQuerySet(SampleQuerySet):
    def coming(self, today, days=LOOKING_AHEAD_DAYS):
        """Return the special days of the next `days` from `today`, a date in the gym's zone."""
        return self.filter(on__gte=today, on__lt=today + timedelta(days=days))

    def rows_coming(self, today):
        """Return a subquery: the coming special days as one JSON list, for the gym's query."""
        row = JSONObject(
            **{name: name for name in ("on", "opens", "closes", "note", "is_sample")}
        )
        return Subquery(
            self.coming(today).order_by().annotate(rows=JSONList(row)).values("rows")
        )

    def read(self, rows):
        """Return what `rows_coming` found, or None, as unsaved SpecialDays in their order."""
        return sorted(
            (
                SpecialDay(
                    on=date.fromisoformat(row["on"]),
                    opens=row["opens"] and time.fromisoformat(row["opens"]),
                    closes=row["closes"] and time.fromisoformat(row["closes"]),
                    note=row["note"],
                    is_sample=bool(row["is_sample"]),
                )
                for row in rows or []
            ),
            key=attrgetter("on"),
        )


class SpecialDay(Sample):
    """
    A single day with other hours: closed, or open from `opens` to `closes`.

    A closed day offers no intros with any coach.
    """

    on = models.DateField("date", unique=True)
    note = models.CharField(
        max_length=80, blank=True, help_text="Shown to visitors, such as “Thanksgiving”."
    )
    opens = models.TimeField(null=True, blank=True, help_text="Leave both empty if closed.")
    closes = models.TimeField(null=True, blank=True)

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        ordering = ["on"]
        verbose_name = "holiday or special day"
        verbose_name_plural = "holidays and special days"
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True) | Q(closes__gt=F("opens")),
                name="special_day_is_closed_or_has_hours",
                violation_error_message="Give both times, closing after opening, or neither.",
            ),
        ]

    def __str__(self):
        return f"{self.on:%B %-d, %Y}: {self.note or ('closed' if self.is_closed else 'open')}"

    @property
    def is_closed(self):
        return self.opens is None
