"""What the booking page refuses, and how it gives back what was typed."""

import html as html_escapes
import uuid

import pytest
from django.db import IntegrityError, OperationalError

from bookings import services
from bookings.models import Intro, IntroPolicy
from tests.bookings.visitor import (
    BOOK,
    LATER,
    checked_of,
    fields_of,
    post,
    typed,
)

pytestmark = pytest.mark.django_db


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

    @pytest.mark.parametrize("fields", [{"ask": "1"}, {"ask": "1", "website": "a trap"}])
    def test_also_when_a_row_the_form_speaks_of_has_just_gone(
        self, client, maya, monkeypatch, fields
    ):
        """Such as the article they came from; nobody who names no time is told it is taken."""

        def fails(*arguments):
            raise IntegrityError("FOREIGN KEY constraint failed")

        monkeypatch.setattr("bookings.services.booking._new", fails)
        answer = post(client, **fields, name="Sam Rivera")
        assert answer.status_code == 503
        assert 'name="name" value="Sam Rivera"' in answer.text

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
