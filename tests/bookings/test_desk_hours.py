"""The desk's pages of hours and rules."""

from datetime import date, time

import pytest
from django.urls import reverse

from bookings.admin.diaries import warnings
from bookings.models import Diary, ExtraHours, IntroPolicy, TimeOff, WeeklyHours
from forge_site.gym.models import SpecialDay
from tests.bookings.desk import said
from tests.bookings.factories import START, make_diary, make_intro

pytestmark = pytest.mark.django_db


class TestHours:
    def address(self, diary):
        return reverse("admin:bookings_diary_change", args=[diary.pk])

    def save(self, desk, diary, *stretches):
        data = {"is_open": "on"}
        for prefix in ("weekly_hours", "extra_hours", "time_off"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        data["weekly_hours-TOTAL_FORMS"] = len(stretches)
        for number, (weekday, opens, closes) in enumerate(stretches):
            data |= {
                f"weekly_hours-{number}-weekday": weekday,
                f"weekly_hours-{number}-opens": opens,
                f"weekly_hours-{number}-closes": closes,
            }
        return desk.post(self.address(diary), data, follow=True)

    def test_the_page_previews_two_weeks(self, desk, maya):
        page = desk.get(self.address(maya)).content.decode()
        assert "Tue 24 Nov</b> 5:30 pm, 6:15 pm, 7:00 pm" in page
        assert "Tue 1 Dec" in page
        assert "Tue 8 Dec" not in page

    def test_as_visitors_see_them_who_ask_for_that_coach(self, desk, maya, marcus):
        """Without asking they would see these hours with Maya, who comes first."""
        make_intro(diary=marcus)
        page = desk.get(self.address(marcus)).content.decode()
        assert "Tue 24 Nov</b> 6:15 pm, 7:00 pm" in page

    def test_hours_are_added_on_it(self, desk, gym):
        diary = make_diary("Marcus Tran")
        self.save(desk, diary, (1, "07:00", "09:00"))
        assert [str(hours) for hours in WeeklyHours.objects.filter(diary=diary)] == [
            "Tuesday, 7:00 am to 9:00 am"
        ]

    def test_overlapping_and_too_short_hours_are_pointed_out(self, desk, gym):
        diary = make_diary("Marcus Tran")
        answer = self.save(
            desk, diary, (1, "07:00", "09:00"), (1, "08:00", "10:00"), (2, "07:00", "07:10")
        )
        assert "overlap" in said(answer)
        assert "too short for an intro of 30 minutes" in said(answer)

    def warned(self, diary):
        return " ".join(warnings(diary))

    def test_hours_of_a_single_day_are_held_against_those_of_the_week(self, maya):
        tuesday = {"on": date(2026, 11, 24), "opens": time(19, 30), "closes": time(21)}
        ExtraHours.objects.create(diary=maya, **tuesday)
        assert self.warned(maya) == (
            "Tuesday, 5:30 pm to 8:00 pm and November 24, 2026, 7:30 pm to 9:00 pm overlap."
        )
        ExtraHours.objects.update(on=date(2026, 11, 25))
        assert self.warned(maya) == ""

    def test_a_single_day_that_is_past_is_pointed_out_no_more(self, maya):
        """Neither that it lies across the weekly hours nor that it is too short by now."""
        ExtraHours.objects.create(
            diary=maya, on=date(2026, 11, 17), opens=time(19, 45), closes=time(20, 10)
        )
        assert self.warned(maya) == ""
        ExtraHours.objects.update(on=date(2026, 11, 24))
        assert "too short" in self.warned(maya)
        assert "overlap" in self.warned(maya)

    def test_a_single_day_that_offers_nothing_is_pointed_out(self, maya):
        """A day the clock is moved, a closed one, one of time off; what is past is past."""
        day = {"diary": maya, "opens": time(2), "closes": time(3)}
        extra = ExtraHours.objects.create(**day, on=date(2027, 3, 14))
        assert "the clock is moved that day, and no time is left" in self.warned(maya)
        ExtraHours.objects.update(on=date(2027, 3, 15))
        assert self.warned(maya) == ""
        closed = SpecialDay.objects.create(on=date(2027, 3, 15))
        assert "the gym is closed that day" in self.warned(maya)
        closed.delete()
        off = TimeOff.objects.create(
            diary=maya,
            starts_on=extra.on,
            ends_on=date(2027, 3, 15),
            until_time=time(3),
        )
        assert "within time off" in self.warned(maya)
        TimeOff.objects.filter(pk=off.pk).update(until_time=time(2))
        assert self.warned(maya) == "", "two o'clock is left"
        ExtraHours.objects.update(on=date(2026, 3, 8))
        assert self.warned(maya) == ""

    def test_a_single_day_is_cut_as_it_is_offered(self, maya):
        """At nine and a quarter to ten: the pause between intros counts."""
        on = date(2026, 11, 25)
        ExtraHours.objects.create(diary=maya, on=on, opens=time(9), closes=time(10, 45))
        off = TimeOff.objects.create(diary=maya, starts_on=on, ends_on=on, until_time=time(10))
        assert "within time off" in self.warned(maya)
        TimeOff.objects.filter(pk=off.pk).update(until_time=time(9, 45))
        assert self.warned(maya) == ""

    def test_one_that_is_too_short_is_told_so_alone(self, maya):
        ExtraHours.objects.create(
            diary=maya, on=date(2026, 11, 25), opens=time(2), closes=time(2, 29)
        )
        assert self.warned(maya).endswith(": too short for an intro of 30 minutes.")

    def test_hours_that_end_before_they_begin_are_a_sentence(self, desk, gym):
        page = self.save(desk, make_diary("Marcus Tran"), (1, "09:00", "07:00"))
        assert "must be later than" in page.content.decode()

    def test_a_booked_intro_outside_the_new_hours_stays_and_is_named(self, desk, gym):
        diary = make_diary("Marcus Tran")
        intro = make_intro(diary=diary)
        assert "It stays booked." in said(self.save(desk, diary, (1, "07:00", "09:00")))
        intro.refresh_from_db()
        assert intro.starts_at == START

    def test_the_list_shows_who_has_no_open_time(self, desk, maya):
        make_diary("Marcus Tran")
        page = desk.get(reverse("admin:bookings_diary_changelist")).content.decode()
        assert "Tue 24 Nov, 5:30 pm" in page
        assert ">None<" in page

    def test_a_diary_cannot_be_deleted(self, desk, maya):
        address = reverse("admin:bookings_diary_delete", args=[maya.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 403
        assert Diary.objects.exists()

    def test_time_off_without_a_last_day_is_the_first_day_alone(self, desk, maya):
        page = desk.get(self.address(maya)).content.decode()
        assert "Empty: the first day alone." in page
        data = {"is_open": "on", "time_off-0-starts_on": "2026-12-01"}
        for prefix in ("weekly_hours", "extra_hours", "time_off"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        desk.post(self.address(maya), data | {"time_off-TOTAL_FORMS": 1})
        assert TimeOff.objects.get().ends_on == date(2026, 12, 1)
        without_any = data | {"time_off-TOTAL_FORMS": 1, "time_off-0-starts_on": ""}
        reason = without_any | {"time_off-0-reason": "Dentist"}
        assert desk.post(self.address(maya), reason).status_code == 200
        assert TimeOff.objects.count() == 1

    def test_the_whole_gym_can_be_off(self, desk, maya):
        address = reverse("admin:bookings_timeoff_add")
        data = {"starts_on": "2026-11-24", "ends_on": "2026-11-24"}
        assert desk.post(address, data).status_code == 302
        assert TimeOff.objects.get().diary is None
        wrong = data | {"ends_on": "2026-11-23"}
        assert "cannot be before" in desk.post(address, wrong).content.decode()


class TestPolicy:
    def test_the_one_row_opens_at_once_and_is_saved(self, desk):
        answer = desk.get(reverse("admin:bookings_intropolicy_changelist"), follow=True)
        assert answer.status_code == 200
        data = {
            "length_minutes": 20,
            "buffer_before": 0,
            "buffer_after": 10,
            "notice_hours": 2,
            "days_ahead": 14,
            "most_per_day": "",
            "in_person": "on",
        }
        address = reverse("admin:bookings_intropolicy_change", args=[1])
        desk.post(address, data)
        assert IntroPolicy.objects.current().length_minutes == 20
        longer = desk.post(address, data | {"length_minutes": 180}, follow=True)
        assert (
            "Maya Ellison, Tuesday, 5:30 pm to 8:00 pm: too short for an intro of 180 minutes."
            in said(longer)
        )
        page = desk.post(address, data | {"in_person": ""}).content.decode()
        assert "Offer at least one way to meet." in page
