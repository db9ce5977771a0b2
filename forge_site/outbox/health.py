"""
Whether e-mail leaves the house: for /healthz and the desk. Counts and ages only, no names.
"""

from datetime import timedelta

from django.db.models import Min, Q
from django.utils import timezone

from forge_site.outbox import words
from forge_site.outbox.models import OutboxEmail, SenderHeartbeat

ALERT_OVERDUE = timedelta(minutes=15)
# A sender beats every 20 seconds and between two e-mails; one e-mail takes 2 minutes at most.
SENDER_SILENT = timedelta(minutes=3)


def health(now=None, *, without_unaddressed=False):
    """
    Return {"ok", "problems", "oldest_unsent_alert_minutes", "failed", "sender_seen_seconds"}.

    `problems` are sentences for coaches; "ok" is True without any. The two ages are whole
    numbers, or None for no such alert and for a sender never seen. `without_unaddressed`
    leaves out what failed for want of an address, where that is said already.
    """
    now = now or timezone.now()
    alert_age = oldest_unsent_alert_age(now)
    failed = failed_count(without_unaddressed)
    silent_for = heartbeat_age(now)
    problems = list(_problems(alert_age, failed, silent_for))
    return {
        "ok": not problems,
        "problems": problems,
        "oldest_unsent_alert_minutes": alert_age and alert_age // timedelta(minutes=1),
        "failed": failed,
        "sender_seen_seconds": silent_for and silent_for // timedelta(seconds=1),
    }


def oldest_unsent_alert_age(now):
    """Return how long the oldest alert that should have left is waiting, or None."""
    due = OutboxEmail.objects.alerts().unsent()
    due = due.filter(Q(attempts__gt=0) | Q(send_after__lte=now))
    oldest = due.aggregate(oldest=Min("created_at"))["oldest"]
    return now - oldest if oldest else None


def failed_count(without_unaddressed=False):
    """Return how many e-mails were given up and wait for a person."""
    failed = OutboxEmail.objects.failed()
    return (failed.exclude(to=[]) if without_unaddressed else failed).count()


def heartbeat_age(now):
    """Return how long ago any sender gave a sign of life, or None if none ever did."""
    seen_at = SenderHeartbeat.objects.last_seen_at()
    return now - seen_at if seen_at else None


def _problems(alert_age, failed, silent_for):
    if alert_age and alert_age >= ALERT_OVERDUE:
        yield f"An alert has been waiting for {words.ago(alert_age)}: e-mail does not leave."
    if failed:
        yield f"{words.counted(failed, 'e-mail')} could not be sent."
    if silent_for is None:
        yield "The e-mail sender has never run."
    elif silent_for >= SENDER_SILENT:
        yield f"The e-mail sender was last seen {words.ago(silent_for)} ago."
