"""
What is forgotten about people: on their word at once, else after LEAD_RETENTION_MONTHS.

The privacy page promises both. Those who joined are members: their records are kept.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from bookings import links
from bookings.models import Intro, Status
from forge_site.outbox.models import OutboxEmail
from forge_site.outbox.models.emails import EMPTY
from forge_site.outbox.purge import DAYS_PER_MONTH

SUMMARIES = ("alert_digest", "alert_held")
# Few enough that nobody waits behind the clean-up.
AT_ONCE = 200


@transaction.atomic
def forget(intro):
    """
    Delete `intro` with its notes, every e-mail about it, sent or not, and what the desk's
    own log says of it: Django keeps the name of a row there for ever, even its deletion's.

    The summaries that list it are emptied; their rows stay, or they would be written again.
    """
    OutboxEmail.objects.about(intro.key).delete()
    summaries = OutboxEmail.objects.filter(kind__in=SUMMARIES).exclude(
        state=OutboxEmail.State.QUEUED
    )
    listing_it = summaries.filter(text__contains=links.desk_url(intro))
    listing_it.update(**EMPTY, emptied_at=timezone.now())
    kind = ContentType.objects.get_for_model(Intro)
    LogEntry.objects.filter(content_type=kind, object_id=str(intro.pk)).delete()
    intro.delete()


def forget_old(now):
    """
    Forget the intros nothing has happened with since LEAD_RETENTION_MONTHS before `now`.

    An intro counts from its last change or its end, whichever is later. Returns how many
    were forgotten, AT_ONCE at most; the next call goes on.
    """
    kept = timedelta(days=settings.LEAD_RETENTION_MONTHS * DAYS_PER_MONTH)
    old = (
        Intro.objects.exclude(status=Status.JOINED)
        .filter(created_at__lt=now - kept, changed_at__lt=now - kept)
        .exclude(ends_at__gte=now - kept)
        .order_by("pk")[:AT_ONCE]
    )
    forgotten = list(old)
    for intro in forgotten:
        forget(intro)
    return len(forgotten)


def forget_networks(now):
    """
    Blank the keys of networks a day before `now`; return how many.

    They stand for whole addresses and are counted within an hour. What stays is cut short,
    as the privacy page says.
    """
    counted = Intro.objects.exclude(network_key="").filter(
        created_at__lt=now - timedelta(days=1)
    )
    return counted.update(network_key="")
