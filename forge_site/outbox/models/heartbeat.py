"""A sign of life from whoever sends the e-mail."""

from django.db import models


class SenderHeartbeatQuerySet(models.QuerySet):
    def beat(self, host, pid, now):
        """Note that the sender `pid` on `host` is alive at `now`."""
        self.update_or_create(host=host, defaults={"pid": pid, "seen_at": now})

    def last_seen_at(self):
        """Return when any sender last gave a sign of life, or None."""
        return self.aggregate(last=models.Max("seen_at"))["last"]


class SenderHeartbeat(models.Model):
    """The sender of one host, and when it was last seen. A row for each host."""

    host = models.CharField(max_length=255, unique=True)
    pid = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    objects = SenderHeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.host}, process {self.pid}"
