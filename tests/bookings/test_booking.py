"""The booking page from the first look to the thank-you page, and every refusal between."""

import html as html_escapes
import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError

from bookings import links, services
from bookings.models import ExtraHours, Intro, IntroPolicy, Status, TimeOff
from forge_site.outbox.models import OutboxEmail
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


def get(client, address=BOOK, **parameters):
    answer = client.get(address, parameters)
    return answer, answer.content.decode()


class TestTheWholeWay:
    def test_from_the_page_to_the_row_and_the_e_mails(self, client, maya):
        _, page = get(client)
        answer = client.post(
            BOOK, typed(slot=slots_of(page)[0]) | fields_of(page), follow=False
        )
        assert answer.status_code == 303
        intro = Intro.objects.get()
        assert (intro.status, intro.diary, intro.starts_at) == (Status.BOOKED, maya, START)
        assert intro.ends_at - intro.starts_at == timedelta(minutes=30)
        assert (intro.name, intro.email) == ("Sam Rivera", "sam.rivera@forge-fitness.net")
        assert (intro.phone, intro.goal) == ("+12125550117", "pain")
        assert intro.note == "Lower back has been sore since spring."
        assert str(intro.submission_key) == fields_of(page)["key"]
        kinds = OutboxEmail.objects.about(intro.key).order_by("pk").values_list("kind", flat=1)
        assert list(kinds) == ["confirmation", "alert", "reminder_day", "reminder_hours"]

    def test_the_thank_you_page_says_it_all(self, client, maya):
        answer, page = get(client, post(client)["Location"])
        assert answer.status_code == 200
        for words in (
            "You are in, Sam",
            "Tue 24 Nov",
            "Tuesday, November 24, 2026, 5:30 pm Eastern time (UTC-5)",
            "Maya Ellison",
            "123 Example Street",
            "(555) 555-0142",
            "sam.rivera@forge-fitness.net",
            "intro.ics",
        ):
            assert words in page
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]

    def test_it_does_not_promise_mail_to_an_address_nobody_owns(self, client, maya):
        location = post(client, email="sam@example.com")["Location"]
        assert "sam@example.com cannot receive email" in get(client, location)[1]

    def test_only_name_and_email_are_needed(self, client, maya):
        answer = post(client, phone="", goal=None, note="", key=None)
        assert answer.status_code == 303

    def test_no_cookie_is_set_anywhere(self, client, maya):
        location = post(client)["Location"]
        client.get(BOOK)
        client.get(location)
        assert not client.cookies

    def test_the_calendar_file_can_be_had_from_the_page(self, client, maya):
        _, page = get(client, post(client)["Location"])
        path = page.split("intro.ics")[0].rpartition('href="')[2] + "intro.ics"
        answer = client.get(path)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert b"DTSTART:20261124T223000Z" in answer.content


