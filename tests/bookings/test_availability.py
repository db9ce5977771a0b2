"""Which times are offered: hours, exceptions, notice, window, limit, and whose."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bookings.availability import OpenTimes
from bookings.models import ExtraHours, Intro, IntroPolicy, Status, TimeOff
from forge_site.gym.models import SpecialDay
from tests.bookings.factories import LENGTH, NOW, START, make_diary, make_intro

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")
MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
TUESDAY_EVENING = [(1, "17:30", "20:00")]


def open_times(**options):
    return OpenTimes(**{"zone": NEW_YORK, "now": NOW} | options)


def starts(days=7, **options):
    """Return the starts of the coming `days` as the gym's clock shows them."""
    local = [offer.starts_at.astimezone(NEW_YORK) for offer in open_times(**options).offers]
    return [f"{at:%a %H:%M}" for at in local if at.date() <= NOW.date() + timedelta(days=days)]


class TestHours:
    def test_a_stretch_is_cut_by_length_and_buffer(self):
        make_diary(hours=TUESDAY_EVENING)
        assert starts() == ["Tue 17:30", "Tue 18:15", "Tue 19:00"]

    def test_several_stretches_a_day(self):
        make_diary(hours=[(1, "07:00", "08:00"), (1, "17:30", "18:30")])
        assert starts() == ["Tue 07:00", "Tue 17:30"]

    def test_extra_hours_add_a_single_day(self):
        diary = make_diary(hours=TUESDAY_EVENING)
        ExtraHours.objects.create(diary=diary, on=MONDAY, opens=time(12), closes=time(13))
        assert starts(days=14).count("Mon 12:00") == 1

    def test_a_closed_diary_and_a_coach_who_left_offer_nothing(self):
        make_diary(hours=TUESDAY_EVENING, is_open=False)
        make_diary("Marcus Tran", hours=TUESDAY_EVENING, is_active=False)
        assert starts() == []

    def test_hours_that_overlap_offer_each_start_once(self):
        make_diary(hours=[(1, "17:30", "20:00"), (1, "18:15", "20:00")])
        assert starts() == ["Tue 17:30", "Tue 18:15", "Tue 19:00"]


class TestExceptions:
    def test_time_off_of_one_coach_leaves_the_others(self):
        maya = make_diary(hours=TUESDAY_EVENING)
        make_diary("Marcus Tran", hours=[(1, "17:30", "18:00")])
        TimeOff.objects.create(diary=maya, starts_on=TUESDAY, ends_on=TUESDAY)
        assert starts() == ["Tue 17:30"]

    def test_time_off_by_the_hour_ends_where_an_intro_may_begin(self):
        diary = make_diary(hours=TUESDAY_EVENING)
        TimeOff.objects.create(
            diary=diary,
            starts_on=TUESDAY,
            ends_on=TUESDAY,
            from_time=time(18),
            until_time=time(18, 15),
        )
        assert starts() == ["Tue 17:30", "Tue 18:15", "Tue 19:00"]
        TimeOff.objects.update(from_time=time(17, 59), until_time=time(18, 16))
        assert starts() == ["Tue 19:00"]

    def test_time_off_without_a_coach_is_everybodys(self):
        make_diary(hours=TUESDAY_EVENING)
        make_diary("Marcus Tran", hours=TUESDAY_EVENING)
        TimeOff.objects.create(starts_on=MONDAY, ends_on=TUESDAY)
        assert starts() == []

    def test_a_closed_day_of_the_gym_offers_nothing_and_is_known(self):
        make_diary(hours=TUESDAY_EVENING)
        SpecialDay.objects.create(on=TUESDAY, note="Founders' day")
        times = open_times()
        assert times.offers[0].local_date == TUESDAY + timedelta(days=7)
        assert times.closed_days == {TUESDAY: "Founders' day"}

    def test_a_day_with_other_hours_narrows_the_weekly_ones(self):
        make_diary(hours=TUESDAY_EVENING)
        SpecialDay.objects.create(on=TUESDAY, opens=time(8), closes=time(18, 45))
        assert starts() == ["Tue 17:30", "Tue 18:15"]


