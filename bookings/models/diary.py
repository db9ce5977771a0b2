"""When each coach can be met: the week, the single day more, the days off."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from forge_site.gym.models import Coach, Weekday
from forge_site.web import times


def new_feed_token():
    """Return a fresh secret for a calendar address: 192 random bits."""
    return secrets.token_urlsafe(24)


class DiaryQuerySet(models.QuerySet):
    def taking_intros(self):
        """Return the diaries visitors can book in, with their coach, in the gym's order."""
        return self.filter(is_open=True, coach__is_active=True).in_order()

    def in_order(self):
        return self.select_related("coach").order_by("coach__position", "coach__name", "pk")


class Diary(models.Model):
    """A coach's diary: weekly hours, exceptions, and the intros booked in it."""

    coach = models.OneToOneField(Coach, on_delete=models.CASCADE, related_name="diary")
    is_open = models.BooleanField(
        "takes intros",
        default=True,
        help_text="Untick to offer no new times. What is booked stays.",
    )
    feed_token = models.CharField(
        max_length=40, unique=True, default=new_feed_token, editable=False
    )

    objects = DiaryQuerySet.as_manager()

    class Meta:
        ordering = ["coach__position", "coach__name", "pk"]
        verbose_name = "coach's hours"
        verbose_name_plural = "coaches' hours"

    def __str__(self):
        return self.coach.name


class WeeklyHours(models.Model):
    """A stretch of a weekday in which intros may lie, in wall time of the gym's zone."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="weekly_hours")
    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField("from")
    closes = models.TimeField("until")

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = "weekly hours"
        verbose_name_plural = "weekly hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="weekly_hours_close_after_they_open",
                violation_error_message="“Until” must be later than “from”, on the same day.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=0, weekday__lte=6),
                name="weekly_hours_have_a_weekday",
            ),
            models.UniqueConstraint(
                fields=["diary", "weekday", "opens"],
                name="one_stretch_per_weekday_and_start",
                violation_error_message="These hours are listed already.",
            ),
        ]

    def __str__(self):
        return f"{self.get_weekday_display()}, {times.stretch(self.opens, self.closes)}"


class ExtraHours(models.Model):
    """A stretch on one single day, besides the weekly hours."""

    diary = models.ForeignKey(Diary, on_delete=models.CASCADE, related_name="extra_hours")
    on = models.DateField("day")
    opens = models.TimeField("from")
    closes = models.TimeField("until")

    class Meta:
        ordering = ["on", "opens"]
        verbose_name = "extra hours"
        verbose_name_plural = "extra hours"
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="extra_hours_close_after_they_open",
                violation_error_message="“Until” must be later than “from”, on the same day.",
            ),
            models.UniqueConstraint(
                fields=["diary", "on", "opens"],
                name="one_extra_stretch_per_day_and_start",
                violation_error_message="These hours are listed already.",
            ),
        ]

    def __str__(self):
        return f"{self.on:%B %-d, %Y}, {times.stretch(self.opens, self.closes)}"


class TimeOff(models.Model):
    """
    A stretch in which no intro is offered: one coach's, or the whole gym's if no diary.

    From `starts_on` (at `from_time`, else from midnight) until `ends_on` (at `until_time`,
    else the whole day), in wall time of the gym's zone.
    """

    diary = models.ForeignKey(
        Diary,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="time_off",
        verbose_name="coach",
        help_text="Empty: the whole gym.",
    )
    starts_on = models.DateField("first day")
    from_time = models.TimeField(
        "from", null=True, blank=True, help_text="Empty: the whole first day."
    )
    ends_on = models.DateField("last day")
    until_time = models.TimeField(
        "until", null=True, blank=True, help_text="Empty: the whole last day."
    )
    reason = models.CharField(
        max_length=80, blank=True, help_text="For staff only. Never shown to visitors."
    )

    class Meta:
        ordering = ["starts_on", "from_time"]
        verbose_name = "time off"
        verbose_name_plural = "time off"
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="time_off_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(from_time__isnull=True)
                | Q(until_time__isnull=True)
                | Q(ends_on__gt=F("starts_on"))
                | Q(until_time__gt=F("from_time")),
                name="time_off_of_one_day_ends_later_than_it_starts",
                violation_error_message="On one day, “until” must be later than “from”.",
            ),
        ]

    def __str__(self):
        days = f"{self.starts_on:%B %-d, %Y}"
        if self.ends_on != self.starts_on:
            days += f" to {self.ends_on:%B %-d, %Y}"
        return f"{days}: {self.reason}" if self.reason else days

    def clean(self):
        if self.starts_on and self.ends_on and (self.ends_on - self.starts_on).days > 366:
            raise ValidationError({"ends_on": "More than a year. Is the year right?"})
