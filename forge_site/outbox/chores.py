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
    """Run every chore at `now`. One that fails leaves the others, and sending, alone."""
    now = now or timezone.now()
    for chore in _chores:
        try:
            chore(now)
        except AnyDatabaseError:
            raise
        except Exception:
            log.exception("A chore failed: %s.%s", chore.__module__, chore.__name__)
