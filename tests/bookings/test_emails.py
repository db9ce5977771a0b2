"""The e-mails as a mail program reads them: parsed by the standard library."""

import email
import email.policy
import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from icalendar import Calendar

from bookings import emails, people, services
from bookings.availability import OpenTimes
from bookings.models import Intro, Status
from forge_site.outbox.delivery import compose
from forge_site.outbox.models import OutboxEmail
from tests.articles import factories as articles
from tests.bookings.factories import NOW, START, make_diary, make_gym, make_intro
from tests.bookings.visitor import LATER, post
from tests.reading import words_of

pytestmark = pytest.mark.django_db
HOSTILE = "Bcc: all@forge-fitness.net\r\n\r\n<script>alert(1)</script> http://spam.test/x"


def message(kind):
    """Return the e-mail of `kind` in the outbox as a mail program would have it."""
    row = OutboxEmail.objects.get(kind=kind)
    sent = compose(row, "Forge Fitness <intro@forge-fitness.net>").message()
    return email.message_from_bytes(sent.as_bytes(), policy=email.policy.default)


def part(message, subtype):
    return message.get_body((subtype,)).get_content()


class TestConfirmation:
    def test_to_the_person_from_the_gym_with_an_answer_to_the_gym(self, client, maya):
        post(client)
        mail = message("confirmation")
        assert mail["To"] == "sam.rivera@forge-fitness.net"
        assert mail["Reply-To"] == "hello@forge-fitness.net"
        assert mail["Subject"] == "Your free intro: Tuesday, November 24, 5:30 pm"
        assert mail["Auto-Submitted"] == "auto-generated"

    @pytest.mark.parametrize("kind", ["plain", "html"])
    def test_text_and_html_are_each_complete(self, client, maya, kind):
        post(client)
        text = words_of(part(message("confirmation"), kind))
        for words in (
            "Hi Sam, you are in.",
            "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5)",
            "Maya Ellison",
            "123 Example Street, Suite 4, Sampletown, ST 00000",
            "Maya meets you at the door.",
            "(555) 555-0142",
        ):
            assert words in text

    def test_no_line_of_its_html_ends_inside_a_time(self, client, maya):
        post(client)
        mail = message("confirmation")
        assert "2026, 5:30\u00a0pm Eastern" in part(mail, "html")
        assert "5:30 pm" not in part(mail, "html")
        assert "2026, 5:30 pm Eastern" in part(mail, "plain")
        assert "\u00a0" not in mail["Subject"]

    def test_its_links_lead_to_the_intro(self, client, maya):
        post(client)
        text = part(message("confirmation"), "plain")
        links = re.findall(r"http://127\.0\.0\.1:8000(/free-intro/b/\S+)", text)
        assert len(links) == 2
        for link in links:
            assert client.get(link).status_code == 200

    def test_the_calendar_file_has_the_same_hour(self, client, maya):
        post(client)
        attached = next(message("confirmation").iter_attachments())
        assert attached.get_content_type() == "text/calendar"
        assert attached.get_param("method") == "PUBLISH"
        calendar = Calendar.from_ical(attached.get_content())
        event = calendar.walk("VEVENT")[0]
        assert event.decoded("dtstart") == START
        assert event.decoded("dtend") == START + timedelta(minutes=30)
        assert event["sequence"] == 0

    def test_nothing_a_visitor_typed_goes_there_but_a_plain_first_name(self, client, gym, maya):
        """Of booking, reminding, moving and cancelling; what is held back mails nobody."""
        typed = "spam.test <script>alert(1)</script> Bcc: all@spam.test"
        post(client, name="Sam Spamword", note=typed, goal="pain", campaign="spam.test")
        intro = Intro.objects.get()
        assert intro.status == Status.BOOKED
        act = {"intro": intro, "gym": gym, "now": NOW}
        to_the_person = OutboxEmail.objects.exclude(kind__startswith="alert")
        rows = list(to_the_person)
        later = OpenTimes(zone=gym.zone, now=NOW).find(LATER)
        services.move(open_time=later, **act)
        services.cancel(reason=typed, **act)
        rows += to_the_person.filter(kind__in=["moved", "cancelled"])
        assert {row.kind for row in rows} == {
            "confirmation", "reminder_day", "reminder_hours", "moved", "cancelled"
        }  # fmt: skip
        for row in rows:
            everything = row.subject + row.text + row.html + str(row.attachments)
            for word in ("spam", "Spamword", "script", "Bcc", "around pain", "555-0117"):
                assert word not in everything, row.kind

    def test_other_ways_to_meet_say_what_happens(self, gym, maya):
        by_phone = make_intro(diary=maya, way="phone")
        assert (
            "Maya calls you on the number you gave." in emails.confirmation(by_phone, gym).text
        )
        by_video = make_intro(diary=maya, way="video", starts_at=START + timedelta(hours=1))
        text = emails.confirmation(by_video, gym).text
        assert "sends you the link" in text
        assert "Example Street" not in text.partition("--")[0]


