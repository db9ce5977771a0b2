"""Whether anybody would notice that e-mail does not leave, and what is forgotten when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from forge_site.outbox import purge
from forge_site.outbox.health import health
from forge_site.outbox.models import OutboxEmail, SenderHeartbeat
from tests.outbox.factories import NOW, email

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
State = OutboxEmail.State


def beat(ago):
    SenderHeartbeat.objects.beat("here", 1, NOW - ago)


class TestHealth:
    def test_all_is_well(self):
        beat(timedelta(seconds=20))
        email(kind="alert", created_at=NOW - 14 * MINUTE)
        email(kind="confirmation", created_at=NOW - 60 * MINUTE)
        assert health(NOW) == {
            "ok": True,
            "problems": [],
            "oldest_unsent_alert_minutes": 14,
            "failed": 0,
            "sender_seen_seconds": 20,
        }

    def test_an_alert_is_waiting_too_long(self):
        beat(MINUTE)
        email(
            kind="alert_coach",
            created_at=NOW - 15 * MINUTE,
            send_after=NOW + MINUTE,
            attempts=3,
        )
        found = health(NOW)
        assert not found["ok"]
        sentence = "An alert has been waiting for 15 minutes: e-mail does not leave."
        assert found["problems"] == [sentence]

    def test_one_that_is_planned_for_later_is_not_waiting(self):
        beat(MINUTE)
        email(kind="alert_digest", created_at=NOW - 60 * MINUTE, send_after=NOW + MINUTE)
        assert health(NOW)["ok"]

    def test_something_was_given_up(self):
        beat(MINUTE)
        email(state=State.FAILED, last_error="no.")
        email(state=State.FAILED, last_error="no.")
        found = health(NOW)
        assert (found["ok"], found["failed"]) == (False, 2)
        assert found["problems"] == ["2 e-mails could not be sent."]

    def test_the_sender_is_silent(self):
        assert health(NOW)["problems"] == ["The e-mail sender has never run."]
        beat(3 * MINUTE)
        found = health(NOW)
        assert found["problems"] == ["The e-mail sender was last seen 3 minutes ago."]

    def test_one_living_sender_of_several_is_enough(self):
        beat(60 * MINUTE)
        SenderHeartbeat.objects.beat("there", 1, NOW)
        assert health(NOW)["ok"]

    def test_one_host_leaves_one_row(self):
        beat(MINUTE)
        SenderHeartbeat.objects.beat("here", 2, NOW)
        assert SenderHeartbeat.objects.get().pid == 2


class TestForgetting:
    def sent(self, days, **changes):
        at = NOW - timedelta(days=days)
        return email(state=State.SENT, sent_at=at, created_at=at, **changes)

    def test_bodies_are_emptied_and_the_row_stays(self):
        old, young = self.sent(days=31), self.sent(days=29)
        assert purge.empty_old_bodies(NOW) == 1
        assert purge.empty_old_bodies(NOW) == 0
        old.refresh_from_db()
        young.refresh_from_db()
        assert (old.text, old.html, old.attachments) == ("", "", [])
        assert (old.subject, old.emptied_at) == ("Your free intro", NOW)
        assert young.text

    def test_the_setting_counts(self, settings):
        settings.OUTBOX_BODY_DAYS = 10
        self.sent(days=11)
        assert purge.empty_old_bodies(NOW) == 1

    def test_what_was_written_long_before_it_was_sent_counts_from_the_sending(self):
        email(state=State.SENT, sent_at=NOW, created_at=NOW - timedelta(days=60))
        assert purge.empty_old_bodies(NOW) == 0

    def test_what_still_waits_is_kept_whole(self):
        row = email(created_at=NOW - timedelta(days=999))
        purge.empty_old_bodies(NOW)
        purge.forget_old_emails(NOW)
        row.refresh_from_db()
        assert row.text

    def test_rows_go_with_the_leads(self, settings):
        settings.LEAD_RETENTION_MONTHS = 24
        self.sent(days=721)
        kept = self.sent(days=719)
        assert purge.forget_old_emails(NOW) == 1
        assert OutboxEmail.objects.get() == kept


class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "wrong",
        [
            {"state": "sent"},
            {"sent_at": NOW},
            {"state": "lost"},
            {"state": "failed"},
            {"state": "skipped"},
        ],
    )
    def test_a_state_that_contradicts_itself(self, wrong):
        with pytest.raises(IntegrityError):
            email(**wrong)
