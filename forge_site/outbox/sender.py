"""
The process that sends: looks for due e-mails every second or two until it is told to end.

Ends on SIGTERM and SIGINT after the e-mail in hand, and when its parent is gone. Outlives
a locked or missing database and whatever else goes wrong, with growing pauses.
"""

import logging
import os
import random
import signal
import socket
import time
from collections import Counter
from datetime import timedelta

from django.db import Error as AnyDatabaseError
from django.db import close_old_connections, connections
from django.utils import timezone

from forge_site.outbox import chores, purge, send
from forge_site.outbox.models import SenderHeartbeat

log = logging.getLogger(__name__)

POLL_SECONDS = 1.5
BEAT_SECONDS = 20
CHORES_SECONDS = 60
PURGE_SECONDS = timedelta(hours=24).total_seconds()
# While the mail server is away: each round tries one e-mail, so that what waits keeps its
# place and leaves within this once the server is back.
SERVER_AWAY_SECONDS = 15
LONGEST_PAUSE_SECONDS = 30
NAP_SECONDS = 0.25


def send_all():
    """Do the chores, then send what is due, in as many batches as it takes: a Counter."""
    chores.do_all()
    total = Counter()
    while counts := send.send_due():
        total += counts
        if counts["broken"]:
            break
    return total


class Sender:
    """The loop. `parent` is the process id without which it ends, or None."""

    def __init__(self, parent=None):
        self.parent = parent
        self.told_to_end = False
        self.next_beat = 0.0
        self.next_purge = 0.0
        self.next_chores = 0.0
        self.troubles = 0

    def run(self):
        """Send until told to end, or until the parent is gone."""
        signal.signal(signal.SIGTERM, self.end)
        signal.signal(signal.SIGINT, self.end)
        try:
            while self.may_go_on():
                self.pause(self.round())
        finally:
            connections.close_all()

    def end(self, number=None, frame=None):
        """Take note that the process should end: the signal handler."""
        self.told_to_end = True

    def may_go_on(self):
        """Return False once told to end, or once the parent is another process."""
        return not self.told_to_end and self.parent in (None, os.getppid())

    def round(self):
        """Do what is to be done now and return how many seconds to pause."""
        try:
            close_old_connections()
            self.beat()
            self.do_chores()
            counts = send.send_due(carry_on=self.carry_on)
            self.purge()
        except AnyDatabaseError as error:
            # Its first line only: the rest may quote a row.
            log.warning("The database is away: %s", str(error).partition("\n")[0][:200])
            connections.close_all()
            return self.trouble()
        except Exception:
            log.exception("The sender met something unexpected and goes on")
            return self.trouble()
        self.troubles = 0
        if counts["broken"]:
            return SERVER_AWAY_SECONDS
        return 0 if counts else POLL_SECONDS * random.uniform(0.8, 1.2)  # noqa: S311

    def trouble(self):
        """Return a pause that grows with every trouble in a row: 1, 2, 4 ... 30 seconds."""
        self.troubles += 1
        return min(2 ** (self.troubles - 1), LONGEST_PAUSE_SECONDS)

    def carry_on(self):
        """Give a sign of life between two e-mails and return whether to send the next."""
        self.beat()
        return self.may_go_on()

    def beat(self):
        """Write the heartbeat, if it is time."""
        if time.monotonic() >= self.next_beat:
            SenderHeartbeat.objects.beat(socket.gethostname(), os.getpid(), timezone.now())
            self.next_beat = time.monotonic() + BEAT_SECONDS

    def do_chores(self):
        """Let the other rooms write what has fallen due, if it is time."""
        if time.monotonic() >= self.next_chores:
            chores.do_all()
            self.next_chores = time.monotonic() + CHORES_SECONDS

    def purge(self):
        """Empty and forget old e-mails, when the process starts and daily from then on."""
        if time.monotonic() >= self.next_purge:
            purge.empty_old_bodies(timezone.now())
            purge.forget_old_emails(timezone.now())
            self.next_purge = time.monotonic() + PURGE_SECONDS

    def pause(self, seconds):
        """Wait, in naps, so that a signal or the parent's end is noticed soon."""
        until = time.monotonic() + seconds
        while self.may_go_on() and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, NAP_SECONDS))
