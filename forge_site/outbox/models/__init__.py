"""What leaves the house, and who carries it."""

from forge_site.outbox.models.emails import OutboxEmail
from forge_site.outbox.models.heartbeat import SenderHeartbeat

__all__ = ["OutboxEmail", "SenderHeartbeat"]
