"""
The sender killed with SIGKILL at each of its steps, told to end, and doubled: nothing is
lost, and at most the one e-mail in its hands is repeated, with the same Message-ID.
"""

import contextlib
import time

import pytest
from django.db import connections, transaction
from django.utils import timezone

from forge_site.outbox.models import OutboxEmail
from tests.faults.site import until
from tests.outbox.mailserver import MailServer


@pytest.fixture
def mail_server(site_folder):
    with MailServer() as server:
        site_folder.env["EMAIL_URL"] = f"smtp://127.0.0.1:{server.port}"
        yield server


@pytest.fixture
def rows(site_folder):
    return OutboxEmail.objects.using(site_folder.alias)


def queue(rows, count=1):
    rows.bulk_create(
        OutboxEmail(kind="alert", to=["a@forge-fitness.net"], subject=f"Number {n}", text="x")
        for n in range(count)
    )


def let_leases_end(rows):
    rows.unsent().update(send_after=timezone.now())


def kill_at_the_lock(sender, site_folder):
    """
    Kill `sender` while it waits for a lock.

    PostgreSQL would still carry out what a dead client asked for, once the lock is free, so
    there its server process is ended as well.
    """
    sender.kill()
    sender.wait()
    connection = connections[site_folder.alias]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )


class TestKilledAtEachStep:
    @pytest.mark.parametrize(("step", "copies"), [("MAIL", 1), ("RCPT", 1), ("DATA", 2)])
    def test_the_email_in_hand_comes_back(self, site_folder, mail_server, rows, step, copies):
        """After DATA the server has it, and only its answer is missing: hence the repeat."""
        queue(rows, 3)
        there = mail_server.hang_at(step)
        sender = site_folder.start_sender()
        assert there.wait(40)
        sender.kill()
        sender.wait()
        mail_server.go_on()

        site_folder.manage("send_outbox", "--once")
        held = rows.unsent().get()
        assert held.send_after > timezone.now(), "still leased to the dead sender"
        let_leases_end(rows)
        site_folder.manage("send_outbox", "--once")

        assert rows.filter(state="sent").count() == 3
        assert mail_server.subjects().count(held.subject) == copies
        assert len(mail_server.messages) == 2 + copies
        assert len(set(mail_server.message_ids())) == 3

    def test_before_it_can_note_that_the_email_is_sent(self, site_folder, mail_server, rows):
        queue(rows)
        there = mail_server.hang_at("DATA")
        sender = site_folder.start_sender()
        assert there.wait(40)
        with transaction.atomic(using=site_folder.alias):
            rows.select_for_update().get()  # the sender cannot write
            mail_server.go_on()
            time.sleep(1)
            kill_at_the_lock(sender, site_folder)
        assert rows.get().state == "queued"
        let_leases_end(rows)
        site_folder.manage("send_outbox", "--once")
        assert rows.get().state == "sent"
        first, second = mail_server.message_ids()
        assert first == second

    def test_before_it_can_claim(self, site_folder, mail_server, rows):
        queue(rows)
        with transaction.atomic(using=site_folder.alias):
            rows.select_for_update().get()
            sender = site_folder.start_sender()
            time.sleep(2)
            kill_at_the_lock(sender, site_folder)
        assert rows.get().attempts == 0
        site_folder.manage("send_outbox", "--once")
        assert len(mail_server.messages) == 1


class TestToldToEnd:
    def test_it_finishes_the_email_in_hand_and_takes_no_other(
        self, site_folder, mail_server, rows
    ):
        queue(rows, 3)
        there = mail_server.hang_at("DATA")
        sender = site_folder.start_sender()
        assert there.wait(40)
        sender.terminate()
        time.sleep(0.5)
        mail_server.go_on()
        assert sender.wait(10) == 0
        assert rows.filter(state="sent").count() == 1
        assert rows.filter(state="queued", attempts=0).count() == 2


class TestTwoSenders:
    def test_sixty_emails_leave_once_each(self, site_folder, mail_server, rows):
        queue(rows, 60)
        for _ in range(2):
            site_folder.start_sender()
        until(lambda: rows.filter(state="sent").count() == 60, seconds=40)
        assert len(mail_server.messages) == 60
        assert len(set(mail_server.message_ids())) == 60


class TestAServerThatHangs:
    def test_nobody_else_waits_for_the_database(self, site_folder, mail_server, rows):
        queue(rows)
        there = mail_server.hang_at("DATA")
        site_folder.start_sender()
        assert there.wait(40)
        began = time.monotonic()
        queue(rows)
        assert time.monotonic() - began < 1
        mail_server.go_on()


class TestADatabaseThatIsAway:
    def test_the_sender_waits_for_its_tables(self, site_folder, mail_server, rows):
        table = OutboxEmail._meta.db_table
        with connections[site_folder.alias].cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        site_folder.start_sender()
        until(lambda: "The database is away" in site_folder.log(), what="a line in the log")
        with contextlib.closing(connections[site_folder.alias].cursor()) as cursor:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")
        queue(rows)
        until(lambda: mail_server.messages, what="the e-mail")
