"""
Sample content, so that a new site is complete on its first day; and its removal.

Each room knows its own pieces; the order, and whether to load at all, is decided here.
A piece is loaded once (gym.LoadedSample remembers it), so that whatever staff change or
delete stays changed or deleted. Nothing is added beside content of the gym's own.
"""

from django.db import transaction
from django.utils import timezone

from articles.models import Article
from articles.sample_articles import (
    holds_real_articles,
    load_articles,
    pictures_in_articles,
    remove_articles,
)
from bookings.sample import holds_real_intros, load_bookings, remove_bookings
from forge_site.gym.models import Coach, Gym
from forge_site.gym.models.people import tell_apart
from forge_site.gym.sample.content import TOPICS
from forge_site.gym.sample.loading import holds_real_gym, load_gym, remove_gym


def load(tell, now=None):
    """
    Load the sample content that is missing, at `now` (an instant; else the present).

    `tell(text)` prints how it goes. Loads nothing into a database with real content and
    returns False.
    """
    if holds_real_content():
        return False
    now = now or timezone.now()
    zone = Gym.objects.current().zone
    load_gym(now.astimezone(zone).date(), tell)
    load_articles(now, TOPICS)
    load_bookings(now, zone, _article)
    return True


def holds_real_content():
    """Return True if anything in the database is the gym's own and not sample content."""
    return holds_real_gym() or holds_real_articles() or holds_real_intros()


@transaction.atomic
def remove():
    """
    Remove all sample content and leave everything else, real intros above all.

    A sample coach with real intros stays, inactive: those intros need their diary.
    """
    remove_bookings()
    remove_articles(TOPICS)
    remove_gym(pictures_in_articles())
    Coach.objects.sample().filter(diary=None).delete()
    Coach.objects.sample().update(is_active=False)
    tell_apart()


def _article(slug):
    return Article.objects.filter(slug=slug).first()
