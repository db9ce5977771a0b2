"""Acts that claim a time: book, move, hand over, give one to a request."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from bookings import services
from bookings.availability import OpenTime, OpenTimes
from bookings.models import Diary, Intro, IntroPolicy, Status
from bookings.services import booking
from bookings.services.rules import refuse_if_taken
from forge_site.outbox.models import OutboxEmail
from tests.bookings.acts import booked, find, kinds, stale
from tests.bookings.factories import LENGTH, NOW, START, make_intro
from tests.bookings.visitor import LATER

pytestmark = pytest.mark.django_db


@pytest.fixture
def not_seen_at_first(monkeypatch):
    """The first look for a submission key finds nothing: the row is about to be written."""
    look, blind = booking.made_with, [None]
    monkeypatch.setattr(booking, "made_with", lambda key: blind.pop() if blind else look(key))


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

    def test_the_rules_cost_three_queries_under_the_lock(
        self, gym, maya, django_assert_max_num_queries
    ):
        """The policy, who is in the way, how many there are that day: the others wait."""
        IntroPolicy(most_per_day=1).save()
        with django_assert_max_num_queries(3):
            refuse_if_taken(stale(maya, gym))

    def test_the_same_key_is_the_same_intro(self, gym, maya):
        first = booked(gym, maya)
        again = booked(gym, maya, key=first.submission_key, open_time=find(gym, LATER))
        assert again == first
        assert Intro.objects.count() == 1

    @pytest.mark.parametrize("minutes", [0, 7 * 24 * 60])
    def test_a_key_that_another_process_has_just_used_is_its_intro(
        self, gym, maya, not_seen_at_first, minutes
    ):
        """The row appears between the look and the write: its time tells, or the constraint."""
        open_time = stale(maya, gym)
        first = make_intro(diary=maya, starts_at=START + timedelta(minutes=minutes))
        again = booked(gym, maya, key=first.submission_key, open_time=open_time)
        assert again.pk == first.pk
        assert Intro.objects.count() == 1
        assert kinds(first) == []

    def test_a_time_the_rules_let_through_is_held_by_the_database(self, gym, maya, monkeypatch):
        monkeypatch.setattr("bookings.services.booking.refuse_if_taken", lambda wanted: None)
        make_intro(diary=maya)
        with pytest.raises(services.Taken):
            booked(gym, maya, open_time=stale(maya, gym))
        assert Intro.objects.count() == 1

    def test_e_mails_and_intro_come_together_or_not_at_all(self, gym, maya, monkeypatch):
        def fails(*arguments):
            raise RuntimeError("broken template")

        monkeypatch.setattr("bookings.emails.reminders_of", fails)
        with pytest.raises(RuntimeError):
            booked(gym, maya)
        assert not Intro.objects.exists()
        assert not OutboxEmail.objects.exists()


class TestWithoutATime:
    """Requests, and what is held back: once for a key, and never told that a time is gone."""

    def asked(self, gym, act, **changes):
        person = {"name": "Sam Rivera", "email": "sam@forge-fitness.net"}
        fields = {"person": person, "wish": {}, "source": {}, "key": uuid4(), "now": NOW}
        more = {"gym": gym} if act == "request_contact" else {"reason": "The trap."}
        return getattr(services, act)(**fields | more | changes)

    @pytest.mark.parametrize("act", ["request_contact", "hold_back"])
    def test_a_key_that_another_process_has_just_used_is_its_intro(
        self, gym, not_seen_at_first, act
    ):
        first = make_intro(status=Status.REQUESTED)
        again = self.asked(gym, act, key=first.submission_key)
        assert again.pk == first.pk
        assert Intro.objects.count() == 1
        assert not OutboxEmail.objects.exists()

    @pytest.mark.parametrize("act", ["request_contact", "hold_back"])
    def test_what_else_the_database_refuses_is_said_as_it_is(self, gym, act):
        nameless = {"name": "", "email": "sam@forge-fitness.net"}
        with pytest.raises(IntegrityError):
            self.asked(gym, act, person=nameless)


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

    def test_one_that_breaks_half_way_leaves_time_and_reminders(self, gym, intro, monkeypatch):
        def fails(*arguments):
            raise RuntimeError("broken template")

        before = list(OutboxEmail.objects.order_by("pk").values())
        monkeypatch.setattr("bookings.emails.reminders_of", fails)
        with pytest.raises(RuntimeError):
            services.move(intro=intro, open_time=find(gym, LATER), gym=gym, now=NOW)
        intro.refresh_from_db()
        assert (intro.starts_at, intro.sequence) == (START, 0)
        assert list(OutboxEmail.objects.order_by("pk").values()) == before

    @pytest.mark.parametrize("minutes", [-44, -15, 0, 15, 44])
    def test_a_time_that_is_taken_leaves_everything_as_it_was(self, gym, intro, maya, minutes):
        """Its own, or one that another intro or the pause around it reaches into."""
        later = find(gym, "maya-ellison@2026-12-01T23:15Z")
        make_intro(diary=maya, starts_at=later.starts_at + timedelta(minutes=minutes))
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


class TestHandOver:
    def test_keeps_the_time_and_tells_everybody(self, intro, marcus, around):
        marcus.coach.alert_email = "marcus@forge-fitness.net"
        marcus.coach.save()
        intro.diary.coach.alert_email = "maya@forge-fitness.net"
        intro.diary.coach.save()
        handed = services.hand_over(intro=intro, diary=marcus, **around)
        assert (handed.diary, handed.starts_at) == (marcus, START)
        told = OutboxEmail.objects.get(kind="handed_over")
        assert told.subject == "Your coach has changed: Marcus Tran will meet you"
        assert "Marcus Tran meets you in place of Maya Ellison" in told.text
        alert = OutboxEmail.objects.get(kind="alert_handed_over")
        assert alert.subject == "With another coach: Sam Rivera, Tue 24 Nov, 5:30 pm"
        assert "Now: Tue 24 Nov, 5:30 pm with Marcus Tran" in alert.text
        assert "Was: Tue 24 Nov, 5:30 pm with Maya Ellison" in alert.text
        own = OutboxEmail.objects.filter(kind="alert_handed_over_coach")
        assert sorted(mail.to[0] for mail in own) == [
            "marcus@forge-fitness.net",
            "maya@forge-fitness.net",
        ]

    def test_not_to_a_coach_who_is_busy_then(self, intro, marcus, around):
        make_intro(diary=marcus, starts_at=START + timedelta(minutes=15))
        with pytest.raises(services.Taken):
            services.hand_over(intro=intro, diary=marcus, **around)


class TestGiveTime:
    def agreed(self, starts_at, around):
        """Return a time with Maya that was agreed on, in her hours or not."""
        zone = around["gym"].zone
        return OpenTime(starts_at, starts_at + LENGTH, Diary.objects.first(), zone)

    def test_touching_another_intro_is_allowed_overlapping_is_not(self, maya, around):
        other = make_intro(diary=maya)
        request = make_intro(status=Status.REQUESTED)
        with pytest.raises(services.Taken):
            too_early = self.agreed(other.ends_at - timedelta(minutes=1), around)
            services.give_time(intro=request, open_time=too_early, **around)
        touching = self.agreed(other.ends_at, around)
        given = services.give_time(intro=request, open_time=touching, **around)
        assert given.status == Status.BOOKED
        assert given.answered_at == NOW

    def test_a_cancelled_one_can_be_booked_again_with_a_higher_sequence(self, intro, around):
        services.cancel(intro=intro, **around)
        again = services.give_time(intro=intro, open_time=self.agreed(START, around), **around)
        assert (again.status, again.sequence) == (Status.BOOKED, 2)
