"""The desk's front page: what needs attention first, in words for coaches."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from bookings.models import Diary, Status
from forge_site.gym.models import Coach, Gym
from forge_site.outbox.models import OutboxEmail, SenderHeartbeat
from tests.bookings.factories import make_diary, make_gym, make_intro

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(admin_client):
    return lambda: admin_client.get(reverse("admin:index"))


def section(page, name):
    """Return the HTML of the section of `page` that is labelled by the id `name`."""
    return re.search(rf'<section[^>]*labelledby="{name}".*?</section>', page.text, re.S)[0]


class TestAlarms:
    def test_nobody_to_alert_is_said_in_red(self, front):
        make_gym(alert_addresses="")
        assert "Nobody hears of a new intro" in section(front(), "alarms")

    def test_a_made_up_address_is_nobody(self, front):
        make_gym(alert_addresses="staff@example.com")
        assert "Nobody hears of a new intro" in section(front(), "alarms")

    def test_a_given_up_email_is_said_in_red(self, front):
        make_gym()
        OutboxEmail.objects.create(
            kind="alert", to=["a@b.net"], subject="New intro", state="failed", last_error="No."
        )
        page = front()
        assert "1 e-mail could not be sent" in section(page, "alarms")
        assert "New intro" in section(page, "mail")

    def test_a_missing_alert_address_is_one_alarm(self, front):
        """What failed for want of it is not said again, until there is an address."""
        SenderHeartbeat.objects.create(host="h", pid=1, seen_at=timezone.now())
        gym = make_gym(alert_addresses="")
        given_up = {"kind": "alert", "state": "failed", "last_error": "No."}
        OutboxEmail.objects.create(to=[], subject="New intro", **given_up)
        page = front()
        alarms = section(page, "alarms")
        assert alarms.count("<li>") == 1
        assert "Nobody hears of a new intro" in alarms
        assert "New intro" in section(page, "mail")
        OutboxEmail.objects.create(to=["a@b.net"], subject="Another", **given_up)
        assert "1 e-mail could not be sent" in section(front(), "alarms")
        gym.alert_addresses = "desk@forge-fitness.net"
        gym.save()
        assert "2 e-mails could not be sent" in section(front(), "alarms")

    def test_all_well_shows_no_alarm(self, front):
        make_gym()
        SenderHeartbeat.objects.create(host="h", pid=1, seen_at=timezone.now())
        assert 'id="alarms"' not in front().text


class TestIntros:
    def test_requests_wait_at_the_top_the_oldest_first(self, front):
        now = timezone.now()
        for name, days in (("Second", 1), ("First", 2)):
            make_intro(
                name=name,
                status=Status.REQUESTED,
                diary=None,
                starts_at=None,
                ends_at=None,
                created_at=now - timedelta(days=days),
            )
        shown = section(front(), "requests")
        assert "(2)" in shown
        assert shown.index("First") < shown.index("Second")

    def test_the_next_intros_stand_in_the_gym_s_own_time(self, front):
        make_gym(time_zone="America/New_York")
        starts = (timezone.now() + timedelta(days=2)).replace(hour=22, minute=30)
        make_intro(
            name="Sam Rivera",
            diary=make_diary(),
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30),
        )
        shown = section(front(), "next")
        assert "Sam Rivera" in shown
        assert "5:30 pm" in shown or "6:30 pm" in shown  # 22:30 UTC, winter or summer

    def test_the_page_costs_the_same_with_many(self, front, django_assert_max_num_queries):
        make_gym()
        diary = make_diary()
        starts = timezone.now() + timedelta(days=1)
        for number in range(12):
            begin = starts + timedelta(hours=number)
            make_intro(diary=diary, starts_at=begin, ends_at=begin + timedelta(minutes=30))
        with django_assert_max_num_queries(27):
            front()


class TestBeforeYouLaunch:
    def test_it_links_each_sample_item(self, front):
        coach = Coach.objects.create(name="Maya Ellison", slug="maya", is_sample=True)
        assert reverse("admin:gym_coach_change", args=[coach.pk]) in section(front(), "launch")

    def test_what_is_missing_leads_to_its_field_on_the_gym_s_long_page(
        self, front, admin_client
    ):
        make_gym(is_live=False, phone="", street="", alert_addresses="")
        page = front()
        fields = re.findall(
            r"/gym/gym/1/change/#(\w+)", section(page, "launch") + section(page, "alarms")
        )
        assert set(fields) == {"id_alert_addresses", "id_phone", "id_street", "id_is_live"}
        form = admin_client.get(reverse("admin:gym_gym_change", args=[1])).text
        assert all(f'id="{field}"' in form for field in fields)

    def test_going_live_is_the_last_step_of_the_list(self, front):
        make_gym(is_live=False, phone="")
        Coach.objects.create(name="Maya Ellison", slug="maya", is_sample=True)
        shown = section(front(), "launch")
        places = [shown.index(words) for words in ("a phone number", "Maya", "We are live")]
        assert places == sorted(places)

    def test_it_vanishes_when_all_is_real(self, front):
        make_gym(is_live=True)
        assert 'id="launch"' not in front().text

    def test_what_stays_after_removing_is_named(self, admin_client):
        make_intro(diary=make_diary(is_sample=True))
        answer = admin_client.post(reverse("admin:remove_samples"), follow=True)
        assert "is gone, except what your own uses: 1 coach." in answer.text

    def test_removing_asks_first_and_then_removes(self, admin_client):
        Gym(name="Sample", is_sample=True).save()
        Coach.objects.create(name="Maya", slug="maya", is_sample=True)
        Coach.objects.create(name="Real", slug="real")
        url = reverse("admin:remove_samples")
        page = " ".join(admin_client.get(url).text.split())
        assert "1 gym<" in page.replace(" <", "<")
        assert "1 coach<" in page.replace(" <", "<")
        assert Coach.objects.count() == 2
        admin_client.post(url)
        assert [coach.name for coach in Coach.objects.all()] == ["Real"]

    def test_only_the_owner_may_remove_it(self, client):
        get_user_model().objects.create_user("coach", password="x", is_staff=True)
        client.login(username="coach", password="x")
        assert client.post(reverse("admin:remove_samples")).status_code == 403


class TestMenu:
    def test_it_speaks_of_the_gym_not_of_apps(self, front):
        captions = re.findall(r'class="section"[^>]*>([^<]+)<', front().text)
        menu = ["Intros", "Articles", "Coaches and hours", "The gym", "Sent e-mail"]
        assert captions[: len(menu)] == menu

    def test_set_my_hours_opens_one_s_own_diary(self, front, admin_user):
        coach = Coach.objects.create(name="Me", slug="me", user=admin_user)
        diary = Diary.objects.create(coach=coach)
        assert reverse("admin:bookings_diary_change", args=[diary.pk]) in front().text

    def test_without_a_diary_it_opens_the_list(self, front):
        assert reverse("admin:bookings_diary_changelist") in front().text


class TestThePolicyHolds:
    @pytest.mark.parametrize("name", ["index", "login", "password_change", "remove_samples"])
    def test_nothing_inline(self, admin_client, name):
        page = admin_client.get(reverse(f"admin:{name}"), follow=True)
        assert " style=" not in page.text
        assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", page.text)
