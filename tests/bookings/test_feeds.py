"""The calendar a coach subscribes to: what is in it, and how its address ends."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from bookings import links
from bookings.models import Intro, Status
from tests.articles import factories as articles
from tests.bookings.factories import START, make_intro

pytestmark = pytest.mark.django_db


def events(client, diary):
    answer = client.get(reverse("bookings:feed", args=[diary.feed_token]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(answer.content).walk("VEVENT")


class TestFeed:
    def test_it_names_who_comes_how_to_reach_them_and_what_they_read(self, client, maya):
        article = articles.article(title="Lower back pain")
        make_intro(
            diary=maya, phone="+12125550117", note="Sore; back, since\nspring", goal="pain",
            source_article=article,
        )  # fmt: skip
        (event,) = events(client, maya)
        assert str(event["summary"]) == "Free intro: Sam Rivera"
        assert event.decoded("dtstart") == START
        text = str(event["description"])
        for words in ("(212) 555-0117", "Was reading: Lower back pain", "Sore; back, since"):
            assert words in text

    def test_it_holds_this_coachs_intros_that_hold_a_time(self, client, maya, marcus):
        make_intro(diary=marcus)
        make_intro(diary=maya, name="Ahead")
        make_intro(diary=maya, name="Lately", starts_at=START - timedelta(days=20))
        make_intro(diary=maya, name="Long ago", starts_at=START - timedelta(days=60))
        off = make_intro(diary=maya, name="Off", starts_at=START + timedelta(hours=2))
        Intro.objects.filter(pk=off.pk).update(status=Status.CANCELLED)
        names = [
            str(event["summary"]).removeprefix("Free intro: ") for event in events(client, maya)
        ]
        assert names == ["Lately", "Ahead"]

    def test_sample_intros_are_on_nobodys_phone(self, client, maya):
        make_intro(diary=maya, is_sample=True)
        assert events(client, maya) == []

    def test_a_name_adds_no_line(self, client, maya):
        make_intro(diary=maya, name="Sam\r\nATTENDEE:mailto:x@forge-fitness.net")
        (event,) = events(client, maya)
        assert "ATTENDEE" not in event

    def test_it_does_not_cost_more_with_more_intros(
        self, client, maya, django_assert_max_num_queries
    ):
        for number in range(20):
            make_intro(diary=maya, starts_at=START + timedelta(hours=number))
        with django_assert_max_num_queries(5):
            assert len(events(client, maya)) == 20

    def test_it_is_the_person_s_uid_so_that_no_calendar_shows_it_twice(self, client, maya):
        intro = make_intro(diary=maya)
        (event,) = events(client, maya)
        path = reverse("bookings:calendar", args=[links.token(intro)])
        own = Calendar.from_ical(client.get(path).content).walk("VEVENT")[0]
        assert event["uid"] == own["uid"]


class TestItsAddress:
    def test_nobody_guesses_it(self, client, maya):
        for token in ("x", "", str(maya.pk), "a" * 500):
            answer = client.get(f"/free-intro/calendar/{token}.ics")
            assert answer.status_code == 404

    def test_a_phone_subscribes_to_it_with_a_tap(self, admin_client, maya, settings):
        settings.SITE_URL = "https://forge-fitness.net"
        page = admin_client.get(reverse("admin:bookings_diary_change", args=[maya.pk])).text
        address = f"forge-fitness.net/free-intro/calendar/{maya.feed_token}.ics"
        assert f'href="webcal://{address}"' in page
        assert f">https://{address}</a>" in page

    def test_it_is_kept_out_of_caches_and_indexes(self, client, maya):
        answer = client.get(reverse("bookings:feed", args=[maya.feed_token]))
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"

    def test_one_tap_at_the_desk_ends_it_and_makes_another(self, client, admin_client, maya):
        old = reverse("bookings:feed", args=[maya.feed_token])
        page = admin_client.get(reverse("admin:bookings_diary_change", args=[maya.pk]))
        assert links.feed_url(maya) in page.content.decode()
        ending = reverse("admin:bookings_diary_feed", args=[maya.pk])
        assert admin_client.get(ending).status_code == 405
        admin_client.post(ending)
        maya.refresh_from_db()
        assert client.get(old).status_code == 404
        assert client.get(reverse("bookings:feed", args=[maya.feed_token])).status_code == 200


class TestACoachWhoLeaves:
    def test_the_page_lists_what_is_to_be_handed_over(self, admin_client, maya):
        intro = make_intro(diary=maya)
        maya.coach.is_active = False
        maya.coach.save()
        page = admin_client.get(reverse("admin:bookings_diary_change", args=[maya.pk]))
        text = page.content.decode()
        assert "To be handed over" in text
        assert reverse("admin:bookings_intro_change", args=[intro.pk]) in text
        listed = admin_client.get(
            reverse("admin:bookings_intro_changelist"), {"stage": "hand_over"}
        )
        assert list(listed.context["cl"].result_list) == [intro]
        front = admin_client.get(reverse("admin:index")).content.decode()
        assert "Somebody is booked with a coach who has left." in front
