"""What people searched for and did not find: what to write next."""

import re

from django.db import models
from django.db.models import F

# Whoever fills the list with rubbish pushes out rubbish: the rarest and oldest goes first.
MOST_PHRASES = 1_000
LONGEST_PHRASE = 60
# What looks like an address or a telephone number is about a person.
_PERSONAL = re.compile(r"@|(\d\D{0,2}){6}")


class MissedSearchQuerySet(models.QuerySet):
    def remember(self, phrase, on):
        """
        Count that `phrase` was searched for on the date `on` and nothing was found.

        Words only: who asked is not known here, and what looks personal is not kept.
        """
        phrase = " ".join(phrase.lower().split())[:LONGEST_PHRASE].strip()
        if not phrase or _PERSONAL.search(phrase):
            return
        if self.filter(phrase=phrase).update(times=F("times") + 1, last_on=on):
            return
        if self.count() >= MOST_PHRASES:
            self.order_by("times", "last_on", "pk").first().delete()
        self.get_or_create(phrase=phrase, defaults={"last_on": on})


class MissedSearch(models.Model):
    """A phrase nothing was found for, and how often it was asked."""

    phrase = models.CharField(max_length=LONGEST_PHRASE, unique=True)
    times = models.PositiveIntegerField("times asked", default=1)
    last_on = models.DateField("last asked")

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-times", "-last_on", "phrase"]
        verbose_name = "search without a result"
        verbose_name_plural = "searches without a result"

    def __str__(self):
        return self.phrase
