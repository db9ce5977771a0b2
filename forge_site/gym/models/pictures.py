"""Pictures, uploaded once and used everywhere, in fixed sizes made when saved."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from forge_site.gym.models.sample import Sample

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


class Picture(Sample):
    """
    A picture with its alternative text, focal point and renditions.

    `file` is the re-encoded master (JPEG, upright, without metadata); `renditions` is a list
    of {"format": "avif"|"jpeg", "width": px, "height": px, "name": storage name, "bytes": n}.
    """

    title = models.CharField(max_length=120, help_text="For finding it again. Not shown.")
    slug = models.SlugField(unique=True, max_length=80)
    file = models.FileField(upload_to="pictures")
    alt = models.CharField(
        "alternative text",
        max_length=160,
        blank=True,
        help_text="What matters in the picture, read aloud to people who cannot see it.",
    )
    is_decorative = models.BooleanField(
        "only decoration", default=False, help_text="Then no alternative text is needed."
    )
    focal_x = models.PositiveSmallIntegerField(
        "focal point, from left", default=50, validators=PERCENT, help_text="Percent."
    )
    focal_y = models.PositiveSmallIntegerField(
        "focal point, from top", default=50, validators=PERCENT, help_text="Percent."
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    renditions = models.JSONField(editable=False, default=list, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="a_focal_point_is_in_the_picture",
                violation_error_message="A focal point is given in percent, 0 to 100.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_decorative=True) | ~models.Q(alt=""),
                name="a_picture_has_alt_text_or_is_decoration",
                violation_error_message=(
                    "Describe what matters in the picture, or tick “only decoration”."
                ),
            ),
        ]

    def __str__(self):
        return self.title