class TestProblems:
    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": ""}, "Add your name."),
            ({"name": "\u202e\u200b"}, "Add your name."),
            ({"email": ""}, "Add your email address."),
            ({"email": "sam.forge-fitness.net"}, "This does not look like an email address."),
            ({"phone": "12"}, "Check this number: with its area code"),
            ({"phone": "555-0117"}, "Check this number: with its area code"),
            ({"slot": ""}, "Choose a day and time."),
            ({"slot": None}, "Choose a day and time."),
            ({"slot": "nobody@2026-11-24T22:30Z"}, "Choose one of these times."),
            ({"slot": '"><script>'}, "Choose one of these times."),
            ({"note": "x" * 601}, "Keep it below 600 characters."),
            ({"goal": "fly"}, "Choose one of these, or none."),
        ],
    )
    def test_each_gets_a_sentence_and_keeps_the_rest(self, client, maya, wrong, sentence):
        answer = post(client, **wrong)
        page = html_escapes.unescape(answer.content.decode())
        assert answer.status_code == 422
        assert page.count(sentence) == 2, "in the summary and at the field"
        assert "1 problem: Book your free intro" in page
        assert "autofocus" in page
        assert not Intro.objects.exists()
        for name, value in typed().items():
            if name in ("name", "email", "phone") and name not in wrong:
                assert f'value="{value}"' in page

    def test_the_summary_leads_to_each_field(self, client, maya):
        page = post(client, name="", email="x", slot="").content.decode()
        assert "3 problems: Book your free intro" in page
        assert "Three things need another look" in page
        for anchor in ("times", "name", "email"):
            assert f'href="#{anchor}"' in page
            assert f'id="{anchor}"' in page

    def test_the_time_chosen_stays_chosen(self, client, maya):
        assert checked_of(post(client, name="", slot=LATER).content.decode()) == LATER

    def test_the_key_is_not_used_up_by_a_mistake(self, client, maya):
        key = str(uuid.uuid4())
        page = post(client, name="", key=key).content.decode()
        assert fields_of(page)["key"] == key
        assert post(client, key=key).status_code == 303

    def test_what_was_typed_comes_back_escaped(self, client, maya):
        bad = '"><script>alert(1)</script>'
        answer = post(
            client, name=bad, email=bad, phone=bad, note=bad, goal=bad, source=bad, key=bad,
            stamp=bad, campaign=bad, coach=bad, website=bad, way=bad,
        )  # fmt: skip
        assert answer.status_code == 422
        assert b"<script>" not in answer.content

    def test_an_address_that_grows_in_lower_case_is_too_long(self, client, maya):
        # 254 letters as typed, 255 in lower case: U+0130 becomes i and U+0307.
        email = "\u0130".ljust(236, "x") + "@forge-fitness.net"
        answer = post(client, email=email)
        assert (len(email), answer.status_code) == (254, 422)
        assert "This email address is too long." in answer.content.decode()
        assert not Intro.objects.exists()

    def test_a_name_that_grows_when_composed_still_fits(self, client, maya):
        """U+0958 becomes two letters in NFC (Unicode, composition exclusions)."""
        assert post(client, name="\u0958" * 80).status_code == 303
        assert len(Intro.objects.get().name) == 80

    @pytest.mark.parametrize("field", ["key", "stamp", "source", "campaign", "coach"])
    @pytest.mark.parametrize("value", ["\x00", "x" * 5000, "\u202e", ""])
    def test_what_nobody_types_never_refuses_a_person(self, client, maya, field, value):
        assert post(client, **{field: value}).status_code == 303

    def test_a_nul_in_the_time_is_no_time(self, client, maya):
        answer = post(client, slot="\x00")
        assert answer.status_code == 422
        assert "Choose a day and time." in answer.content.decode()

    def test_a_phone_is_demanded_only_if_the_policy_says_so(self, client, maya):
        IntroPolicy(phone_required=True).save()
        answer = post(client, phone="")
        assert "Add a phone number we can reach you on." in answer.content.decode()

    def test_a_call_needs_a_number(self, client, maya):
        IntroPolicy(by_phone=True).save()
        answer = post(client, phone="", way="phone")
        assert "Add the number the coach should call." in answer.content.decode()

    @pytest.mark.parametrize(
        ("number", "kept"),
        [
            ("(212) 555-0117", "+12125550117"),
            ("+49 30 901820", "+4930901820"),
            ("+44 20 7946 0018", "+442079460018"),
            ("212.555.0117", "+12125550117"),
        ],
    )
    def test_numbers_of_any_country_are_kept_as_they_are_dialled(
        self, client, maya, number, kept
    ):
        post(client, phone=number)
        assert Intro.objects.get().phone == kept


class TestTaken:
    def test_the_same_hour_with_another_coach_is_offered_first(self, client, maya, marcus):
        make_intro(diary=maya)
        answer = post(client)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Tue 5:30 pm is no longer free" in page
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
        assert "disabled" in page.partition("<b>5:30 pm</b>")[0].rpartition("<label")[2]
        assert "Taken" in page.partition("<b>5:30 pm</b>")[2][:40]
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
        assert post(client).status_code == 409
        assert Intro.objects.count() == 1

    def test_when_nothing_is_left_it_asks_when(self, client, maya):
        maya.weekly_hours.all().delete()
        ExtraHours.objects.create(diary=maya, on="2026-11-24", opens="17:30", closes="18:00")
        make_intro(diary=maya)
        answer = post(client)
        assert answer.status_code == 409
        assert "tell us when suits you" in answer.content.decode()


class TestTheSameFormTwice:
    def test_shows_the_same_intro_and_mails_nobody_again(self, client, maya):
        data = typed()
        first, second = client.post(BOOK, data), client.post(BOOK, data)
        assert first["Location"] == second["Location"]
        assert (first.status_code, second.status_code) == (303, 303)
        assert Intro.objects.count() == 1
        assert OutboxEmail.objects.alerts().count() == 1

    def test_also_if_something_else_was_chosen_meanwhile(self, client, maya):
        data = typed()
        first = client.post(BOOK, data)
        assert client.post(BOOK, data | {"slot": LATER})["Location"] == first["Location"]
        assert Intro.objects.get().starts_at == START

    def test_also_for_a_request(self, client, maya):
        data = typed(ask="1")
        assert client.post(BOOK, data)["Location"] == client.post(BOOK, data)["Location"]
        assert Intro.objects.count() == 1


