"""
Articles stemmed anew when the way of stemming has changed, as a new version may bring.

Nobody has to think of it: the sender does some each minute; `manage.py restem` does all at
once. Until then an old article is found by its old stems, which misses a word here and there.
"""

import logging

from django.db import transaction

from articles.models import Article
from articles.search.words import RULES

# What one round may take of the sender's time: some ten milliseconds each.
AT_ONCE = 100

log = logging.getLogger(__name__)


def old_ones():
    """Return the articles, drafts too, that were stemmed by other rules than today's."""
    return Article.objects.exclude(stems_mark__startswith=f"{RULES}-").order_by("pk")


def restem(most=None):
    """
    Stem the first `most` of the old ones anew, all if not given; return how many.

    Safe beside people who write and beside others who do the same: each article is a
    transaction of its own, which touches nothing but its stems.
    """
    count = 0
    for pk in list(old_ones().values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            article = old_ones().select_for_update().filter(pk=pk).first()
            if article is None:
                continue
            article.stem()
            stems = {"stems": article.stems, "stems_mark": article.stems_mark}
            count += Article.objects.filter(pk=pk).update(**stems)
    return count


def restem_some(now):
    """The chore of the sender: a round of at most AT_ONCE."""
    if count := restem(AT_ONCE):
        log.info("Stemmed %d articles anew for search.", count)
