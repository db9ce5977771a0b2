"""The outbox as coaches see it: what was sent, what waits, and why."""

from forge_site.outbox.admin.emails import OutboxEmailAdmin

__all__ = ["OutboxEmailAdmin"]
