"""
Sends what is due: claims one e-mail, hands it over, notes what became of it, and on.

No transaction is open while a mail server is talked to, so that a hanging server holds no
lock. A claim covers one e-mail, never a batch: what dies with a sender is at most the one
in its hands, and that one comes back by itself when its lease ends.
"""

import logging
import random
import signal
import threading
import time
from collections import Counter
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.core.mail import get_connection
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.utils import timezone

from forge_site.gym.models import Gym
from forge_site.outbox import delivery, failures
from forge_site.outbox.models import OutboxEmail

log = logging.getLogger(__name__)

BATCH = 100
# The hard end of one delivery. Every single answer may take EMAIL_TIMEOUT, and a server
# that sends a byte now and then takes for ever; the lease (5 minutes) must outlive this.
DEADLINE = timedelta(minutes=2)
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]
GIVE_UP_AFTER = timedelta(hours=72)
JITTER = 0.2
# How long the outcome of an e-mail is held on to while the database cannot be written.
HOLD_ON = timedelta(minutes=2)

RESERVED = "the address is a made-up one, such as example.com, and belongs to nobody."
TOO_LATE = "it would have come too late."


def send_due(now=None, carry_on=lambda: True):
    """
    Send what is due at `now` and return a Counter: sent, retried, failed, skipped, broken.

    "broken" is 1 if the mail server itself failed; the rest of the batch then stays queued
    and untouched. Stops before the next e-mail when `carry_on()` is false. Raises
    DatabaseError only for the database itself.
    """
    now = now or timezone.now()
    began = time.monotonic()
    counts = Counter()
    waiting = list(OutboxEmail.objects.due(now).values_list("pk", flat=True)[:BATCH])
    if not waiting:
        return counts
    sender = delivery.from_address(Gym.objects.current())
    server = Server()
    try:
        for pk in waiting:
            if not carry_on() or counts["broken"]:
                break
            at = now + timedelta(seconds=time.monotonic() - began)
            email = OutboxEmail.objects.due(now).filter(pk=pk).first()
            if email is None or not OutboxEmail.objects.claim(email, at):
                continue
            counts.update(send_one(email, server, sender, at))
    finally:
        server.close()
    return counts


def send_one(email, server, sender, now):
    """Send the claimed `email`, note the outcome, and return what to count."""
    if email.send_before and now >= email.send_before:
        OutboxEmail.objects.skip(email, TOO_LATE)
        return ["skipped"]
    try:
        if not delivery.still_waiting(email):
            return no_one_left(email, now)
        with deadline(DEADLINE):
            refused = delivery.deliver(email, server.open(), sender)
    except DatabaseError:
        raise
    except Exception as error:
        server.close()
        return note_failure(email, error, now)
    return note_success(email, refused, now)


def no_one_left(email, now):
    """Settle an e-mail none of whose addresses is left to be mailed."""
    if email.delivered_to:
        surely(lambda: OutboxEmail.objects.mark_sent(email, now))
        return ["sent"]
    if email.to:
        OutboxEmail.objects.skip(email, RESERVED)
        return ["skipped"]
    OutboxEmail.objects.give_up(email, "nobody is named to send it to.")
    return ["failed"]


def note_success(email, refused, now):
    """Note who has it, and what becomes of those the server `refused` while it took others."""
    taken = [one for one in delivery.still_waiting(email) if one not in refused]
    email.delivered_to = [*email.delivered_to, *taken]
    if not refused:
        finish(email, now)
        return ["sent"]
    failure = failures.refused(refused)
    names = ", ".join(refused)
    said = str(refused)[:2000]
    if failure.is_permanent:
        finish(email, now, f"Not to {names}: {failure.words}"[:250], said)
        return ["sent"]
    return wait_or_give_up(email, f"{names}: {failure.words}"[:250], said, now)


def finish(email, now, note="", said=""):
    """Mark `email` as sent, even if the database makes us wait: a lost mark is a repeat."""
    if not surely(lambda: OutboxEmail.objects.mark_sent(email, now, note, said)):
        log.warning("E-mail %s was taken back while it was being sent", email.pk)


def note_failure(email, error, now):
    """Note why `email` did not leave, and when it is tried again, if at all."""
    failure = failures.explain(error)
    said = failures.detail(error)
    # Only the kind of error: what servers reply names people's addresses.
    log.warning("E-mail %s (%s) not sent: %s", email.pk, email.kind, type(error).__name__)
    if failure.words == failures.UNKNOWN:
        log.error("Unexpected while sending e-mail %s", email.pk, exc_info=error)
    if failure.is_permanent:
        surely(lambda: OutboxEmail.objects.give_up(email, failure.words, said))
        return ["failed"]
    outcome = wait_or_give_up(email, failure.words, said, now)
    return [*outcome, "broken"] if failure.ends_batch else outcome


def wait_or_give_up(email, why, said, now):
    """Queue `email` again after its next wait, or give it up if it has waited long enough."""
    wait = next_wait(email.attempts)
    if wait is None:
        surely(lambda: OutboxEmail.objects.give_up(email, why, said))
        return ["failed"]
    surely(lambda: OutboxEmail.objects.try_again(email, now + wait, why, said))
    return ["retried"]


def next_wait(attempts):
    """
    Return how long to wait after attempt number `attempts` failed, or None to give up.

    1, 5, 15 and 60 minutes, then hourly until 72 hours of waiting are used up; up to a
    fifth longer each, so that what failed together does not come back together.
    """
    waited = sum(WAITS[: attempts - 1], timedelta())
    waited += WAITS[-1] * max(attempts - 1 - len(WAITS), 0)
    if waited >= GIVE_UP_AFTER:
        return None
    wait = WAITS[min(attempts, len(WAITS)) - 1]
    return wait * (1 + JITTER * random.random())  # noqa: S311  nothing secret


class Server:
    """The connection of one batch: opened for the first e-mail, renewed after a failure."""

    def __init__(self):
        self._backend = None

    def open(self):
        """Return an open backend. Raises OSError if the server cannot be reached."""
        # Kept before it is open: Django leaves a half-open connection behind otherwise.
        self._backend = self._backend or get_connection()
        self._backend.open()
        return self._backend

    def close(self):
        """
        Close the connection, if any; how that goes changes nothing any more.

        After a failure too: the next e-mail then gets a fresh one.
        """
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(Exception), deadline(DEADLINE):
                backend.close()


@contextmanager
def deadline(limit):
    """
    Raise TimeoutError in the block after `limit`, a timedelta, whatever it is waiting for.

    By SIGALRM, which only a process' main thread can have; elsewhere the socket timeouts
    are all there is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def give_up(number, frame):
        raise TimeoutError("timed out")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, limit.total_seconds())
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def surely(write):
    """Return `write()`, repeated while the database is locked or away, for HOLD_ON."""
    until = time.monotonic() + HOLD_ON.total_seconds()
    while True:
        try:
            return write()
        except (OperationalError, InterfaceError):
            if time.monotonic() >= until or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(1)
