"""
The rules every act keeps: one writer at a time, no overlap, the version that was shown.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError

from bookings.hours import Hours
from bookings.models import Diary, Intro, IntroNote, IntroPolicy
from bookings.slots import Span
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times


class Taken(ValidationError):
    """The time is no longer free."""

    def __init__(self):
        super().__init__("That time has just been taken.", code="taken")


class Changed(ValidationError):
    """The intro is not as it was shown: somebody else has acted, or its time is over."""

    MEANWHILE = "This intro has changed meanwhile. This is how it stands now."

    def __init__(self, said=MEANWHILE):
        super().__init__(said, code="changed")


def lock_diaries():
    """Wait until nobody else is booking. Ends with the transaction."""
    list(Diary.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def refuse_if_taken(diary, starts_at, ends_at, *, ignoring=None, with_buffers=True):
    """Raise Taken if an intro of `diary`, other than `ignoring`, stands in the way."""
    policy = IntroPolicy.objects.current()
    pad = policy.before + policy.after if with_buffers else timedelta(0)
    others = diary.intros.overlapping(starts_at - pad, ends_at + pad)
    if ignoring:
        others = others.exclude(pk=ignoring.pk)
    if others.exists():
        raise Taken


def refuse_if_day_is_full(diary, starts_at, zone, *, ignoring=None):
    """Raise Taken if `diary` has as many intros on that day as the policy allows."""
    most = IntroPolicy.objects.current().most_per_day
    if most is None:
        return
    day = times.local(starts_at, zone).date()
    near = diary.intros.overlapping(
        starts_at - timedelta(hours=26), starts_at + timedelta(hours=26)
    )
    if ignoring:
        near = near.exclude(pk=ignoring.pk)
    starts = near.values_list("starts_at", flat=True)
    if sum(times.local(other, zone).date() == day for other in starts) >= most:
        raise Taken


def refuse_if_closed(diary, starts_at, ends_at, zone):
    """Raise Taken if that stretch lies outside the present hours of `diary`, or in time off."""
    day = times.local(starts_at, zone).date()
    if not Hours(zone, day, day).cover(diary.pk, Span(starts_at, ends_at)):
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
