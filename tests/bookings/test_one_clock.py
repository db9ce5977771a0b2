"""One instant, everywhere it is shown: the same words, the same instant, the zone named."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from bookings import emails, links
from bookings.models import Intro
from forge_site.web import times
from tests.bookings.desk import record
from tests.bookings.factories import LENGTH, NOW, make_diary, make_gym, make_intro
from tests.bookings.visitor import BOOK, get
from tests.reading import words_of

pytestmark = pytest.mark.django_db
# An hour before and an hour after a change of the clock; worked out from the IANA database.
HOURS = [
    ("America/New_York", (2027, 3, 14, 6, 30), "1:30 am Eastern time (UTC-5)"),
    ("America/New_York", (2027, 3, 14, 7, 30), "3:30 am Eastern time (UTC-4)"),
    ("Australia/Lord_Howe", (2027, 4, 3, 14, 45), "1:45 am Lord Howe time (UTC+11)"),
    ("Australia/Lord_Howe", (2027, 4, 3, 15, 15), "1:45 am Lord Howe time (UTC+10:30)"),
    ("Asia/Kolkata", (2026, 12, 1, 6, 30), "noon Kolkata time (UTC+5:30)"),
]


def event_in(text):
    return Calendar.from_ical(text).walk("VEVENT")[0]


class TestOneFunction:
    @pytest.mark.parametrize(("key", "starts", "said"), HOURS)
    def test_page_e_mail_calendar_feed_and_desk_say_it_alike(
        self, client, admin_client, at_ten, key, starts, said
    ):
        gym = make_gym(time_zone=key)
        starts_at = datetime(*starts, tzinfo=UTC)
        intro = make_intro(diary=make_diary(), starts_at=starts_at)
        full = times.full(starts_at, ZoneInfo(key))
        assert full.endswith(said)
        letters = [
            emails.confirmation(intro, gym),
            *emails.reminders_of(intro, gym, NOW),
            emails.moved(intro, gym, NOW, intro.diary),
            emails.alerts(intro, gym, NOW, ())[0],
        ]
        for letter in letters:
            assert full in letter.text, letter.kind
            assert times.unbroken(full) in letter.html, letter.kind
        manage = f"{BOOK}b/{links.token(intro)}/"
        for path in (f"{BOOK}done/{intro.reference}/", manage, manage + "?cancel=1"):
            assert full in words_of(client.get(path).text), path
        assert full in words_of(admin_client.get(record(intro)).text)
        own = client.get(manage + "intro.ics").content
        feed = client.get(reverse("bookings:feed", args=[intro.diary.feed_token])).content
        for calendar in (own, feed, letters[0].attachments[0]["text"]):
            event = event_in(calendar)
            assert full in str(event["description"])
            assert event["dtstart"].to_ical() == f"{starts_at:%Y%m%dT%H%M%SZ}".encode()
            assert event["dtend"].to_ical() == f"{starts_at + LENGTH:%Y%m%dT%H%M%SZ}".encode()
        short = times.short(starts_at, ZoneInfo(key))
        assert short in words_of(
            admin_client.get(reverse("admin:bookings_intro_changelist")).text
        )
        assert short in words_of(admin_client.get(reverse("admin:index")).text)

    @pytest.mark.parametrize("key", ["America/New_York", "Australia/Lord_Howe"])
    def test_each_open_time_is_labelled_with_it_under_the_name_of_the_zone(
        self, client, at_ten, key
    ):
        zone = ZoneInfo(key)
        make_gym(time_zone=key)
        make_diary(hours=[(day, "17:30", "18:45") for day in range(7)])
        page = get(client)[1]
        slots = re.findall(r'value="[^"@]+@([^"]+)"(.*?)</label>', page)
        assert len(slots) == 10
        for text, face in slots:
            label = " ".join(re.sub(r"<[^>]*>?|^[^<]*>", "", face).split())
            spoken = times.spoken(times.parse_instant(text), zone)
            assert label == f"{spoken} with Maya Ellison"
        assert times.zone_name(zone) in page


class TestWays:
    """How the two meet is said wherever the intro is shown."""

    @pytest.mark.parametrize("way", Intro.Way)
    def test_to_the_person_the_coach_and_staff(self, client, admin_client, gym, maya, way):
        label = {"in_person": "At the gym", "phone": "By phone", "video": "By video"}[way]
        intro = make_intro(diary=maya, way=way, phone="+12125550117")
        place = "123 Example Street, Suite 4" if way == Intro.Way.IN_PERSON else label
        mine = [
            emails.confirmation(intro, gym),
            *emails.reminders_of(intro, gym, NOW),
            emails.moved(intro, gym, NOW, maya),
            emails.already(intro, gym),
        ]
        for letter in mine:
            assert place in letter.text.partition("--\n")[0], letter.kind
            assert f"{place}" in letter.html, letter.kind
        manage = f"{BOOK}b/{links.token(intro)}/"
        for path in (f"{BOOK}done/{intro.reference}/", manage, manage + "?cancel=1"):
            ticket = client.get(path).text.partition("<dt>Where</dt>")[2].partition("</dd>")[0]
            assert place in ticket, path
        own = event_in(client.get(manage + "intro.ics").content)
        assert label in str(own["description"])
        assert ("location" in own) == (way == Intro.Way.IN_PERSON)
        feed = client.get(reverse("bookings:feed", args=[maya.feed_token])).content
        assert label in str(event_in(feed)["description"])
        alert = emails.alerts(intro, gym, NOW, ())[0]
        assert f"How: {label}" in alert.text
        assert label in alert.html
        assert (
            label in words_of(admin_client.get(record(intro)).text).partition("The person")[0]
        )