class TestPolicy:
    def test_the_length_is_the_rules(self):
        make_diary(hours=TUESDAY_EVENING)
        IntroPolicy(length_minutes=60).save()  # and 15 minutes after each
        assert starts() == ["Tue 17:30", "Tue 18:45"]
        assert {offer.ends_at - offer.starts_at for offer in open_times().offers} == {
            timedelta(hours=1)
        }

    def test_notice_counts_to_the_minute(self):
        make_diary(hours=TUESDAY_EVENING)
        hours = (START - NOW) / timedelta(hours=1)  # 54 hours and 49 minutes
        IntroPolicy(notice_hours=int(hours)).save()
        assert starts()[0] == "Tue 17:30"
        IntroPolicy(notice_hours=int(hours) + 1).save()
        assert starts()[0] == "Tue 18:15"

    def test_the_window_ends_days_ahead_to_the_minute(self):
        make_diary(hours=[(6, "09:00", "12:00")])  # Sundays; now is a Sunday, 10:41 am
        IntroPolicy(days_ahead=7, notice_hours=0).save()
        assert starts(days=30) == ["Sun 11:15", "Sun 09:00", "Sun 09:45", "Sun 10:30"]

    def test_a_limit_a_day_closes_the_rest_of_the_day(self):
        diary = make_diary(hours=TUESDAY_EVENING)
        IntroPolicy(most_per_day=1).save()
        assert len(starts()) == 3
        make_intro(diary=diary)
        assert starts() == []

    def test_buffers_lie_between_two_intros_on_either_side(self):
        diary = make_diary(hours=[(1, "16:00", "20:00")])
        make_intro(diary=diary, starts_at=START)  # 17:30 to 18:00
        IntroPolicy(buffer_before=0, buffer_after=0).save()
        assert "Tue 17:00" in starts()
        assert "Tue 18:00" in starts()
        IntroPolicy(buffer_before=5, buffer_after=10).save()  # steps of 45 minutes
        assert starts() == ["Tue 16:00", "Tue 16:45", "Tue 18:15", "Tue 19:00"]
        # Five minutes later only ten are left before 6:15, and fifteen are kept.
        Intro.objects.update(
            starts_at=START + timedelta(minutes=5), ends_at=START + timedelta(minutes=35)
        )
        assert starts() == ["Tue 16:00", "Tue 16:45", "Tue 19:00"]


class TestBusy:
    @pytest.mark.parametrize("status", Status.holding_a_time())
    def test_every_state_that_holds_a_time_takes_it(self, status):
        make_intro(diary=make_diary(hours=TUESDAY_EVENING), status=status)
        assert starts() == ["Tue 18:15", "Tue 19:00"]

    def test_a_cancelled_one_takes_none(self):
        intro = make_intro(diary=make_diary(hours=TUESDAY_EVENING))
        Intro.objects.filter(pk=intro.pk).update(status=Status.CANCELLED)
        assert starts() == ["Tue 17:30", "Tue 18:15", "Tue 19:00"]

    def test_an_intro_that_moves_does_not_stand_in_its_own_way(self):
        IntroPolicy(buffer_after=0).save()
        intro = make_intro(
            diary=make_diary(hours=[(1, "17:00", "18:30")]),
            starts_at=START + timedelta(minutes=15),
        )
        assert starts() == ["Tue 17:00"]
        assert starts(ignoring=intro) == ["Tue 17:00", "Tue 17:30", "Tue 18:00"]

    def test_the_time_a_cancelled_one_had_is_offered_to_it_again(self):
        maya = make_diary(hours=TUESDAY_EVENING)
        had_it = {"diary": maya, "starts_at": START, "ends_at": START + LENGTH}
        intro = make_intro(status=Status.CANCELLED, **had_it)
        assert starts(ignoring=intro) == ["Tue 17:30", "Tue 18:15", "Tue 19:00"]

    def test_its_own_time_is_no_choice_but_may_be_anothers(self):
        intro = make_intro(diary=make_diary(hours=TUESDAY_EVENING, position=1))
        assert starts(ignoring=intro) == ["Tue 18:15", "Tue 19:00"]
        make_diary("Marcus Tran", hours=TUESDAY_EVENING, position=2)
        offer = open_times(ignoring=intro).offers[0]
        assert (offer.starts_at, offer.coach.name) == (START, "Marcus Tran")


