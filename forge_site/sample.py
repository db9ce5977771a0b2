"""
Sample content, so that a new site is complete on its first day; and its removal.

Each room knows its own pieces; the order, and whether to load at all, is decided here.
A piece is loaded once (gym.LoadedSample remembers it), so that whatever staff change or
delete stays changed or deleted. Nothing is added beside content of the gym's own.
"""

from django.db import transaction
from django.utils import timezone

from bookings.models import Intro
from bookings.sample import load_bookings, remove_bookings
from forge_site.gym.models import Coach, Gym
from forge_site.gym.sample.loading import holds_real_gym, load_gym, remove_gym


def load(tell, now=None):
    """
    Load the sample content that is missing, at `now` (an instant; else the present).

    `tell(text)` prints how it goes. Loads nothing into a database with real content.
    """
    if holds_real_content():
        tell("Sample content .... left out, the site holds content of your own\n")
        return
    now = now or timezone.now()
    zone = Gym.objects.current().zone
    tell("Sample content .... ")
    load_gym(now.astimezone(zone).date(), tell)
    load_bookings(now, zone)
    tell("ready\n")


def holds_real_content():
    """Return True if anything in the database is the gym's own and not sample content."""
    return holds_real_gym() or Intro.objects.real().exists()


def has_sample():
    """Return True while any sample row is left."""
    return Gym.objects.sample().exists() or Coach.objects.sample().exists()


@transaction.atomic
def remove():
    """
    Remove all sample content and leave everything else, real intros above all.

    A sample coach with real intros stays, inactive: those intros need their diary.
    """
    remove_bookings()
    remove_gym()
    Coach.objects.sample().filter(diary=None).delete()
    Coach.objects.sample().update(is_active=False)
