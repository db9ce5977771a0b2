"""A time that has gone between the look at the page and the post."""

from datetime import timedelta

import pytest

from bookings import services
from bookings.models import ExtraHours, Intro, IntroPolicy, TimeOff
from tests.bookings.factories import START, make_intro
from tests.bookings.visitor import (
    BOOK,
    LATER,
    SLOT,
    checked_of,
    fields_of,
    post,
    slots_of,
    typed,
)

pytestmark = pytest.mark.django_db


class TestTaken:
    def test_the_same_hour_with_another_coach_is_offered_first(self, client, maya, marcus):
        make_intro(diary=maya)
        answer = post(client)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Tue 24 Nov, 5:30\u00a0pm is no longer free" in page
        assert checked_of(page) == "marcus-tran@2026-11-24T22:30Z"
        assert "Lower back has been sore since spring." in page
        assert 'value="Sam Rivera"' in page

    def test_then_the_nearest(self, client, maya):
        make_intro(diary=maya)
        page = post(client).content.decode()
        assert checked_of(page) == LATER

    def test_the_taken_time_is_shown_struck_and_cannot_be_chosen(self, client, maya):
        make_intro(diary=maya)
        page = post(client).content.decode()
        assert "disabled" in page.partition("<b>5:30\u00a0pm</b>")[0].rpartition("<label")[2]
        assert "Taken" in page.partition("<b>5:30\u00a0pm</b>")[2][:40]
        assert SLOT not in slots_of(page)

    def test_keeping_what_is_marked_and_sending_again_books_it(self, client, maya):
        make_intro(diary=maya)
        data = typed()
        page = client.post(BOOK, data).content.decode()
        again = data | fields_of(page) | {"slot": checked_of(page)}
        assert client.post(BOOK, again).status_code == 303
        assert Intro.objects.get(email=data["email"]).starts_at == START + timedelta(minutes=45)

    @pytest.mark.parametrize(
        "happened",
        [
            lambda diary: TimeOff.objects.create(starts_on="2026-11-24", ends_on="2026-11-24"),
            lambda diary: diary.weekly_hours.all().delete(),
            lambda diary: IntroPolicy(notice_hours=24 * 3).save(),
            lambda diary: IntroPolicy(days_ahead=1).save(),
        ],
    )
    def test_a_time_closed_meanwhile_is_not_booked_either(self, client, maya, happened):
        happened(maya)
        ExtraHours.objects.create(diary=maya, on="2026-11-23", opens="17:30", closes="18:00")
        assert post(client).status_code in (409, 422)
        assert not Intro.objects.exists()

    def test_a_time_that_is_past_is_not_booked(self, client, maya):
        assert post(client, slot="maya-ellison@2026-11-17T22:30Z").status_code == 409

    def test_one_taken_between_look_and_lock_is_a_409_as_well(self, client, maya, monkeypatch):
        def beaten(**arguments):
            make_intro(diary=maya)
            return books(**arguments)

        books = services.book
        monkeypatch.setattr(services, "book", beaten)
        answer = post(client)
        assert answer.status_code == 409
        assert SLOT not in slots_of(answer.text)
        assert checked_of(answer.text) == LATER
        assert Intro.objects.count() == 1

    def test_being_told_so_costs_seven_queries(
        self, client, maya, django_assert_max_num_queries
    ):
        make_intro(diary=maya)
        post(client)
        with django_assert_max_num_queries(7):
            assert post(client).status_code == 409

    def test_when_nothing_is_left_it_asks_when(self, client, maya):
        maya.weekly_hours.all().delete()
        ExtraHours.objects.create(diary=maya, on="2026-11-24", opens="17:30", closes="18:00")
        make_intro(diary=maya)
        answer = post(client)
        assert answer.status_code == 409
        assert "tell us when suits you" in answer.content.decode()