class TestAlert:
    def test_it_has_all_the_gym_needs(self, client, maya):
        articles.article(slug="back-pain", title="Lower back pain")
        post(client, source="back-pain", campaign="newsletter")
        mail = message("alert")
        assert mail["To"] == "desk@forge-fitness.net"
        assert mail["Reply-To"] == "sam.rivera@forge-fitness.net"
        assert mail["Subject"] == "New free intro: Sam Rivera, Tue 24 Nov, 5:30 pm"
        text = part(mail, "plain")
        for words in (
            "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5), in 2 days",
            "Coach: Maya Ellison",
            "Goal: Train around pain",
            'Note: "Lower back has been sore since spring."',
            "Was reading: Lower back pain",
            "http://127.0.0.1:8000/articles/back-pain/",
            "Phone: (212) 555-0117",
            f"/admin/bookings/intro/{Intro.objects.get().pk}/change/",
            "First time we hear from them.",
        ):
            assert words in text
        html = part(mail, "html")
        assert 'href="tel:+12125550117"' in html
        assert 'href="sms:+12125550117"' in html
        assert 'href="mailto:sam.rivera@forge-fitness.net"' in html

    def test_reply_with_times_is_a_letter_ready_to_send(self, client, maya):
        post(client)
        html = part(message("alert"), "html")
        link = next(
            link.replace("&amp;", "&")
            for link in re.findall(r'href="(mailto:[^"]+)"', html)
            if "body=" in link
        )
        parts = urlsplit(link)
        assert unquote(parts.path) == "sam.rivera@forge-fitness.net"
        body = parse_qs(parts.query)["body"][0].replace("\r\n", "\n")
        assert body.startswith("Hi Sam,\n")
        assert body.count("\n- ") == 3
        assert "- Tuesday, November 24, 6:15 pm, with Maya Ellison" in body
        assert "Eastern time" in body

    def test_the_coach_hears_of_it_too(self, client, maya):
        maya.coach.alert_email = "maya@forge-fitness.net"
        maya.coach.save()
        post(client)
        assert message("alert_coach")["To"] == "maya@forge-fitness.net"

    def test_but_not_twice_at_one_address(self, client, maya):
        maya.coach.alert_email = "desk@forge-fitness.net"
        maya.coach.save()
        post(client)
        assert OutboxEmail.objects.alerts().count() == 1

    def test_a_made_up_address_is_passed_over_for_the_setting(self, client, maya, settings):
        make_gym(alert_addresses="desk@example.com")
        settings.ALERT_EMAILS = ["owner@forge-fitness.net"]
        post(client)
        assert OutboxEmail.objects.get(kind="alert").to == ["owner@forge-fitness.net"]

    def test_with_nobody_to_alert_the_lead_is_stored_all_the_same(self, client, maya, settings):
        make_gym(alert_addresses="")
        settings.ALERT_EMAILS = []
        assert post(client).status_code == 303
        assert Intro.objects.count() == 1
        assert OutboxEmail.objects.get(kind="alert").to == []

    @pytest.mark.parametrize("field", ["name", "note", "campaign"])
    def test_nothing_typed_adds_a_header_or_a_tag(self, client, maya, field):
        post(client, **{field: HOSTILE[:70]})
        if Intro.objects.get().status == Status.QUARANTINED:
            held = Intro.objects.get()
            services.release(intro=held, gym=make_gym(), now=NOW, by=None)
        mail = message("alert")
        assert {name.lower() for name in mail} == {
            "subject", "from", "to", "reply-to", "date", "message-id", "mime-version",
            "content-type", "auto-submitted", *optional(mail),
        }  # fmt: skip
        assert "<script" not in part(mail, "html")

    def test_somebody_known_is_said_to_be(self, gym, maya):
        make_intro(diary=maya, email="sam@forge-fitness.net")
        second = make_intro(status=Status.REQUESTED, email="sam@forge-fitness.net")
        assert emails.history(second) == "They have asked 1 time before."


