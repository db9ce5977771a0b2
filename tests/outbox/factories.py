"""Rows of the outbox for tests, every field overridable."""

from datetime import UTC, datetime

from forge_site.outbox.models import OutboxEmail

NOW = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # 5:30 pm in New York


def email(**changes):
    """Return a saved, queued e-mail that is due at NOW."""
    fields = {
        "kind": "confirmation",
        "to": ["ana@forge-fitness.net"],
        "subject": "Your free intro",
        "text": "See you Tuesday.",
        "html": "<p>See you Tuesday.</p>",
        "send_after": NOW,
    }
    return OutboxEmail.objects.create(**fields | changes)
