"""What the database itself refuses, hit directly, past every form and service."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection

from bookings.models import ExtraHours, Intro, IntroPolicy, Status, TimeOff, WeeklyHours
from tests.bookings.factories import LENGTH, START, make_diary, make_intro

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


class TestTimesHeld:
    def test_these_states_hold_one_and_no_other(self):
        """ARCHITECTURE, "A prospect books": written out, since all else is made of the list."""
        holding = {"booked", "attended", "no_show", "joined", "not_now"}
        assert set(Status.holding_a_time()) == holding
        assert set(Status.waiting()) == {"requested", "quarantined"}
        assert set(Status.values) - holding == {"requested", "quarantined", "cancelled"}

    @pytest.mark.parametrize("status", Status.holding_a_time())
    def test_each_state_that_holds_a_time_keeps_others_out(self, status):
        held = make_intro(status=status)
        with pytest.raises(IntegrityError):
            make_intro(diary=held.diary, starts_at=held.starts_at)

    def test_a_cancelled_one_frees_its_time(self):
        cancelled = make_intro()
        Intro.objects.filter(pk=cancelled.pk).update(status=Status.CANCELLED)
        assert make_intro(diary=cancelled.diary).pk

    def test_the_same_time_in_another_diary_is_another_time(self):
        make_intro()
        assert make_intro(diary=make_diary("Marcus Tran")).pk

    @pytest.mark.parametrize("status", Status.holding_a_time())
    @pytest.mark.parametrize("missing", ["diary", "starts_at", "ends_at"])
    def test_a_state_that_holds_a_time_must_have_one(self, status, missing):
        intro = make_intro()
        with pytest.raises(IntegrityError):
            Intro.objects.filter(pk=intro.pk).update(status=status, **{missing: None})

    @pytest.mark.parametrize("status", Status.waiting())
    def test_a_waiting_one_can_hold_none(self, status):
        intro = make_intro()
        with pytest.raises(IntegrityError):
            Intro.objects.filter(pk=intro.pk).update(status=status)

    def test_an_intro_ends_after_it_starts(self):
        with pytest.raises(IntegrityError):
            make_intro(ends_at=START)

    def test_an_unknown_state_is_refused(self):
        intro = make_intro()
        with pytest.raises(IntegrityError):
            Intro.objects.filter(pk=intro.pk).update(status="pending")

    def test_a_submission_key_is_used_once(self):
        first = make_intro()
        with pytest.raises(IntegrityError):
            make_intro(starts_at=START + LENGTH, submission_key=first.submission_key)

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own constraint")
    @pytest.mark.parametrize("status", Status.holding_a_time())
    def test_postgresql_refuses_an_overlap_by_itself_but_lets_intros_touch(self, status):
        first = make_intro(status=status)
        assert make_intro(diary=first.diary, starts_at=first.ends_at).pk
        with pytest.raises(IntegrityError, match="intro_times_do_not_overlap"):
            make_intro(diary=first.diary, starts_at=START - timedelta(minutes=15))


class TestIntervals:
    def test_touching_intros_do_not_overlap(self):
        intro = make_intro()
        overlapping = Intro.objects.overlapping
        assert not overlapping(intro.ends_at, intro.ends_at + LENGTH).exists()
        assert not overlapping(intro.starts_at - LENGTH, intro.starts_at).exists()
        assert overlapping(intro.ends_at - timedelta(seconds=1), intro.ends_at).exists()

    @pytest.mark.parametrize("model", [WeeklyHours, ExtraHours])
    def test_hours_close_after_they_open(self, model):
        day = {"weekday": 0} if model is WeeklyHours else {"on": MONDAY}
        with pytest.raises(IntegrityError):
            model.objects.create(diary=make_diary(), opens=time(9), closes=time(9), **day)

    def test_time_off_ends_after_it_starts(self):
        with pytest.raises(IntegrityError):
            TimeOff.objects.create(starts_on=MONDAY, ends_on=MONDAY - timedelta(days=1))

    def test_time_off_of_one_day_needs_times_in_order(self):
        with pytest.raises(IntegrityError):
            TimeOff.objects.create(
                starts_on=MONDAY, ends_on=MONDAY, from_time=time(12), until_time=time(11)
            )

    def test_time_off_over_several_days_does_not(self):
        tuesday = MONDAY + timedelta(days=1)
        assert TimeOff.objects.create(
            starts_on=MONDAY, ends_on=tuesday, from_time=time(12), until_time=time(11)
        ).pk


class TestPolicy:
    def test_an_empty_database_has_the_defaults(self):
        policy = IntroPolicy.objects.current()
        assert (policy.length, policy.after) == (LENGTH, timedelta(minutes=15))
        assert policy.ways == [Intro.Way.IN_PERSON]

    def test_saving_a_second_policy_changes_the_first(self):
        IntroPolicy(notice_hours=1).save()
        IntroPolicy(notice_hours=2).save()
        assert [policy.notice_hours for policy in IntroPolicy.objects.all()] == [2]

    @pytest.mark.parametrize(
        "wrong",
        [{"length_minutes": 0}, {"days_ahead": 0}, {"most_per_day": 0}, {"in_person": False}],
    )
    def test_what_makes_no_sense_is_refused(self, wrong):
        with pytest.raises(IntegrityError):
            IntroPolicy(**wrong).save()
