"""Gunicorn's master and its sender, in real processes: born, watched, replaced, gone."""

import os
import signal
import sys

import pytest

from forge_site.outbox.models import SenderHeartbeat
from tests.faults.site import children_of, free_port, is_alive, listens, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def senders(site):
    return children_of(site.process.pid, "send_outbox")


@pytest.fixture
def sender(running_site):
    """The pid of the one sender of `running_site`, once it has given a sign of life."""
    beats = SenderHeartbeat.objects.using(running_site.folder.alias)
    until(beats.exists, what="a heartbeat")
    [pid] = senders(running_site)
    assert beats.get().pid == pid
    return pid


class TestTheSendersLife:
    def test_a_killed_one_is_started_again_and_a_reload_replaces_it(self, running_site, sender):
        os.kill(sender, signal.SIGKILL)
        until(lambda: not is_alive(sender), what="the first sender gone")
        second = until(lambda: senders(running_site), what="a second sender")
        assert len(second) == 1
        assert second != [sender]

        running_site.process.send_signal(signal.SIGHUP)
        until(lambda: not is_alive(second[0]), what="the second sender gone")
        third = until(lambda: senders(running_site), what="a third sender")
        assert len(third) == 1
        assert listens(running_site.port)

        running_site.process.send_signal(signal.SIGTERM)
        running_site.process.wait(20)
        assert not is_alive(third[0])

    def test_ctrl_c_ends_it(self, running_site, sender):
        running_site.process.send_signal(signal.SIGINT)
        running_site.process.wait(20)
        assert not is_alive(sender)

    def test_it_does_not_outlive_a_killed_master(self, running_site, sender):
        workers = set(children_of(running_site.process.pid)) - {sender}
        running_site.process.kill()
        running_site.process.wait(10)
        until(lambda: not is_alive(sender), seconds=8, what="the sender gone")
        until(lambda: not any(map(is_alive, workers)), what="the workers gone")


class TestWithoutOne:
    def test_a_setting_turns_it_off(self, site_folder):
        site_folder.env["OUTBOX_SENDER"] = "0"
        process = site_folder.start_gunicorn(BIND=f"127.0.0.1:{free_port()}")
        until(lambda: len(children_of(process.pid)) == 2, what="two workers")
        assert children_of(process.pid, "send_outbox") == []
