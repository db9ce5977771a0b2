"""Acts that leave the time: cancel, outcomes, release, corrections, and their story."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from bookings import services
from bookings.models import Intro, IntroNote, IntroPolicy, Status, TimeOff
from forge_site.gym.models import Coach, SpecialDay
from forge_site.outbox.models import OutboxEmail
from tests.bookings.acts import find, kinds
from tests.bookings.factories import LENGTH, NOW, PAST, START, make_intro
from tests.bookings.visitor import LATER

pytestmark = pytest.mark.django_db


class TestCancel:
    def test_frees_the_time_takes_reminders_back_and_tells_both(self, gym, intro):
        services.cancel(intro=intro, gym=gym, now=NOW, reason="Flu")
        intro.refresh_from_db()
        assert (intro.status, intro.cancel_reason) == (Status.CANCELLED, "Flu")
        assert intro.starts_at == START, "the row keeps what it was"
        assert kinds(intro) == ["confirmation", "alert", "cancelled", "alert_cancelled"]
        assert find(gym, "maya-ellison@2026-11-24T22:30Z")
        assert intro.sequence == 1

    def test_twice_is_refused(self, gym, intro):
        services.cancel(intro=intro, gym=gym, now=NOW)
        with pytest.raises(services.Changed):
            services.cancel(intro=intro, gym=gym, now=NOW)

    @pytest.mark.parametrize("status", Status.waiting())
    def test_a_waiting_one_is_closed_without_a_word(self, gym, status):
        waiting = make_intro(status=status)
        services.cancel(intro=waiting, gym=gym, now=NOW)
        waiting.refresh_from_db()
        assert waiting.status == Status.CANCELLED
        assert kinds(waiting) == []

    def test_an_intro_with_an_outcome_is_not_cancelled(self, gym, maya):
        done = make_intro(diary=maya, starts_at=PAST, status=Status.ATTENDED)
        with pytest.raises(services.Changed):
            services.cancel(intro=done, gym=gym, now=NOW)

    def test_a_time_that_is_over_is_neither_cancelled_nor_handed_over(
        self, gym, maya, marcus, around
    ):
        """Its person would be mailed about yesterday, with a link that has ended."""
        over = make_intro(diary=maya, starts_at=NOW - LENGTH)
        running = make_intro(diary=marcus, starts_at=over.starts_at + timedelta(seconds=1))
        with pytest.raises(services.Changed, match="Say what came of it"):
            services.cancel(intro=over, **around)
        with pytest.raises(services.Changed):
            services.hand_over(intro=over, diary=marcus, **around)
        assert not OutboxEmail.objects.exists()
        assert services.cancel(intro=running, **around).status == Status.CANCELLED


class TestOutcomes:
    def test_a_no_show_is_written_to_once(self, maya, around):
        missed = make_intro(diary=maya, starts_at=PAST)
        services.record_outcome(intro=missed, outcome=Status.NO_SHOW, **around)
        mail = OutboxEmail.objects.get(kind="missed")
        assert mail.send_after == NOW + timedelta(minutes=15)
        OutboxEmail.objects.update(state="sent", sent_at=NOW)
        services.record_outcome(intro=missed, outcome=Status.ATTENDED, **around)
        services.record_outcome(intro=missed, outcome=Status.NO_SHOW, **around)
        assert kinds(missed) == ["missed"]

    def test_a_slip_of_the_finger_is_mended_unnoticed(self, maya, around):
        missed = make_intro(diary=maya, starts_at=PAST)
        services.record_outcome(intro=missed, outcome=Status.NO_SHOW, **around)
        services.record_outcome(intro=missed, outcome=Status.BOOKED, **around)
        missed.refresh_from_db()
        assert missed.status == Status.BOOKED
        assert kinds(missed) == []

    @pytest.mark.parametrize("outcome", Status.outcomes())
    def test_nothing_has_come_of_what_has_not_begun(self, intro, around, outcome):
        just_before = around | {"now": START - timedelta(seconds=1)}
        with pytest.raises(ValidationError, match="has not begun yet"):
            services.record_outcome(intro=intro, outcome=outcome, **just_before)
        services.record_outcome(intro=intro, outcome=outcome, **around | {"now": START})
        intro.refresh_from_db()
        assert intro.status == outcome

    def test_who_is_booked_again_is_reminded_again(self, maya, around):
        """A row from when an outcome could be noted ahead."""
        early = make_intro(diary=maya, status=Status.NOT_NOW)
        services.record_outcome(intro=early, outcome=Status.BOOKED, **around)
        assert kinds(early) == ["reminder_day", "reminder_hours"]

    @pytest.mark.parametrize("status", [*Status.waiting(), Status.CANCELLED])
    def test_only_a_time_has_an_outcome(self, status, around):
        with pytest.raises(ValidationError, match="Only an intro with a time"):
            services.record_outcome(
                intro=make_intro(status=status), outcome=Status.ATTENDED, **around
            )

    def test_a_sample_intro_mails_nobody(self, maya, around):
        sample = make_intro(diary=maya, starts_at=PAST, is_sample=True)
        services.record_outcome(intro=sample, outcome=Status.NO_SHOW, **around)
        assert not OutboxEmail.objects.exists()


class TestRelease:
    def held(self, maya, **changes):
        wish = {"wished_diary": maya, "wished_at": START}
        return make_intro(status=Status.QUARANTINED, **wish | changes)

    def test_books_the_wished_time_if_it_is_free(self, maya, around):
        held = services.release(intro=self.held(maya), **around)
        assert (held.status, held.diary, held.starts_at) == (Status.BOOKED, maya, START)
        assert kinds(held) == ["confirmation", "alert", "reminder_day", "reminder_hours"]

    @pytest.mark.parametrize("taken", [True, False])
    def test_else_it_becomes_a_request(self, maya, around, taken):
        if taken:
            make_intro(diary=maya)
            held = self.held(maya)
        else:
            held = self.held(maya, wished_at=PAST)
        held = services.release(intro=held, **around)
        assert (held.status, held.starts_at) == (Status.REQUESTED, None)
        assert kinds(held) == ["alert_request"]

    @pytest.mark.parametrize(
        "closed",
        [
            lambda diary: TimeOff.objects.create(
                diary=diary, starts_on="2026-11-24", ends_on="2026-11-24"
            ),
            lambda diary: SpecialDay.objects.create(on="2026-11-24", note="Flood"),
            lambda diary: diary.weekly_hours.all().delete(),
        ],
    )
    def test_nor_where_the_hour_has_been_closed_meanwhile(self, maya, around, closed):
        held = self.held(maya)
        closed(maya)
        held = services.release(intro=held, **around)
        assert (held.status, held.starts_at) == (Status.REQUESTED, None)

    def test_nobody_is_booked_with_a_coach_who_left_or_whose_day_is_full(self, maya, around):
        IntroPolicy(most_per_day=1).save()
        make_intro(diary=maya, starts_at=START + timedelta(hours=2))
        full = services.release(intro=self.held(maya), **around)
        IntroPolicy(most_per_day=None).save()
        Coach.objects.update(is_active=False)
        left = services.release(intro=self.held(maya), **around)
        assert (full.status, left.status) == (Status.REQUESTED, Status.REQUESTED)

    def test_only_what_is_held_back(self, intro, around):
        with pytest.raises(services.Changed):
            services.release(intro=intro, **around)


class TestCorrect:
    def test_a_changed_way_is_told_under_a_higher_sequence(self, intro, around):
        OutboxEmail.objects.all().delete()
        way = Intro.Way.VIDEO
        mended = services.correct(intro=intro, changes={"way": way}, **around)
        assert kinds(intro) == [
            "confirmation",
            "alert_changed",
            "reminder_day",
            "reminder_hours",
        ]
        (calendar,) = OutboxEmail.objects.get(kind="confirmation").attachments
        assert mended.sequence == intro.sequence + 1
        assert f"SEQUENCE:{mended.sequence}" in calendar["text"]

    @pytest.mark.parametrize(
        ("changes", "before"),
        [
            ({"way": Intro.Way.VIDEO}, "Before: at the gym"),
            ({"phone": "+12125550199"}, "Before: no phone"),
            ({"email": "rivera@forge-fitness.net"}, "Before: sam@forge-fitness.net"),
        ],
    )
    def test_gym_and_coach_hear_how_to_meet_or_reach_them_now(
        self, intro, around, changes, before
    ):
        OutboxEmail.objects.all().delete()
        coach = intro.diary.coach
        coach.alert_email = "maya@forge-fitness.net"
        coach.save()
        services.correct(intro=intro, changes=changes, **around)
        told = OutboxEmail.objects.filter(kind__startswith="alert_changed").order_by("pk")
        assert [mail.to for mail in told] == [
            ["desk@forge-fitness.net"],
            ["maya@forge-fitness.net"],
        ]
        for mail in told:
            assert mail.subject == "Changed: Sam Rivera, Tue 24 Nov, 5:30 pm"
            assert before in mail.text and before in mail.html

    def test_a_confirmation_not_yet_sent_never_goes_to_the_wrong_address(self, intro, around):
        changes = {"email": "rivera@forge-fitness.net"}
        services.correct(intro=intro, changes=changes, **around)
        confirmation = OutboxEmail.objects.get(kind="confirmation")
        assert confirmation.to == ["rivera@forge-fitness.net"]

    def test_what_is_said_twice_is_no_change(self, intro, around):
        OutboxEmail.objects.all().delete()
        services.correct(intro=intro, changes={"email": intro.email}, **around)
        assert kinds(intro) == ["reminder_day", "reminder_hours"]

    def test_a_mended_name_sends_no_second_confirmation(self, intro, around):
        OutboxEmail.objects.all().delete()
        services.correct(intro=intro, changes={"name": "Sam Riviera"}, **around)
        assert kinds(intro) == ["reminder_day", "reminder_hours"]


class TestStory:
    def test_each_act_leaves_a_line(self, gym, intro, marcus, around):
        services.move(intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW)
        services.hand_over(intro=intro, diary=marcus, **around)
        services.cancel(intro=intro, **around)
        assert [note.text for note in IntroNote.objects.order_by("pk")] == [
            "Moved from Tue 24 Nov, 5:30 pm with Maya Ellison "
            "to Tue 24 Nov, 6:15 pm with Maya Ellison.",
            "Moved from Tue 24 Nov, 6:15 pm with Maya Ellison "
            "to Tue 24 Nov, 6:15 pm with Marcus Tran.",
            "Cancelled by us.",
        ]
