"""The sample diaries and intros: loaded once, mailed to nobody, gone without a trace."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bookings.models import Diary, Intro, Status
from bookings.sample import load_bookings, remove_bookings
from forge_site.gym.models import Coach
from forge_site.outbox.addresses import is_reserved
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW, make_coach, make_intro

pytestmark = pytest.mark.django_db
NEW_YORK = ZoneInfo("America/New_York")


@pytest.fixture
def coaches():
    for name in ("Maya Ellison", "Marcus Tran", "Priya Raman", "Joe Hadley"):
        make_coach(name, is_sample=True)


class TestLoading:
    @pytest.mark.parametrize("days", range(7))
    def test_six_intros_whatever_day_it_is(self, coaches, days):
        now = NOW + timedelta(days=days)
        load_bookings(now, NEW_YORK)
        assert Intro.objects.sample().count() == 6
        for intro in Intro.objects.all():
            assert is_reserved(intro.email)
            assert intro.created_at < now
            if intro.status == Status.BOOKED:
                assert now < intro.starts_at < now + timedelta(days=8)
            elif intro.starts_at:
                assert intro.created_at < intro.starts_at < now
        assert not OutboxEmail.objects.exists()

    def test_two_stretches_a_week_each(self, coaches):
        load_bookings(NOW, NEW_YORK)
        assert [diary.weekly_hours.count() for diary in Diary.objects.all()] == [2] * 4

    def test_twice_adds_nothing_and_brings_nothing_back(self, coaches):
        load_bookings(NOW, NEW_YORK)
        Intro.objects.filter(status=Status.REQUESTED).delete()
        load_bookings(NOW, NEW_YORK)
        assert Intro.objects.count() == 5

    def test_without_sample_coaches_there_are_no_diaries(self):
        make_coach("Maya Ellison")
        load_bookings(NOW, NEW_YORK)
        assert not Diary.objects.exists()


class TestRemoving:
    def test_all_sample_rows_go_and_real_intros_keep_their_diary(self, coaches):
        load_bookings(NOW, NEW_YORK)
        maya = Diary.objects.get(coach__slug="maya-ellison")
        real = make_intro(diary=maya, starts_at=NOW + timedelta(days=3))
        remove_bookings()
        assert list(Intro.objects.all()) == [real]
        assert list(Diary.objects.all()) == [maya]
        assert Coach.objects.count() == 4
