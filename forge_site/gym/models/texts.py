"""The words of the front page and of the page about the free intro, as staff changed them."""

from django.db import models
from django.db.models import Subquery

ONLY_ROW = 1


class SiteTextsQuerySet(models.QuerySet):
    def stored(self):
        """Return a subquery: what staff changed as {key: words}, for the gym's query."""
        return Subquery(self.filter(pk=ONLY_ROW).values("changed"))


class SiteTexts(models.Model):
    """
    What staff made of the words in `forge_site.gym.texts`: one row, or none yet.

    `changed` holds only what differs from the words that come with the site, by key.
    """

    changed = models.JSONField(default=dict, blank=True)

    objects = SiteTextsQuerySet.as_manager()

    class Meta:
        verbose_name = "front page and free intro"
        verbose_name_plural = "front page and free intro"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pk=ONLY_ROW), name="there_is_one_row_of_texts"
            ),
        ]

    def __str__(self):
        return "Front page and free intro"

    def save(self, *args, **kwargs):
        self.pk = ONLY_ROW
        super().save(*args, **kwargs)
