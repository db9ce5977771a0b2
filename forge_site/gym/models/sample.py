"""The flag of sample content: rows that came with the site and are not the gym's own."""

from django.db import models


class SampleQuerySet(models.QuerySet):
    def real(self):
        """Return the rows that are the gym's own: the only ones structured data may name."""
        return self.filter(is_sample=False)

    def sample(self):
        """Return the rows that came with the site and wait for real ones."""
        return self.filter(is_sample=True)


class Sample(models.Model):
    """
    A row that may be sample content.

    Editing never clears the flag; ticking "This is real now" does, so that a corrected
    comma does not turn an invented coach into a real one.
    """

    is_sample = models.BooleanField(
        "sample content",
        default=False,
        editable=False,
        help_text="Came with the site. Not shown to search engines as fact.",
    )

    objects = SampleQuerySet.as_manager()

    class Meta:
        abstract = True
