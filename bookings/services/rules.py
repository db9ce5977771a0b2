"""
The rules every act keeps: one writer at a time, no overlap, the version that was shown.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bookings.hours import Hours
from bookings.models import Diary, Intro, IntroNote, IntroPolicy
from bookings.slots import Span
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times

# A day has 25 hours at most: what is further away is on another one.
NEAR = timedelta(hours=26)


class Taken(ValidationError):
    """The time is no longer free."""

    def __init__(self):
        super().__init__("That time has just been taken.", code="taken")


class Changed(ValidationError):
    """The intro is not as it was shown: somebody else has acted, or its time is over."""

    MEANWHILE = "This intro has changed meanwhile. This is how it stands now."

    def __init__(self, said=MEANWHILE):
        super().__init__(said, code="changed")


@contextmanager
def guarded():
    """A transaction in which a constraint that refuses means that the time is taken."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refused:
        raise Taken from refused


def lock_diaries():
    """Wait until nobody else is booking. Ends with the transaction."""
    list(Diary.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def refuse_if_taken(wanted, *, ignoring=None, by_the_rules=True):
    """
    Raise Taken if an intro, other than `ignoring`, stands in the way of `wanted`, an OpenTime.

    Not `by_the_rules`, as staff and a coach agree on it, it may touch another intro and come
    on a day that is full; it never overlaps one.
    """
    policy = IntroPolicy.objects.current()
    pad = policy.before + policy.after if by_the_rules else timedelta(0)
    others = Intro.objects.filter(diary=wanted.diary)
    if ignoring:
        others = others.exclude(pk=ignoring.pk)
    if others.overlapping(wanted.starts_at - pad, wanted.ends_at + pad).exists():
        raise Taken
    if by_the_rules and policy.most_per_day is not None:
        near = others.overlapping(wanted.starts_at - NEAR, wanted.starts_at + NEAR)
        starts = near.values_list("starts_at", flat=True)
        days = [times.local(start, wanted.zone).date() for start in starts]
        if days.count(wanted.local_date) >= policy.most_per_day:
            raise Taken


def refuse_if_closed(wanted):
    """Raise Taken if `wanted` lies outside the present hours of its diary, or in time off."""
    day = wanted.local_date
    span = Span(wanted.starts_at, wanted.ends_at)
    if not Hours(wanted.zone, day, day).cover(wanted.diary.pk, span):
        raise Taken


def note(intro, text, now, author=None):
    """Add a line to the story of `intro`."""
    return IntroNote.objects.create(intro=intro, text=text, author=author, written_at=now)


def queue(intro, letters):
    """
    Save `letters`, unless the intro is sample content, about which nobody is mailed.

    Those to a person who gave a phone number and no address are left out.
    """
    if not intro.is_sample:
        OutboxEmail.objects.bulk_create(letter for letter in letters if letter.to != [""])


def locked(intro, version=None):
    """
    Return `intro` as it stands, locked until the transaction ends.

    Raises Changed if `version` is given and no longer the present one.
    """
    fresh = Intro.objects.select_for_update(of=("self",)).for_pages().get(pk=intro.pk)
    if version is not None and fresh.version != version:
        raise Changed
    return fresh


def take_back(intro, *kinds):
    """Delete what is queued about `intro` and has not been sent, of kinds that begin so."""
    for kind in kinds:
        OutboxEmail.objects.about(intro.key).unsent().filter(kind__startswith=kind).delete()
