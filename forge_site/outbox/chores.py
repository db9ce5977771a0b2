"""
What the sender does beside sending, about once a minute: it lets rooms above write e-mails
that nobody's click brings about, such as a daily digest.

A chore is a function of `now` that is handed in when its app starts. It must be safe to run
at any time, by several senders at once, and after a sleep of days: what is due is judged
from rows, never from when it ran last.
"""

import logging

from django.db import Error as AnyDatabaseError
from django.utils import timezone

log = logging.getLogger(__name__)
_chores = []


def every_minute(chore):
    """Have `chore(now)` run about once a minute by whoever sends."""
    if chore not in _chores:
        _chores.append(chore)


def do_all(now=None):
    """
    Run every chore at `now`. One that fails leaves the others, and sending, alone.

    That holds for a database error too: one chore's bad row must not keep every e-mail from
    leaving. A database that is away is noticed by the sending that follows.
    """
    now = now or timezone.now()
    for chore in _chores:
        try:
            chore(now)
        except AnyDatabaseError as error:
            # Its kind only: the message may quote a row.
            log.error("A chore failed: %s, %s", name_of(chore), type(error).__name__)
        except Exception:
            log.exception("A chore failed: %s", name_of(chore))


def name_of(chore):
    return f"{chore.__module__}.{chore.__name__}"
