"""
What is forgotten, and when: bodies after OUTBOX_BODY_DAYS, the rows themselves after
LEAD_RETENTION_MONTHS, since an address is personal as well.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models.functions import Coalesce

from forge_site.outbox.models import OutboxEmail
from forge_site.outbox.models.emails import EMPTY

DAYS_PER_MONTH = 30  # rather a few days early than one late


def empty_old_bodies(now):
    """Empty the bodies of what was settled OUTBOX_BODY_DAYS before `now`; return how many."""
    old = _settled_before(now - timedelta(days=settings.OUTBOX_BODY_DAYS))
    return old.filter(emptied_at=None).update(**EMPTY, last_error_detail="", emptied_at=now)


def forget_old_emails(now):
    """Delete what was settled LEAD_RETENTION_MONTHS before `now`; return how many."""
    months = settings.LEAD_RETENTION_MONTHS
    return _settled_before(now - timedelta(days=months * DAYS_PER_MONTH)).delete()[0]


def _settled_before(instant):
    settled = OutboxEmail.objects.exclude(state=OutboxEmail.State.QUEUED)
    return settled.alias(at=Coalesce("sent_at", "created_at")).filter(at__lt=instant)
