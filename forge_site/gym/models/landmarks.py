"""What people know near the gym, for the sketch of the way there."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from forge_site.gym.models.gym import Gym


class Direction(models.IntegerChoices):
    """Degrees clockwise from north."""

    NORTH = 0, "north"
    NORTHEAST = 45, "northeast"
    EAST = 90, "east"
    SOUTHEAST = 135, "southeast"
    SOUTH = 180, "south"
    SOUTHWEST = 225, "southwest"
    WEST = 270, "west"
    NORTHWEST = 315, "northwest"


class Landmark(models.Model):
    """A place nearby: in which direction it lies from the gym, how many minutes on foot."""

    gym = models.ForeignKey(Gym, on_delete=models.CASCADE, related_name="landmarks")
    name = models.CharField(
        max_length=24, help_text="Short, such as “Central Station” or “Public library”."
    )
    bearing = models.PositiveSmallIntegerField(
        "lies to the", choices=Direction, help_text="Seen from the gym."
    )
    minutes = models.PositiveSmallIntegerField(
        "minutes on foot", validators=[MinValueValidator(1), MaxValueValidator(30)]
    )

    class Meta:
        ordering = ["minutes", "pk"]
        verbose_name = "place nearby"
        verbose_name_plural = "places nearby"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(bearing__in=Direction.values),
                name="a_landmark_lies_in_a_direction",
                violation_error_message="Choose a direction.",
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=30),
                name="a_landmark_is_within_walking_distance",
                violation_error_message="Between 1 and 30 minutes on foot.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.minutes} min {self.towards}"

    @property
    def towards(self):
        return self.get_bearing_display()
