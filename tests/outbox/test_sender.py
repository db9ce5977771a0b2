"""The sender's loop and the watch over it, step by step, without processes."""

import logging
import subprocess
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from forge_site.outbox import send
from forge_site.outbox.child import SenderChild
from forge_site.outbox.models import SenderHeartbeat
from forge_site.outbox.sender import SERVER_AWAY_SECONDS, Sender
from tests.outbox.factories import NOW, email


class Process:
    """What SenderChild needs of a Popen."""

    count = 0

    def __init__(self):
        Process.count += 1
        self.pid = Process.count
        self.returncode = None
        self.told = []

    def poll(self):
        return self.returncode

    def terminate(self):
        self.told.append("terminate")

    def kill(self):
        self.told.append("kill")
        self.returncode = -9

    def wait(self, timeout=None):
        if timeout and self.returncode is None:
            raise subprocess.TimeoutExpired("sender", timeout)


class TestTheWatch:
    @pytest.fixture(autouse=True)
    def child(self):
        self.now = 1000.0
        self.started = []
        self.child = SenderChild(logging.getLogger("test"), self.start, lambda: self.now)

    def start(self):
        self.started.append(Process())
        return self.started[-1]

    def watch(self, after=0.0):
        self.now += after
        self.child.watch()
        return len(self.started)

    def dies(self):
        self.started[-1].returncode = 1

    def test_there_is_one(self):
        assert [self.watch(), self.watch(1), self.watch(1)] == [1, 1, 1]

    def test_each_death_doubles_the_wait_up_to_a_minute(self):
        self.watch()
        for wait in (1, 2, 4, 8, 16, 32, 60, 60):
            born = len(self.started)
            self.dies()
            assert self.watch() == born
            assert self.watch(wait - 0.5) == born
            assert self.watch(0.5) == born + 1

    def test_a_good_life_earns_a_quick_start(self):
        self.watch()
        for _ in range(5):
            self.dies()
            self.watch()
            self.watch(60)
        born = len(self.started)
        self.watch(61)
        self.dies()
        self.watch()
        assert self.watch(1) == born + 1

    def test_a_replaced_one_is_followed_at_once_and_never_joined(self):
        self.watch()
        self.child.replace()
        self.child.replace()
        assert self.started[0].told == ["terminate"]
        assert self.watch(5) == 1
        self.dies()
        assert self.watch() == 2

    def test_one_that_will_not_leave_is_made_to(self):
        self.watch()
        self.child.replace()
        self.watch(20.5)
        assert self.started[0].told == ["terminate", "kill"]
        assert self.watch() == 2

    def test_the_end_is_the_end(self):
        self.watch()
        self.child.end()
        self.child.end()
        assert self.started[0].told == ["terminate", "kill"]


@pytest.mark.django_db(transaction=True)  # a round may close the connection
class TestTheLoop:
    def test_a_round_sends_beats_and_forgets(self, mail_server, settings):
        settings.OUTBOX_BODY_DAYS = 30
        old = NOW - timedelta(days=800)
        email(state="sent", sent_at=old, created_at=old)
        email(send_after=timezone.now())
        sender = Sender()
        assert sender.round() == 0
        assert len(mail_server.messages) == 1
        assert SenderHeartbeat.objects.count() == 1
        assert not [row for row in send.OutboxEmail.objects.all() if row.sent_at == old]

    def test_with_nothing_to_do_it_looks_again_within_two_seconds(self):
        assert 1 < Sender().round() < 2

    def test_while_the_mail_server_is_away_it_waits_longer(self, mail_server):
        mail_server.replies["MAIL"] = "421 closing"
        email(send_after=timezone.now())
        assert Sender().round() == SERVER_AWAY_SECONDS

    @pytest.mark.parametrize("error", [OperationalError("locked"), RuntimeError("x")])
    def test_trouble_never_ends_it(self, monkeypatch, error):
        def fail(**options):
            raise error

        monkeypatch.setattr(send, "send_due", fail)
        monkeypatch.setattr("forge_site.outbox.sender.connections.close_all", lambda: None)
        sender = Sender()
        assert [sender.round() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
        assert sender.may_go_on()

    def test_it_goes_when_its_parent_is_another(self):
        assert not Sender(parent=1 << 22).may_go_on()

    def test_told_to_end_it_takes_no_further_email(self, mail_server):
        email()
        sender = Sender()
        sender.end()
        assert send.send_due(NOW, carry_on=sender.carry_on) == {}


@pytest.mark.django_db
class TestOnce:
    def test_it_sends_what_is_due_and_says_so(self, mail_server):
        for _ in range(2):
            email(send_after=timezone.now())
        email(to=["x@example.com"], send_after=timezone.now())
        out = StringIO()
        call_command("send_outbox", "--once", stdout=out)
        assert out.getvalue().strip() == (
            "Sent 2, to be tried again 0, given up 0, left out 1."
        )

    def test_a_server_that_is_away_is_an_error(self, mail_server):
        mail_server.replies["MAIL"] = "421 closing"
        email(send_after=timezone.now())
        with pytest.raises(CommandError, match="The mail server failed"):
            call_command("send_outbox", "--once", stdout=StringIO())