class TestNoTimeSuits:
    def test_the_request_is_kept_and_the_gym_told(self, client, maya):
        answer = post(
            client, ask="1", slot=None, days=["Tuesday", "Thursday"], hours=["After work"]
        )
        intro = Intro.objects.get()
        assert (intro.status, intro.starts_at) == (Status.REQUESTED, None)
        assert (intro.wished_days, intro.wished_hours) == ("Tuesday, Thursday", "After work")
        page = get(client, answer["Location"])[1]
        assert "Nothing is booked yet" in page
        assert "Tuesday, Thursday" in page
        alert = OutboxEmail.objects.get()
        assert (alert.kind, alert.to) == ("alert_request", ["desk@forge-fitness.net"])
        assert "Suits them: Tuesday, Thursday" in alert.text

    def test_the_link_to_it_keeps_the_article(self, client, maya):
        page = get(client, ask="1", **{"from": "back-pain"})[1]
        assert "When suits you?" in page
        assert fields_of(page)["source"] == "back-pain"

    def test_days_nobody_knows_are_a_mistake_not_a_crash(self, client, maya):
        assert post(client, ask="1", days=["Someday"]).status_code == 422


class TestTheSecondTime:
    def test_the_same_address_gets_a_request_that_a_coach_confirms(self, client, maya):
        make_intro(diary=maya, email="sam.rivera@forge-fitness.net")
        answer = post(client, slot=LATER, email="Sam.Rivera@Forge-Fitness.net")
        second = Intro.objects.latest("pk")
        assert (second.status, second.wished_diary) == (Status.REQUESTED, maya)
        assert second.wished_at == START + timedelta(minutes=45)
        page = get(client, answer["Location"])[1]
        assert "Nothing is booked yet" in page
        assert "5:30 pm" not in page, "nothing of the first one is shown"

    def test_the_link_to_the_first_goes_to_the_address_alone(self, client, maya):
        first = make_intro(diary=maya, email="sam.rivera@forge-fitness.net")
        location = post(client, slot=LATER)["Location"]
        mail = OutboxEmail.objects.get(kind="already")
        assert (mail.to, mail.about) == (["sam.rivera@forge-fitness.net"], first.key)
        assert links.manage_url(first) in mail.text
        assert links.token(first) not in get(client, location)[1]

    def test_an_intro_that_is_over_is_no_obstacle(self, client, maya):
        make_intro(
            diary=maya,
            email="sam.rivera@forge-fitness.net",
            starts_at=START - timedelta(days=7),
        )
        post(client)
        assert Intro.objects.latest("pk").status == Status.BOOKED


class TestWhereItWasSent:
    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.test"}, 303),
            ({"Sec-Fetch-Site": "none"}, 303),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Origin": "http://testserver"}, 303),
            ({"Origin": "http://127.0.0.1:9999"}, 303),
            ({"Origin": "null"}, 303),
            ({"Origin": "https://evil.test"}, 403),
            ({"Origin": "https://[broken"}, 403),
            ({}, 303),
        ],
    )
    def test_only_another_site_is_refused(self, client, maya, headers, status):
        answer = post(client, headers=headers)
        assert answer.status_code == status
        if status == 403:
            page = answer.content.decode()
            assert "If it was you, press the button once more." in page
            assert 'value="Sam Rivera"' in page
            assert not Intro.objects.exists()


class TestOutOfOrder:
    def test_a_locked_or_full_database_gives_the_form_back(self, client, maya, monkeypatch):
        def fails(**arguments):
            raise OperationalError("database or disk is full")

        monkeypatch.setattr(services, "book", fails)
        data = typed(name='Sam "the" Rivera')
        answer = client.post(BOOK, data)
        page = html_escapes.unescape(answer.content.decode())
        assert answer.status_code == 503
        assert "tel:+15555550142" in page
        for name, value in data.items():
            assert f'name="{name}" value="{value}"' in page

    def test_also_when_it_goes_away_while_the_page_is_rendered(self, client, maya, monkeypatch):
        def fails(choice):
            raise OperationalError("server closed the connection")

        monkeypatch.setattr("bookings.booking_page.Choice.zone_name", property(fails))
        answer = post(client, name="Sam Rivera", email="nonsense")
        assert answer.status_code == 503
        assert 'name="name" value="Sam Rivera"' in answer.content.decode()

    def test_also_when_nothing_can_be_read(self, client, maya, monkeypatch):
        def fails(request):
            raise OperationalError("server closed the connection")

        monkeypatch.setattr("bookings.views.gym_of", fails)
        assert post(client).status_code == 503

    def test_other_methods_are_refused(self, client, maya):
        assert client.put(BOOK).status_code == 405
