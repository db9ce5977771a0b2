"""
The e-mails about intros. Composes only: each function returns an unsaved OutboxEmail, which
a service saves in the transaction that made it true.
"""

from bookings.emails.to_gym import (
    alert_facts,
    alerts,
    alerts_of_change,
    contact_buttons,
    digest,
    held_back,
    history,
    said_of,
)
from bookings.emails.to_person import (
    already,
    cancelled,
    confirmation,
    missed,
    moved,
    received,
    reminders_of,
)

__all__ = [
    "alert_facts",
    "alerts",
    "alerts_of_change",
    "already",
    "cancelled",
    "confirmation",
    "contact_buttons",
    "digest",
    "held_back",
    "history",
    "missed",
    "moved",
    "received",
    "reminders_of",
    "said_of",
]
