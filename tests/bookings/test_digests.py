"""The e-mails nobody's click brings about: once each, however late and often they are asked."""

from datetime import timedelta

import pytest
from django.db import DataError

from bookings import digests, services
from bookings.models import Status
from forge_site.outbox import chores
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW, make_gym, make_intro

pytestmark = pytest.mark.django_db
# NOW is Sunday, 10:41 am in New York; eight o'clock there was 13:00 UTC.
EIGHT = NOW.replace(hour=13, minute=0)
HOUR = timedelta(hours=1)


def digest_subjects():
    return list(OutboxEmail.objects.order_by("pk").values_list("subject", flat=True))


@pytest.fixture(autouse=True)
def at_the_gym(gym):
    return gym


class TestDigest:
    def waiting(self, **changes):
        early = {"created_at": EIGHT - HOUR, "wished_days": "Tuesday"}
        return make_intro(status=Status.REQUESTED, **early | changes)

    def test_names_who_waits_and_is_written_once_a_day(self):
        intro = self.waiting()
        for minutes in range(3):
            digests.write_due(NOW + timedelta(minutes=minutes))
        email = OutboxEmail.objects.get()
        assert email.subject == "1 request without an answer"
        assert email.to == ["desk@forge-fitness.net"]
        for words in ("Sam Rivera", "wants Tuesday", f"/intro/{intro.pk}/change/"):
            assert words in email.text
            assert words in email.html
        digests.write_due(NOW + timedelta(days=1))
        assert OutboxEmail.objects.count() == 2

    def test_the_minutes_after_it_was_written_compose_nothing(
        self, django_assert_max_num_queries
    ):
        """Asked each minute: who waits, the gym, whether it is written, what is held back."""
        self.waiting()
        digests.write_due(NOW)
        with django_assert_max_num_queries(4):
            digests.write_due(NOW)

    def test_of_two_senders_that_are_as_quick_one_writes_it(self):
        for _ in range(2):
            email = OutboxEmail(kind="alert_digest", to=["desk@forge-fitness.net"])
            digests.write_once(email, "digest:2026-11-22")
        assert OutboxEmail.objects.count() == 1

    def test_many_are_counted_and_the_first_listed(self):
        for number in range(digests.MOST_LISTED + 1):
            self.waiting(name=f"Guest {number:02}", created_at=EIGHT - HOUR * (60 - number))
        digests.write_due(NOW)
        email = OutboxEmail.objects.get()
        assert email.subject == "51 requests without an answer"
        assert "Guest 49" in email.text and "Guest 50" not in email.text
        assert (
            "And 1 more:" in email.text
            and "/admin/bookings/intro/?stage=requests" in email.html
        )

    def test_not_before_eight_at_the_gym(self):
        self.waiting()
        digests.write_due(EIGHT - timedelta(minutes=1))
        assert digest_subjects() == []
        digests.write_due(EIGHT)
        assert len(digest_subjects()) == 1

    def test_who_asked_after_eight_has_until_tomorrow(self):
        self.waiting(created_at=EIGHT + timedelta(minutes=1))
        digests.write_due(NOW)
        assert digest_subjects() == []
        digests.write_due(NOW + timedelta(days=1))
        assert len(digest_subjects()) == 1

    def test_who_is_answered_booked_or_a_sample_is_not_on_it(self, maya, admin_user):
        services.answer(intro=self.waiting(), now=NOW, by=admin_user)
        services.cancel(intro=self.waiting(), gym=make_gym(), now=NOW, by=admin_user)
        self.waiting(is_sample=True)
        digests.write_due(NOW)
        assert digest_subjects() == []


class TestHeldBack:
    def held(self, at, **changes):
        return make_intro(status=Status.QUARANTINED, created_at=at, **changes)

    def test_one_summary_for_each_past_hour(self):
        for minutes in (0, 59, 60):
            at = NOW.replace(hour=12, minute=0) + timedelta(minutes=minutes)
            self.held(at, quarantine_reason="The name holds a web address.")
        for _ in range(2):
            digests.write_due(NOW)
        assert sorted(digest_subjects()) == ["1 intro held back", "2 intros held back"]
        assert "The name holds a web address." in OutboxEmail.objects.first().text

    def test_the_hour_that_is_still_running_waits(self):
        self.held(NOW - timedelta(minutes=40))
        digests.write_due(NOW)
        assert digest_subjects() == []
        digests.write_due(NOW + HOUR)
        assert digest_subjects() == ["1 intro held back"]

    def test_a_flood_is_counted_and_its_first_listed(self, django_assert_max_num_queries):
        for number in range(digests.MOST_LISTED + 2):
            self.held(NOW - HOUR + timedelta(seconds=number), name=f"Bot {number:02}")
        with django_assert_max_num_queries(9):
            digests.write_due(NOW)
        email = OutboxEmail.objects.get()
        assert email.subject == "52 intros held back"
        for text in (email.text, email.html):
            assert "Bot 49" in text and "Bot 50" not in text
            assert "And 2 more:" in text
            assert "/admin/bookings/intro/?stage=held" in text
        digests.write_due(NOW)
        assert len(digest_subjects()) == 1

    def test_what_was_typed_is_text(self):
        self.held(NOW - HOUR, name="<script>alert(1)</script>")
        digests.write_due(NOW)
        assert "<script" not in OutboxEmail.objects.get().html


class TestChores:
    def test_the_sender_does_them(self):
        make_intro(status=Status.QUARANTINED, created_at=NOW - HOUR)
        chores.do_all(NOW)
        assert digest_subjects() == ["1 intro held back"]

    @pytest.mark.parametrize("error", [ValueError("broken"), DataError("Sam's row is broken")])
    def test_one_that_fails_leaves_the_others(self, monkeypatch, caplog, error):
        done = []

        def fails(now):
            raise error

        monkeypatch.setattr(chores, "_chores", [fails, done.append])
        chores.do_all(NOW)
        assert done == [NOW]
        assert "A chore failed" in caplog.text
        assert "Sam" not in caplog.text

    def test_quiet_minutes_cost_two_queries(self, django_assert_max_num_queries):
        with django_assert_max_num_queries(2):
            digests.write_due(NOW)
