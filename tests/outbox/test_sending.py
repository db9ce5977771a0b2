"""What leaves the house, and what becomes of it when a mail server misbehaves."""

from datetime import timedelta

import pytest

from forge_site.outbox import failures, send
from forge_site.outbox.models import OutboxEmail
from tests.outbox.factories import NOW, email
from tests.outbox.mailserver import DROP, HANG

pytestmark = pytest.mark.django_db


class TestOneEmail:
    def test_it_is_taken_once_and_marked_as_sent(self, mail_server):
        row = email()
        assert send.send_due(NOW) == {"sent": 1}
        assert send.send_due(NOW) == {}
        row.refresh_from_db()
        assert mail_server.subjects() == ["Your free intro"]
        assert row.state == OutboxEmail.State.SENT
        assert abs(row.sent_at - NOW) < timedelta(seconds=5)
        assert row.delivered_to == ["ana@forge-fitness.net"]

    def test_it_waits_for_its_time(self, mail_server):
        email(send_after=NOW + timedelta(minutes=1))
        assert send.send_due(NOW) == {}
        assert send.send_due(NOW + timedelta(minutes=1)) == {"sent": 1}

    def test_the_claim_is_given_to_one_of_two(self):
        row, twin = email(), OutboxEmail.objects.get()
        assert OutboxEmail.objects.claim(row, NOW)
        assert not OutboxEmail.objects.claim(twin, NOW)

    def test_a_lease_ends_by_itself(self):
        row = email()
        OutboxEmail.objects.claim(row, NOW)
        assert not OutboxEmail.objects.due(NOW + timedelta(minutes=4, seconds=59)).exists()
        assert OutboxEmail.objects.due(NOW + timedelta(minutes=5)).exists()

    def test_a_batch_takes_one_connection(self, mail_server):
        for number in range(5):
            email(subject=f"Number {number}")
        assert send.send_due(NOW) == {"sent": 5}
        assert mail_server.connections == 1


class TestServersThatMisbehave:
    @pytest.mark.parametrize(
        ("step", "reply", "words"),
        [
            ("RCPT", "451 try later", failures.BUSY),
            ("RCPT", "421 closing", failures.BUSY),
            ("RCPT", "452 too many", failures.BUSY),
            ("DATA", "451 try later", failures.BUSY),
            ("MAIL", "553 not from you", failures.NOT_OUR_SENDER),
            ("MAIL", "530 log in first", failures.NO_LOGIN),
            ("DATA", DROP, failures.HUNG_UP),
            ("DATA", HANG, failures.NO_ANSWER),
        ],
    )
    def test_what_may_pass_is_tried_again(self, mail_server, step, reply, words):
        row = email()
        mail_server.replies[step] = reply
        assert send.send_due(NOW)["retried"] == 1
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("queued", words)
        assert timedelta(minutes=1) <= row.send_after - NOW < timedelta(minutes=1, seconds=20)
        mail_server.replies.clear()
        assert send.send_due(row.send_after) == {"sent": 1}

    @pytest.mark.parametrize(
        ("step", "reply", "words"),
        [
            ("RCPT", "550 unknown user", failures.NO_ADDRESS),
            ("RCPT", "552 over quota", failures.MAILBOX_FULL),
            ("RCPT", "554 no", failures.ADDRESS_REFUSED),
            ("DATA", "554 looks like spam", failures.MESSAGE_REFUSED),
        ],
    )
    def test_what_will_not_pass_is_given_up_at_once(self, mail_server, step, reply, words):
        row = email()
        mail_server.replies[step] = reply
        assert send.send_due(NOW) == {"failed": 1}
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("failed", words)
        assert reply.partition(" ")[2] in row.last_error_detail
        assert mail_server.messages == []
