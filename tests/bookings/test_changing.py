"""What becomes of an intro: each act, its e-mails, and every refusal."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from bookings import services
from bookings.availability import OpenTime, OpenTimes
from bookings.models import Intro, IntroNote, IntroPolicy, Status
from forge_site.gym.models import Coach
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import LENGTH, NOW, START, make_intro
from tests.bookings.visitor import LATER

pytestmark = pytest.mark.django_db
PAST = START - timedelta(days=7)


def kinds(intro):
    mails = OutboxEmail.objects.about(intro.key).order_by("pk")
    return list(mails.values_list("kind", flat=True))


def booked(gym, maya, **changes):
    """Return an intro that went through `book`, with its e-mails."""
    open_time = find(gym, "maya-ellison@2026-11-24T22:30Z")
    person = {"name": "Sam Rivera", "email": "sam@forge-fitness.net"}
    key = Intro._meta.get_field("submission_key").get_default()
    arguments = {"person": person, "source": {}, "key": key, "gym": gym, "now": NOW}
    return services.book(**arguments | {"open_time": open_time} | changes)


@pytest.fixture
def intro(gym, maya):
    return booked(gym, maya)


@pytest.fixture
def around(gym, admin_user):
    return {"gym": gym, "now": NOW, "by": admin_user}


def stale(diary, gym):
    """Return the time at START as a page from a moment ago offered it."""
    return OpenTime(START, START + LENGTH, diary, gym.zone)


def find(gym, value, **options):
    return OpenTimes(zone=gym.zone, now=NOW, **options).find(value)


class TestBook:
    """What is checked again under the lock, after the page has said that a time is free."""

    @pytest.mark.parametrize("minutes", [-44, -15, 15, 44])
    def test_no_overlap_and_no_buffer_eaten(self, gym, maya, minutes):
        make_intro(diary=maya, starts_at=START + timedelta(minutes=minutes))
        with pytest.raises(services.Taken):
            booked(gym, maya, open_time=stale(maya, gym))
        assert Intro.objects.count() == 1

    @pytest.mark.parametrize("minutes", [-45, 45])
    def test_buffers_may_touch(self, gym, maya, minutes):
        make_intro(diary=maya, starts_at=START + timedelta(minutes=minutes))
        assert booked(gym, maya, open_time=stale(maya, gym)).status == Status.BOOKED

    def test_no_more_than_the_day_allows(self, gym, maya):
        IntroPolicy(most_per_day=1).save()
        make_intro(diary=maya, starts_at=START - timedelta(hours=4))
        with pytest.raises(services.Taken):
            booked(gym, maya, open_time=stale(maya, gym))

    def test_the_same_key_is_the_same_intro(self, gym, maya):
        first = booked(gym, maya)
        again = booked(gym, maya, key=first.submission_key, open_time=find(gym, LATER))
        assert again == first
        assert Intro.objects.count() == 1

    def test_a_key_that_another_process_has_just_used_is_its_intro(
        self, gym, maya, monkeypatch
    ):
        """The row appears between the look and the write: the constraint tells."""
        first = make_intro(diary=maya, starts_at=START + timedelta(days=7))
        look, blind = Intro.objects.for_pages, [Intro.objects.none()]
        monkeypatch.setattr(
            Intro.objects, "for_pages", lambda: blind.pop() if blind else look()
        )
        assert booked(gym, maya, key=first.submission_key).pk == first.pk
        assert Intro.objects.count() == 1

    def test_e_mails_and_intro_come_together_or_not_at_all(self, gym, maya, monkeypatch):
        def fails(*arguments):
            raise RuntimeError("broken template")

        monkeypatch.setattr("bookings.emails.reminders_of", fails)
        with pytest.raises(RuntimeError):
            booked(gym, maya)
        assert not Intro.objects.exists()
        assert not OutboxEmail.objects.exists()


class TestMove:
    def test_claims_the_new_time_and_frees_the_old(self, gym, intro):
        services.move(intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW)
        intro.refresh_from_db()
        assert intro.starts_at == START + timedelta(minutes=45)
        assert intro.ends_at - intro.starts_at == LENGTH
        assert find(gym, "maya-ellison@2026-11-24T22:30Z")
        assert (intro.sequence, intro.version) == (1, 1)

    def test_tells_person_and_gym_once_and_writes_the_reminders_anew(self, gym, intro):
        services.move(intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW)
        assert kinds(intro) == [
            "confirmation",
            "alert",
            "moved",
            "alert_moved",
            "reminder_day",
            "reminder_hours",
        ]
        day = OutboxEmail.objects.get(kind="reminder_day")
        assert day.send_after == START + timedelta(minutes=45) - timedelta(days=1)
        assert "6:15 pm" in day.text

    def test_staff_may_use_the_buffer_and_a_full_day_but_no_taken_time(self, gym, maya, intro):
        """An intro that begins as another ends lies in its buffer (15 minutes after)."""
        IntroPolicy(most_per_day=1).save()
        other = make_intro(diary=maya, starts_at=START + timedelta(minutes=90))
        agreed = OpenTimes(zone=gym.zone, now=NOW).named(LATER)
        agreed = replace(agreed, starts_at=other.ends_at, ends_at=other.ends_at + LENGTH)
        act = {"intro": intro, "open_time": agreed, "gym": gym, "now": NOW}
        with pytest.raises(services.Taken):
            services.move(**act)
        assert services.move(**act, by_the_rules=False).starts_at == other.ends_at
        overlapping = replace(agreed, starts_at=other.starts_at, ends_at=other.ends_at)
        with pytest.raises(services.Taken):
            services.move(**act | {"open_time": overlapping}, by_the_rules=False)

    def test_a_sent_reminder_stays(self, gym, intro):
        OutboxEmail.objects.filter(kind="reminder_day").update(state="sent", sent_at=NOW)
        services.move(intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW)
        assert kinds(intro).count("reminder_day") == 2

    def test_a_time_that_is_taken_leaves_everything_as_it_was(self, gym, intro, maya):
        later = find(gym, LATER)
        make_intro(diary=maya, starts_at=later.starts_at)
        before = kinds(intro)
        with pytest.raises(services.Taken):
            services.move(intro=intro, open_time=later, gym=gym, now=NOW)
        intro.refresh_from_db()
        assert (intro.starts_at, intro.sequence) == (START, 0)
        assert kinds(intro) == before

    def test_may_overlap_its_own_old_time(self, gym, intro):
        IntroPolicy(buffer_after=0).save()
        halfway = find(gym, "maya-ellison@2026-11-24T23:00Z", ignoring=intro)
        services.move(intro=intro, open_time=halfway, gym=gym, now=NOW)
        intro.refresh_from_db()
        assert intro.starts_at == START + timedelta(minutes=30)

    def test_to_where_it_is_does_nothing(self, gym, intro):
        same = find(gym, "maya-ellison@2026-11-24T22:30Z", ignoring=intro)
        before = kinds(intro)
        services.move(intro=intro, open_time=same, gym=gym, now=NOW)
        assert kinds(intro) == before

    @pytest.mark.parametrize("version", [1, 5])
    def test_only_the_version_that_was_shown(self, gym, intro, version):
        with pytest.raises(services.Changed):
            services.move(
                intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW, version=version
            )

    def test_a_full_day_is_full_for_moving_too(self, gym, intro, maya):
        IntroPolicy(most_per_day=1).save()
        week_later = find(gym, "maya-ellison@2026-12-01T22:30Z")
        make_intro(diary=maya, starts_at=START + timedelta(days=7, minutes=45))
        with pytest.raises(services.Taken):
            services.move(intro=intro, open_time=week_later, gym=gym, now=NOW)


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


class TestHandOver:
    def test_keeps_the_time_and_tells_everybody(self, intro, marcus, around):
        marcus.coach.alert_email = "marcus@forge-fitness.net"
        marcus.coach.save()
        intro.diary.coach.alert_email = "maya@forge-fitness.net"
        intro.diary.coach.save()
        handed = services.hand_over(intro=intro, diary=marcus, **around)
        assert (handed.diary, handed.starts_at) == (marcus, START)
        moved = OutboxEmail.objects.get(kind="moved")
        assert "Marcus meets you in place of Maya" in moved.text
        own = OutboxEmail.objects.filter(kind="alert_moved_coach")
        assert sorted(mail.to[0] for mail in own) == [
            "marcus@forge-fitness.net",
            "maya@forge-fitness.net",
        ]

    def test_not_to_a_coach_who_is_busy_then(self, intro, marcus, around):
        make_intro(diary=marcus, starts_at=START + timedelta(minutes=15))
        with pytest.raises(services.Taken):
            services.hand_over(intro=intro, diary=marcus, **around)


class TestGiveTime:
    def test_touching_another_intro_is_allowed_overlapping_is_not(self, maya, around):
        other = make_intro(diary=maya)
        request = make_intro(status=Status.REQUESTED)
        with pytest.raises(services.Taken):
            services.give_time(
                intro=request,
                diary=maya,
                starts_at=START + timedelta(minutes=29),
                ends_at=START + timedelta(minutes=59),
                **around,
            )
        given = services.give_time(
            intro=request,
            diary=maya,
            starts_at=other.ends_at,
            ends_at=other.ends_at + LENGTH,
            **around,
        )
        assert given.status == Status.BOOKED
        assert given.answered_at == NOW

    def test_a_cancelled_one_can_be_booked_again_with_a_higher_sequence(self, intro, around):
        services.cancel(intro=intro, **around)
        again = services.give_time(
            intro=intro, diary=intro.diary, starts_at=START, ends_at=START + LENGTH, **around
        )
        assert (again.status, again.sequence) == (Status.BOOKED, 2)


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
