"""Sample content: rows that came with the site and are not the gym's own."""

from django.db import models, transaction


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


class LoadedSampleQuerySet(models.QuerySet):
    @transaction.atomic
    def once(self, key, make):
        """
        Call `make()` unless `key` was loaded before, and return True if it was called.

        Both or neither are stored, so that a start that was cut off is taken up where it
        ended, and a sample that staff deleted or changed never comes back.
        """
        _, is_new = self.get_or_create(key=key)
        if is_new:
            make()
        return is_new


class LoadedSample(models.Model):
    """That one piece of sample content, such as "coach:maya-ellison", was loaded once."""

    key = models.CharField(max_length=120, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    objects = LoadedSampleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.key