class TestWhoseTimeItIs:
    def test_each_start_once_with_the_least_busy_coach(self):
        maya = make_diary(hours=TUESDAY_EVENING, position=1)
        make_diary("Marcus Tran", hours=TUESDAY_EVENING, position=2)
        assert {offer.coach.name for offer in open_times().offers} == {"Maya Ellison"}
        make_intro(diary=maya, starts_at=START + timedelta(days=7))
        offers = open_times().offers[:3]
        assert [offer.coach.name for offer in offers] == ["Marcus Tran"] * 3

    def test_among_equals_the_gyms_order_decides(self):
        make_diary("Marcus Tran", hours=TUESDAY_EVENING, position=2)
        make_diary("Maya Ellison", hours=TUESDAY_EVENING, position=1)
        assert {offer.coach.name for offer in open_times().offers} == {"Maya Ellison"}

    def test_one_coach_can_be_asked_for(self):
        make_diary(hours=TUESDAY_EVENING)
        make_diary("Marcus Tran", hours=[(0, "07:00", "07:30")], position=9)
        assert starts(coach_slug="marcus-tran") == ["Mon 07:00"]
        assert starts(coach_slug="nobody") == []

    def test_when_one_is_taken_the_same_hour_with_another_is_nearest(self):
        maya = make_diary(hours=TUESDAY_EVENING)
        make_diary("Marcus Tran", hours=[(1, "17:30", "18:00")], position=9)
        make_intro(diary=maya, starts_at=START)
        nearest = open_times().nearest(START)
        assert (nearest.starts_at, nearest.coach.name) == (START, "Marcus Tran")

    def test_otherwise_the_nearest_in_time(self):
        make_intro(diary=make_diary(hours=TUESDAY_EVENING))
        assert open_times().nearest(START).starts_at == START + timedelta(minutes=45)

    def test_nothing_open_has_no_nearest(self):
        assert open_times().nearest(START) is None


class TestFinding:
    def test_a_value_is_found_again_also_if_the_page_would_offer_another_coach(self):
        make_diary(hours=TUESDAY_EVENING, position=1)
        make_diary("Marcus Tran", hours=TUESDAY_EVENING, position=2)
        found = open_times().find("marcus-tran@2026-11-24T22:30Z")
        assert (found.coach.name, found.starts_at) == ("Marcus Tran", START)
        assert found.value == "marcus-tran@2026-11-24T22:30Z"
        assert found.spoken == "Tuesday, November 24, 5:30 pm, with Marcus Tran"

    @pytest.mark.parametrize(
        "value",
        ["", "@", "maya-ellison", "maya-ellison@", "maya-ellison@2026-11-24T22:31Z", "x@y@z",
         "nobody@2026-11-24T22:30Z", "maya-ellison@2020-11-24T22:30Z", "\x00@\x00"],
    )  # fmt: skip
    def test_anything_not_open_is_none(self, value):
        make_diary(hours=TUESDAY_EVENING)
        assert open_times().find(value) is None


class TestClockChanges:
    def test_hours_keep_their_wall_time_over_the_change(self):
        """New York moves its clock on 8 March 2026: 9 am is 14:00, then 13:00 UTC."""
        make_diary(hours=[(5, "09:00", "09:30"), (6, "09:00", "09:30"), (0, "09:00", "09:30")])
        now = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
        assert [f"{offer.starts_at:%d %H:%M}" for offer in open_times(now=now).offers[:3]] == [
            "07 14:00",
            "08 13:00",
            "09 13:00",
        ]

    def test_another_zone_moves_no_booked_intro(self):
        intro = make_intro()
        open_times(zone=ZoneInfo("Europe/Berlin"))
        intro.refresh_from_db()
        assert intro.starts_at == START


class TestCost:
    def test_the_queries_do_not_grow(self, django_assert_num_queries):
        for number in range(6):
            diary = make_diary(
                f"Coach {number}", hours=[(day, "07:00", "12:00") for day in range(7)]
            )
            Intro.objects.bulk_create(
                Intro(
                    diary=diary,
                    starts_at=START + timedelta(hours=n),
                    ends_at=START + timedelta(hours=n) + LENGTH,
                    name="Sam",
                    email="sam@forge-fitness.net",
                    created_at=NOW,
                    changed_at=NOW,
                )
                for n in range(200)
            )
        with django_assert_num_queries(4):
            times = open_times()
            assert times.offers
            assert times.nearest(START)
