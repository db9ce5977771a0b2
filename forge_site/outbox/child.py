"""
The sender as a watched child of gunicorn's master: started, restarted, replaced, ended.

Driven from the master's own loop, without a thread, since the master forks its workers.
Standard library only: the master loads no Django, so that a reload brings new code.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[2]
# The child waits 1, 2, 4 ... up to 60 seconds before it is started again; having lived
# for a minute it has earned a fresh start.
LONGEST_WAIT_SECONDS = 60
GOOD_LIFE_SECONDS = 60
# A sender asked to end finishes the e-mail in hand, which takes a few seconds at most
# unless the mail server hangs; then its lease gives that e-mail back.
PATIENCE_SECONDS = 20


def command():
    """Return the command line of a sender that ends with this process."""
    return [
        sys.executable,
        str(BASE_DIR / "manage.py"),
        "send_outbox",
        "--parent",
        str(os.getpid()),
    ]


class SenderChild:
    """One sender process at a time. `watch()` is to be called about once a second."""

    def __init__(self, log, start=None, clock=time.monotonic):
        self.log = log
        self._start = start or (lambda: subprocess.Popen(command(), cwd=BASE_DIR))  # noqa: S603
        self._clock = clock
        self._process = None
        self._leaving_since = None
        self._born = 0.0
        self._deaths = 0
        self._next_start = 0.0

    def watch(self):
        """Start the sender if there is none and it is time; see that a leaving one leaves."""
        now = self._clock()
        # The master reaps every child itself; poll() then reports 0, which is all we need.
        if self._process and self._process.poll() is not None:
            self._note_end(now)
        if self._process is None:
            if now >= self._next_start:
                self._born = now
                self._process = self._start()
                self.log.info("Sending e-mail with process %s", self._process.pid)
        elif self._leaving_since and now - self._leaving_since > PATIENCE_SECONDS:
            self._process.kill()

    def replace(self):
        """Ask the sender to end; `watch()` starts the next one at once, with the new code."""
        if self._process and not self._leaving_since:
            self._leaving_since = self._clock()
            self._process.terminate()

    def end(self):
        """Ask the sender to end and wait for it, then make it."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _note_end(self, now):
        if self._leaving_since:
            self._deaths, wait = 0, 0
        else:
            lived = now - self._born
            self._deaths = 1 if lived >= GOOD_LIFE_SECONDS else self._deaths + 1
            wait = min(2 ** (self._deaths - 1), LONGEST_WAIT_SECONDS)
            self.log.warning("The e-mail sender ended; starting it again in %s s", wait)
        self._process = self._leaving_since = None
        self._next_start = now + wait
