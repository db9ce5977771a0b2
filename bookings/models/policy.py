"""How intros are offered: one row that staff set and every open time follows."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

ONLY_ROW = 1


class Way(models.TextChoices):
    """How prospect and coach meet. The label reads on after "30 minutes, "."""

    IN_PERSON = "in_person", "At the gym"
    PHONE = "phone", "By phone"
    VIDEO = "video", "By video"


class IntroPolicyQuerySet(models.QuerySet):
    def current(self):
        """Return the policy, or one with the defaults before any is saved."""
        return self.filter(pk=ONLY_ROW).first() or IntroPolicy(pk=ONLY_ROW)


class IntroPolicy(models.Model):
    """
    Length, buffers, notice and window of every free intro. There is one row.

    A change concerns open times only: what is booked keeps its start and end.
    """

    length_minutes = models.PositiveSmallIntegerField(
        "length",
        default=30,
        validators=[MinValueValidator(5), MaxValueValidator(240)],
        help_text="Minutes a visitor is promised.",
    )
    buffer_before = models.PositiveSmallIntegerField(
        "free before",
        default=0,
        validators=[MaxValueValidator(120)],
        help_text="Minutes kept free before each intro.",
    )
    buffer_after = models.PositiveSmallIntegerField(
        "free after",
        default=15,
        validators=[MaxValueValidator(120)],
        help_text="Minutes kept free after each intro.",
    )
    notice_hours = models.PositiveSmallIntegerField(
        "notice",
        default=12,
        validators=[MaxValueValidator(24 * 14)],
        help_text="Hours. Nobody can book a time that begins sooner than this.",
    )
    days_ahead = models.PositiveSmallIntegerField(
        default=21,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text="How many days ahead visitors can book.",
    )
    most_per_day = models.PositiveSmallIntegerField(
        "most a day",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Intros a coach takes on one day. Empty: no limit.",
    )
    phone_required = models.BooleanField(
        default=False, help_text="Ticked: nobody can book without a phone number."
    )
    in_person = models.BooleanField("at the gym", default=True)
    by_phone = models.BooleanField(
        default=False, help_text="Visitors are asked only if there is more than one way."
    )
    by_video = models.BooleanField(default=False)

    objects = IntroPolicyQuerySet.as_manager()

    class Meta:
        verbose_name = "rules for intros"
        verbose_name_plural = "rules for intros"
        constraints = [
            models.CheckConstraint(condition=Q(pk=ONLY_ROW), name="there_is_one_intro_policy"),
            models.CheckConstraint(
                condition=Q(length_minutes__gte=5, length_minutes__lte=240),
                name="intro_length_is_5_to_240_minutes",
                violation_error_message="An intro lasts between 5 and 240 minutes.",
            ),
            models.CheckConstraint(
                condition=Q(days_ahead__gte=1, days_ahead__lte=120),
                name="intro_window_is_1_to_120_days",
                violation_error_message="Visitors can book between 1 and 120 days ahead.",
            ),
            models.CheckConstraint(
                condition=Q(most_per_day__isnull=True) | Q(most_per_day__gte=1),
                name="most_per_day_is_at_least_one",
                violation_error_message="At least one a day, or leave it empty for no limit.",
            ),
            models.CheckConstraint(
                condition=Q(in_person=True) | Q(by_phone=True) | Q(by_video=True),
                name="intros_are_offered_in_some_way",
                violation_error_message="Offer at least one way to meet.",
            ),
        ]

    def __str__(self):
        return f"{self.length_minutes} minutes, up to {self.days_ahead} days ahead"

    def save(self, *args, **kwargs):
        self.pk = ONLY_ROW
        super().save(*args, **kwargs)

    def clean(self):
        if None not in (self.notice_hours, self.days_ahead) and (
            self.notice_hours >= self.days_ahead * 24
        ):
            raise ValidationError(
                {"notice_hours": "With this notice and window no time is ever open."}
            )

    @property
    def length(self):
        """The length of an intro, a timedelta."""
        return timedelta(minutes=self.length_minutes)

    @property
    def step(self):
        """How far apart the starts of a stretch of hours lie by the clock, a timedelta."""
        return self.length + self.before + self.after

    @property
    def before(self):
        """What is kept free before an intro, a timedelta."""
        return timedelta(minutes=self.buffer_before)

    @property
    def after(self):
        """What is kept free after an intro, a timedelta."""
        return timedelta(minutes=self.buffer_after)

    @property
    def notice(self):
        """The least time between booking and start, a timedelta."""
        return timedelta(hours=self.notice_hours)

    @property
    def ways(self):
        """The ways offered: a list of Way, the first being the default."""
        offered = zip(Way, (self.in_person, self.by_phone, self.by_video), strict=True)
        return [way for way, is_offered in offered if is_offered]

    @property
    def ways_in_words(self):
        """Such as "at the gym", or "at the gym, by phone or by video"."""
        *others, last = (way.label.lower() for way in self.ways)
        return f"{', '.join(others)} or {last}" if others else last
