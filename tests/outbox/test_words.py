"""What a coach reads beside an e-mail."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from forge_site.outbox import words
from forge_site.outbox.models import OutboxEmail
from tests.outbox.factories import NOW

NEW_YORK = ZoneInfo("America/New_York")
State = OutboxEmail.State


def said(**fields):
    return words.state(OutboxEmail(**{"send_after": NOW} | fields), NOW, NEW_YORK)


class TestTheState:
    def test_sent(self):
        expected = "Sent Tue 24 Nov, 5:30 pm Eastern time"
        assert said(state=State.SENT, sent_at=NOW) == expected

    def test_sent_but_not_to_everybody(self):
        assert said(state=State.SENT, sent_at=NOW, last_error="Not to a@b.de: x.") == (
            "Sent Tue 24 Nov, 5:30 pm Eastern time. Not to a@b.de: x."
        )

    def test_waiting(self):
        assert said() == "Waiting to go out"
        later = NOW + timedelta(hours=1)
        assert said(send_after=later) == "Goes out Tue 24 Nov, 6:30 pm Eastern time"

    def test_in_hand(self):
        assert said(attempts=1, send_after=NOW + timedelta(minutes=5)) == "Being sent"

    def test_trying_again(self):
        again = NOW + timedelta(minutes=4, seconds=10)
        assert said(attempts=1, send_after=again, last_error="the line is down.") == (
            "Trying again in 5 minutes: the line is down."
        )

    def test_given_up_and_left_out(self):
        assert said(state=State.FAILED, last_error="no.") == "Given up: no."
        assert said(state=State.SKIPPED, last_error="no.") == "Not sent: no."


class TestLengthsOfTime:
    @pytest.mark.parametrize(
        ("ahead", "expected"),
        [
            (timedelta(seconds=-1), "now"),
            (timedelta(seconds=1), "in 1 minute"),
            (timedelta(minutes=90), "in 90 minutes"),
            (timedelta(minutes=91), "in 2 hours"),
        ],
    )
    def test_ahead_is_rounded_up(self, ahead, expected):
        assert words.soon(ahead) == expected

    @pytest.mark.parametrize(
        ("past", "expected"),
        [
            (timedelta(seconds=59), "0 minutes"),
            (timedelta(minutes=89), "89 minutes"),
            (timedelta(minutes=90), "1 hour"),
            (timedelta(hours=47), "47 hours"),
            (timedelta(hours=49), "2 days"),
        ],
    )
    def test_past_is_rounded_down(self, past, expected):
        assert words.ago(past) == expected
