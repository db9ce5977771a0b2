"""The timetable: there while there is a class, in the gym's own days and hours."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError

from forge_site.gym.models import Coach, GroupClass, Page, Program, SpecialDay
from tests.pages.factories import full_gym
from tests.pages.html import read
from tests.pages.test_machines import listed

pytestmark = pytest.mark.django_db
TIMETABLE = "/timetable/"


@pytest.fixture
def gym():
    return full_gym(is_live=True)


def held(weekday=0, starts="06:00", ends="07:00", **fields):
    if "name" not in fields and "program" not in fields:
        fields["program"] = Program.objects.get(slug="foundations")
    starts, ends = time.fromisoformat(starts), time.fromisoformat(ends)
    return GroupClass.objects.create(weekday=weekday, starts=starts, ends=ends, **fields)


def days(client):
    """{name of the day: its rows in words}, in the order of the page."""
    found = read(client.get(TIMETABLE)).one("ul", css="timetable").all("li")
    return {
        li.one("h2").text: [
            f"{row.one('th').text} | {row.one('td').text}" for row in li.all("tr")
        ]
        for li in found
    }


class TestWithoutClasses:
    def test_there_is_no_page_and_no_way_to_it(self, client, gym):
        assert client.get(TIMETABLE).status_code == 404
        assert client.get("/Timetable/").status_code == 404  # not led on to nothing
        assert TIMETABLE not in listed(client)
        for path in ("/", "/programs/", "/contact/"):
            assert TIMETABLE not in client.get(path).content.decode()

    def test_nor_while_no_class_is_of_a_program_on_show(self, client, gym):
        held(program=Program.objects.create(name="Old", slug="old", is_active=False))
        for path in (TIMETABLE, "/Timetable/"):
            assert client.get(path).status_code == 404

    def test_a_page_staff_wrote_before_keeps_its_place(self, client, gym):
        Page.objects.create(title="Our week", slug="timetable", body="<p>Ask us.</p>")
        assert read(client.get(TIMETABLE)).one("h1").text == "Our week"
        assert listed(client).count(TIMETABLE) == 1
        held()
        assert read(client.get(TIMETABLE)).one("h1").text == "The week in classes"
        assert listed(client).count(TIMETABLE) == 1


class TestWithClasses:
    def test_it_is_in_the_menu_and_the_sitemap(self, client, gym):
        held()
        assert TIMETABLE in listed(client)
        for path in ("/", "/programs/", "/contact/"):
            links = [a.get("href") for a in read(client.get(path)).all("a")]
            assert TIMETABLE in links, path

    def test_days_and_hours_stand_in_order_and_link_on(self, client, gym):
        maya = Coach.objects.get(slug="maya-ellison")
        held(4, "17:30", "18:30", name="Open floor", note="come and go")
        held(0, "12:00", "13:00")
        held(0, "06:00", "07:00", coach=maya, note="beginners")
        assert days(client) == {
            "Monday": [
                "6:00 am to 7:00 am | Foundations with Maya Ellison, beginners",
                "Noon to 1:00 pm | Foundations",
            ],
            "Friday": ["5:30 pm to 6:30 pm | Open floor come and go"],
        }
        links = [a.get("href") for a in read(client.get(TIMETABLE)).one("main").all("a")]
        assert {"/programs/foundations/", "/coaches/maya-ellison/"} <= set(links)

    def test_today_and_the_days_that_differ_are_told_in_the_gym_s_zone(self, client, gym):
        held(2)
        held(3)
        SpecialDay.objects.create(on=date(2026, 12, 10), note="Too far off")
        late = datetime(2026, 11, 25, 23, 30, tzinfo=ZoneInfo("America/New_York"))
        with time_machine.travel(late, tick=False):  # Thursday already in UTC
            page = read(client.get(TIMETABLE)).one("main")
        wednesday, thursday = page.one("ul", css="timetable").all("li")
        assert wednesday.one("p", css="kicker").text == "Today"
        assert not thursday.all("p", css="kicker")
        note = thursday.one("div").one("p", css="note").text
        assert note == "Thanksgiving, Thursday, November 26: Closed"
        assert "Too far off" not in page.text and "Eastern time" in page.text

    def test_what_is_no_longer_offered_and_who_left_are_not_shown(self, client, gym):
        maya = Coach.objects.get(slug="maya-ellison")
        held(0, coach=maya)
        held(1, program=Program.objects.create(name="Old", slug="old", is_active=False))
        Coach.objects.filter(pk=maya.pk).update(is_active=False)
        assert days(client) == {"Monday": ["6:00 am to 7:00 am | Foundations"]}

    def test_costs_few_queries(self, client, gym, django_assert_max_num_queries):
        for weekday in range(7):
            held(weekday, coach=Coach.objects.first())
        with django_assert_max_num_queries(8):
            client.get(TIMETABLE)

    @pytest.mark.parametrize("fields", [{"ends": "05:00"}, {"name": "", "program": None}])
    def test_the_database_refuses_what_makes_no_sense(self, gym, fields):
        with pytest.raises(IntegrityError):
            held(**fields)


class TestAtTheDesk:
    def test_a_class_is_typed_and_repeated_on_another_day(self, admin_client, gym):
        program = Program.objects.get(slug="foundations")
        typed = {"weekday": 0, "starts": "06:00", "ends": "07:00", "program": program.pk}
        admin_client.post("/admin/gym/groupclass/add/", typed)
        first = GroupClass.objects.get()
        address = f"/admin/gym/groupclass/{first.pk}/change/"
        admin_client.post(address, typed | {"weekday": 2, "_saveasnew": "1"})
        weekdays = list(GroupClass.objects.values_list("weekday", flat=True))
        assert weekdays == [0, 2]
        assert "/admin/gym/groupclass/" in admin_client.get("/admin/").content.decode()

    def test_a_class_of_nothing_is_refused_with_a_sentence(self, admin_client, gym):
        typed = {"weekday": 0, "starts": "07:00", "ends": "06:00"}
        page = admin_client.post("/admin/gym/groupclass/add/", typed).content.decode()
        assert "Choose a program or write a name." in page
        assert "It must end later than it starts" in page
