"""What leaves the house, and what becomes of it when a mail server misbehaves."""

import itertools
import time
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult
from django.db import IntegrityError, transaction

from forge_site.outbox import failures, send
from forge_site.outbox.models import OutboxEmail
from forge_site.outbox.models.emails import LEASE
from tests.faults.site import free_port
from tests.outbox.factories import NOW, email
from tests.outbox.mailserver import DROP, HANG, MailServer, trickling_server

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

    def test_a_lease_outlives_the_longest_an_email_can_take(self):
        """Sending it, then noting the outcome while SQLite makes each write wait 20 s."""
        longest = send.DEADLINE + send.HOLD_ON + timedelta(seconds=20)
        assert longest < LEASE

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

    def test_one_that_trickles_is_cut_off(self, settings, monkeypatch):
        """A byte now and then keeps every timeout of a socket from ending."""
        monkeypatch.setattr(send, "DEADLINE", timedelta(seconds=1))
        settings.EMAIL_BACKEND = "forge_site.outbox.backends.SmtpBackend"
        settings.EMAIL_TIMEOUT = 2
        row = email()
        with trickling_server() as port:
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            began = time.monotonic()
            assert send.send_due(NOW) == {"retried": 1, "broken": 1}
        assert time.monotonic() - began < 10
        row.refresh_from_db()
        assert row.last_error == failures.NO_ANSWER

    def test_one_that_cannot_be_reached_leaves_the_others_untouched(self, settings):
        settings.EMAIL_BACKEND = "forge_site.outbox.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
        first, second = email(), email()
        assert send.send_due(NOW) == {"retried": 1, "broken": 1}
        first.refresh_from_db()
        second.refresh_from_db()
        assert first.last_error == failures.CANNOT_REACH
        assert (second.attempts, second.send_after) == (0, NOW)

    def test_one_without_encryption_gets_nothing_in_the_clear(self, mail_server, settings):
        settings.EMAIL_USE_TLS = True
        row = email()
        assert send.send_due(NOW)["retried"] == 1
        row.refresh_from_db()
        assert row.last_error == failures.NO_ENCRYPTION
        assert "MAIL" not in mail_server.seen

    def test_a_wrong_password_is_tried_again(self, settings):
        def refuse(server, session, envelope, mechanism, data):
            return AuthResult(success=False, handled=False, message="535 5.7.8 wrong")

        with MailServer(authenticator=refuse, auth_require_tls=False) as server:
            settings.EMAIL_BACKEND = "forge_site.outbox.backends.SmtpBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "forge", "wrong"
            row = email()
            assert send.send_due(NOW)["retried"] == 1
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("queued", failures.NO_LOGIN)

    @pytest.mark.parametrize(
        "wrong", ["Forge Fitness", "a@b.net c@d.net", "a@b.net\nBcc: e@f.g"]
    )
    def test_our_own_wrong_sender_fails_nothing_for_good(self, mail_server, settings, wrong):
        settings.DEFAULT_FROM_EMAIL = wrong
        row, other = email(), email()
        assert send.send_due(NOW) == {"retried": 1, "broken": 1}
        row.refresh_from_db()
        other.refresh_from_db()
        assert (row.state, row.last_error) == ("queued", failures.WRONG_SENDER)
        assert other.attempts == 0

    def test_one_refusal_does_not_hold_up_the_next(self, mail_server):
        email(to=["nobody@forge-fitness.net"])
        email(subject="Next")
        mail_server.replies["nobody@forge-fitness.net"] = "550 unknown"
        assert send.send_due(NOW) == {"failed": 1, "sent": 1}
        assert mail_server.subjects() == ["Next"]


