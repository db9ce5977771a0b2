"""The timetable: what takes place every week. Without a row the site has no such page."""

from django.db import models
from django.db.models import F, Q

from forge_site.gym.models.hours import Weekday
from forge_site.gym.models.offers import Program
from forge_site.gym.models.people import Coach
from forge_site.web import times


class ClassQuerySet(models.QuerySet):
    def for_timetable(self):
        """Fetch what the timetable shows: programs and coaches, those on show only."""
        return self.filter(Q(program=None) | Q(program__is_active=True)).select_related(
            "program", "coach"
        )


class GroupClass(models.Model):
    """One class of the week, in wall time of the gym's zone."""

    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    starts = models.TimeField()
    ends = models.TimeField()
    program = models.ForeignKey(
        Program,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="classes",
        help_text="Its name is shown, and leads to its page.",
    )
    name = models.CharField(
        max_length=60, blank=True, help_text="Only if it belongs to no program, or differs."
    )
    coach = models.ForeignKey(
        Coach, on_delete=models.SET_NULL, null=True, blank=True, related_name="classes"
    )
    note = models.CharField(
        max_length=80, blank=True, help_text="Such as “beginners” or “six people at most”."
    )

    objects = ClassQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "starts", "ends", "pk"]
        verbose_name = "class"
        verbose_name_plural = "timetable"
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__in=Weekday.values),
                name="a_class_has_a_weekday",
                violation_error_message="Choose a day of the week.",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="a_class_ends_after_it_starts",
                violation_error_message="It must end later than it starts, on the same day.",
            ),
            models.CheckConstraint(
                condition=Q(program__isnull=False) | ~Q(name=""),
                name="a_class_has_a_program_or_a_name",
                violation_error_message="Choose a program or write a name.",
            ),
        ]

    def __str__(self):
        return f"{self.title}, {self.get_weekday_display()}, {self.hours}"

    @property
    def title(self):
        return self.name or (self.program.name if self.program else "")

    @property
    def hours(self):
        return times.stretch(self.starts, self.ends)
