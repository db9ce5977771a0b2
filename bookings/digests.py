"""
E-mails to the gym that no click brings about: requests nobody has answered, once a day at
eight, and what was held back, once an hour.

Run as a chore of the sender. Each e-mail has a key of its own day or hour, unique in the
outbox, so that it is written once however many senders there are and however late they wake.
"""

from datetime import UTC, datetime, time, timedelta

from django.db.models import Count
from django.db.models.functions import TruncHour

from bookings import emails, slots
from bookings.models import Intro, Status
from forge_site.gym.models import Gym
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times

DIGEST_AT = time(8)
HOUR = timedelta(hours=1)
# How far back held-back intros are looked for: longer than a sender is ever away.
LOOKING_BACK = timedelta(days=3)
# In one e-mail: a flood of forms would make one of megabytes, which no mailbox takes.
MOST_LISTED = 50


def write_due(now):
    """Write what has fallen due at the instant `now`."""
    write_digest(now)
    write_held_back(now)


def write_digest(now):
    """
    Write today's digest once it is eight at the gym, if requests from before then still wait.
    """
    waiting = Intro.objects.real().requests_waiting()
    if not waiting.exists():
        return
    gym = Gym.objects.current()
    today = times.local(now, gym.zone).date()
    eight = slots.instant(datetime.combine(today, DIGEST_AT), gym.zone)
    key = f"digest:{today.isoformat()}"
    if now < eight or OutboxEmail.objects.filter(dedupe_key=key).exists():
        return
    since_before = waiting.filter(created_at__lt=eight)
    if count := since_before.count():
        email = emails.digest(since_before.for_pages()[:MOST_LISTED], count, gym, now)
        write_once(email, key)


def write_held_back(now):
    """Write one summary for each past hour in which something was held back."""
    this_hour = now.replace(minute=0, second=0, microsecond=0)
    held = (
        Intro.objects.real()
        .filter(status=Status.QUARANTINED)
        .filter(created_at__gte=this_hour - LOOKING_BACK, created_at__lt=this_hour)
        .order_by("created_at")
    )
    # Counted, not read: there may be thousands, and the sender asks again and again.
    hours = held.annotate(hour=TruncHour("created_at", tzinfo=UTC)).order_by("hour")
    counts = {
        f"held:{times.instant_text(hour)}": (hour, count)
        for hour, count in hours.values_list("hour").annotate(Count("pk"))
    }
    written = OutboxEmail.objects.filter(dedupe_key__in=counts)
    missing = counts.keys() - set(written.values_list("dedupe_key", flat=True))
    if not missing:
        return
    gym = Gym.objects.current()
    for key in sorted(missing):
        hour, count = counts[key]
        first = held.filter(created_at__gte=hour, created_at__lt=hour + HOUR).for_pages()
        write_once(emails.held_back(first[:MOST_LISTED], count, gym, now), key)


def write_once(email, key):
    """Save `email` unless one with this `key` is there: another sender may be as quick."""
    email.dedupe_key = key
    OutboxEmail.objects.bulk_create([email], ignore_conflicts=True)