class TestSeveralAddresses:
    MAYA, BEN = "maya@forge-fitness.net", "ben@forge-fitness.net"

    def test_one_busy_address_is_tried_again_alone(self, mail_server):
        row = email(to=[self.MAYA, self.BEN])
        mail_server.replies[self.BEN] = "451 later"
        assert send.send_due(NOW) == {"retried": 1}
        row.refresh_from_db()
        assert row.delivered_to == [self.MAYA]
        assert self.BEN in row.last_error
        mail_server.replies.clear()
        assert send.send_due(row.send_after) == {"sent": 1}
        assert [recipients for recipients, _ in mail_server.messages] == [
            [self.MAYA],
            [self.BEN],
        ]
        row.refresh_from_db()
        assert (row.delivered_to, row.last_error) == ([self.MAYA, self.BEN], "")

    def test_both_stand_in_the_letter(self, mail_server):
        email(to=[self.MAYA, self.BEN])
        send.send_due(NOW)
        [(_, message)] = mail_server.messages
        assert message["To"] == f"{self.MAYA}, {self.BEN}"

    def test_one_unknown_address_is_told_beside_the_sent_one(self, mail_server):
        row = email(to=[self.MAYA, self.BEN])
        mail_server.replies[self.BEN] = "550 unknown"
        assert send.send_due(NOW) == {"sent": 1}
        row.refresh_from_db()
        assert row.delivered_to == [self.MAYA]
        assert row.last_error == f"Not to {self.BEN}: {failures.NO_ADDRESS}"

    def test_an_address_written_in_letters_of_its_own_is_told_apart(self, mail_server):
        row = email(to=[self.MAYA, "ben@müller.de"])
        mail_server.replies["ben@xn--mller-kva.de"] = "451 later"
        assert send.send_due(NOW) == {"retried": 1}
        row.refresh_from_db()
        assert row.delivered_to == [self.MAYA]

    def test_all_unknown_is_given_up(self, mail_server):
        row = email(to=[self.MAYA, self.BEN])
        mail_server.replies["RCPT"] = "550 unknown"
        assert send.send_due(NOW) == {"failed": 1}
        row.refresh_from_db()
        assert row.last_error == failures.NO_ADDRESS


class TestWhatNeverLeaves:
    def test_a_made_up_address(self, mail_server):
        row = email(to=["ana@example.com"])
        assert send.send_due(NOW) == {"skipped": 1}
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("skipped", send.RESERVED)
        assert mail_server.connections == 0

    def test_only_the_real_one_of_two(self, mail_server):
        email(to=["ana@example.com", "bo@forge-fitness.net"])
        assert send.send_due(NOW) == {"sent": 1}
        [(recipients, message)] = mail_server.messages
        assert recipients == ["bo@forge-fitness.net"]
        assert "example.com" not in message["To"]

    def test_what_would_come_too_late(self, mail_server):
        row = email(send_before=NOW)
        assert send.send_due(NOW) == {"skipped": 1}
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("skipped", send.TOO_LATE)
        assert mail_server.messages == []

    def test_what_names_no_address(self):
        row = email(to=[])
        assert send.send_due(NOW) == {"failed": 1}
        row.refresh_from_db()
        assert row.last_error == "nobody is named to send it to."

    def test_what_was_taken_back_meanwhile(self, mail_server):
        email(about="intro:1")
        OutboxEmail.objects.about("intro:1").unsent().delete()
        assert send.send_due(NOW) == {}

    def test_a_second_of_the_same_kind(self):
        email(dedupe_key="intro:1:reminder_day:0")
        with pytest.raises(IntegrityError), transaction.atomic():
            email(dedupe_key="intro:1:reminder_day:0")


class TestBackOff:
    def test_it_grows_to_an_hour(self, monkeypatch):
        monkeypatch.setattr(send, "JITTER", 0)
        waits = [send.next_wait(attempt) for attempt in range(1, 8)]
        assert [wait // timedelta(minutes=1) for wait in waits] == [1, 5, 15, 60, 60, 60, 60]

    def test_it_ends_after_three_days(self, monkeypatch):
        monkeypatch.setattr(send, "JITTER", 0)
        waits = list(itertools.takewhile(bool, map(send.next_wait, itertools.count(1))))
        assert timedelta(hours=72) <= sum(waits, timedelta()) < timedelta(hours=73)

    def test_it_is_spread_by_up_to_a_fifth(self):
        waits = [send.next_wait(1).total_seconds() for _ in range(200)]
        assert 60 <= min(waits) < 63
        assert 69 < max(waits) <= 72

    def test_the_last_attempt_gives_up(self, mail_server):
        mail_server.replies["RCPT"] = "451 later"
        attempts = len(list(itertools.takewhile(bool, map(send.next_wait, itertools.count(1)))))
        row = email(attempts=attempts)
        assert send.send_due(NOW) == {"failed": 1}
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("failed", failures.BUSY)


class TestThePrivateOne:
    def test_its_text_is_gone_once_it_is_sent(self, mail_server):
        row = email(is_private=True, text="key", html="<p>key</p>")
        send.send_due(NOW)
        row.refresh_from_db()
        assert (row.text, row.html) == ("", "")
        assert mail_server.messages[0][1].get_body(["plain"]).get_content().strip() == "key"


class TestTheLog:
    def test_it_names_nobody(self, mail_server, caplog):
        mail_server.replies["RCPT"] = "550 no ana@forge-fitness.net here"
        email()
        caplog.set_level("DEBUG", logger="forge_site")
        send.send_due(NOW)
        ours = [r.getMessage() for r in caplog.records if r.name.startswith("forge_site")]
        assert ours
        assert not any("ana" in line or "free intro" in line for line in ours)