def optional(mail):
    """Return headers other rooms may add to any e-mail."""
    known = {"x-auto-response-suppress", "content-transfer-encoding"}
    return {name.lower() for name in mail} & known


class TestChanges:
    def test_moved_names_both_times_and_updates_the_calendar(self, gym, maya):
        intro = make_intro(diary=maya, sequence=1)
        mail = emails.moved(intro, gym, START - timedelta(days=1), make_diary("Marcus Tran"))
        assert mail.subject == "Moved: your free intro is Tuesday, November 24, 5:30 pm"
        assert "It was: Monday, November 23, 5:30 pm, with Marcus Tran." in mail.text
        event = Calendar.from_ical(mail.attachments[0]["text"]).walk("VEVENT")[0]
        assert (event["sequence"], event.decoded("dtstart")) == (1, START)

    def test_cancelled_takes_it_out_of_the_calendar(self, gym, maya):
        intro = make_intro(diary=maya)
        before = Calendar.from_ical(emails.confirmation(intro, gym).attachments[0]["text"])
        intro = services.cancel(intro=intro, gym=gym, now=NOW)
        mail = OutboxEmail.objects.get(kind="cancelled")
        assert mail.attachments[0]["mime"] == "text/calendar; method=CANCEL"
        after = Calendar.from_ical(mail.attachments[0]["text"])
        old, new = before.walk("VEVENT")[0], after.walk("VEVENT")[0]
        assert after["method"] == "CANCEL"
        assert new["status"] == "CANCELLED"
        assert new["uid"] == old["uid"]
        assert new["sequence"] > old["sequence"]

    def test_cancelled_leads_to_the_intro_as_it_was_and_to_a_new_time(self, client, gym, maya):
        services.cancel(intro=make_intro(diary=maya), gym=gym, now=NOW)
        mail = OutboxEmail.objects.get(kind="cancelled")
        own = r"http://127\.0\.0\.1:8000(/free-intro/b/[^\s\"]+/)(?=[\s\"])"
        [link], [in_html] = re.findall(own, mail.text), re.findall(own, mail.html)
        assert link == in_html
        page = client.get(link).text
        assert "Was: free intro" in page
        assert "Pick a new time" in page

    def test_lines_of_the_calendar_are_folded_and_injection_is_text(self, gym, maya):
        gym.arrival = "Door\r\nATTENDEE:mailto:x@forge-fitness.net " + "ö" * 100
        text = emails.confirmation(make_intro(diary=maya), gym).attachments[0]["text"]
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n")), "RFC 5545 §3.1"
        assert "ATTENDEE" not in Calendar.from_ical(text).walk("VEVENT")[0]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "greeting"),
        [
            ("Sam Rivera", "Hi Sam,"),
            ("Zoë", "Hi Zoë,"),
            ("O’Brien", "Hi O’Brien,"),
            ("Anne-Marie Dupont", "Hi Anne-Marie,"),
            ("李 小龙", "Hi 李,"),
            ("http://spam.test Sam", "Hello,"),
            ("spam.test", "Hello,"),
            ("a@b", "Hello,"),
            ("1st Sam", "Hello,"),
            ("¼Sam¾", "Hello,"),
            ("’Sam", "Hello,"),
            ("x" * 41, "Hello,"),
            ("", "Hello,"),
        ],
    )
    def test_only_a_plain_name_is_greeted(self, name, greeting):
        assert people.hello(name) == greeting
