"""
Every form and every parameter a visitor can reach, filled with what nobody should send.

Two hundred inputs each in the suite, always the same ones; FUZZ_INPUTS=10000 sends as many,
new ones each time. On PostgreSQL as well, which refuses texts that SQLite takes.
"""

import os
from contextlib import contextmanager
from functools import wraps
from urllib.parse import quote_from_bytes

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bookings import links
from bookings.models import Intro
from forge_site.gym.models import Page
from forge_site.outbox import delivery
from forge_site.outbox.models import OutboxEmail
from tests.articles.factories import article
from tests.bookings.factories import NOW, make_diary, make_gym, make_intro
from tests.bookings.visitor import BOOK, LATER, SLOT, typed
from tests.faults.fuzz import smuggled_into, wrong_with
from tests.faults.hostile import MARK, pairs, plain, texts

pytestmark = pytest.mark.django_db
INPUTS = int(os.environ.get("FUZZ_INPUTS", 200))
FORM = "application/x-www-form-urlencoded"
NOTE = "my-own-words-7351"
HEADERS = {
    "Subject", "From", "To", "Reply-To", "Date", "Message-ID", "MIME-Version",
    "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted", "List-Unsubscribe",
}  # fmt: skip


def fuzzed(**strategies):
    """Run a test with INPUTS inputs, each in a transaction that is rolled back."""

    def decorate(test):
        @settings(
            max_examples=INPUTS,
            derandomize="FUZZ_INPUTS" not in os.environ,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(**strategies)
        @wraps(test)
        def run(*args, **kwargs):
            with rolled_back():
                test(*args, **kwargs)

        return run

    return decorate


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def door(db, at_ten):
    """A client who sees errors as visitors do, and a gym with open times and an article."""
    make_gym()
    make_diary(hours=[(1, "17:30", "20:00")], position=1)
    make_diary("Marcus Tran", hours=[(1, "17:30", "20:00")], position=2)
    article(slug="lower-back-pain", title="Lower back pain")
    visitor = Client(raise_request_exception=False)
    visitor.staff = Client(raise_request_exception=False)
    visitor.staff.force_login(get_user_model().objects.create_superuser("staff"))
    return visitor


@pytest.fixture
def at_ten():
    with time_machine.travel(NOW, tick=False):
        yield


def get(client, path, **headers):
    answer = client.get(path, headers=headers)
    assert wrong_with(answer) == [], path
    return answer


KINDS = [
    FORM, f"{FORM}; charset=utf-7", f"{FORM}; charset=zqxjkvw", "multipart/form-data",
    "multipart/form-data; boundary=zqxjkvw", "text/plain", "application/json", "",
]  # fmt: skip
FIELDS = [
    "key", "stamp", "source", "campaign", "coach", "way", "name", "email", "phone", "goal",
    "note", "website", "slot", "days", "hours", "ask",
]  # fmt: skip
changes = st.lists(
    st.tuples(st.sampled_from(FIELDS), st.one_of(texts, plain)), min_size=1, max_size=3
)


class TestTheForm:
    @fuzzed(changed=changes, asking=st.booleans(), extra=st.lists(st.tuples(
        st.sampled_from([*FIELDS, "x"]), texts), max_size=2))  # fmt: skip
    def test_booking_and_asking(self, door, changed, asking, extra):
        whole = typed(note=NOTE) | ({"ask": "1", "days": "Monday"} if asking else {})
        whole = {name: value.encode() for name, value in whole.items()} | dict(changed)
        answer = door.post(BOOK, pairs([*whole.items(), *extra]), content_type=FORM)
        assert wrong_with(answer) == []
        assert answer.status_code in (303, 400, 409, 422)
        if answer.status_code == 303:
            shown_everywhere(door, Intro.objects.get(), answer["Location"])
        else:
            assert not Intro.objects.exists()

    @fuzzed(changed=changes)
    def test_writing(self, door, changed):
        whole = {name: value.encode() for name, value in typed(note=NOTE).items()}
        answer = door.post(
            "/contact/", pairs((whole | dict(changed)).items()), content_type=FORM
        )
        assert wrong_with(answer) == []
        assert answer.status_code in (303, 400, 422)
        if answer.status_code == 303:
            shown_everywhere(door, Intro.objects.get(), answer["Location"])
        else:
            assert not Intro.objects.exists()

    @fuzzed(body=st.one_of(st.binary(max_size=300), texts), kind=st.sampled_from(KINDS))
    def test_bodies_that_are_no_form(self, door, body, kind):
        answer = door.generic("POST", BOOK, body, content_type=kind)
        assert wrong_with(answer) == []
        assert answer.status_code in (400, 422)

    @fuzzed(headers=st.dictionaries(
        st.sampled_from(["Origin", "Sec-Fetch-Site", "X-Forwarded-For", "Referer",
                         "User-Agent", "Accept-Language", "Accept-Encoding", "Range",
                         "If-Modified-Since", "If-None-Match", "Content-Length"]),
        texts.map(lambda text: text.decode("latin-1")), min_size=1, max_size=3),
        trusted=st.integers(0, 2))  # fmt: skip
    def test_headers(self, door, headers, trusted):
        # The test client raises where a server would wait for the rest and find the end.
        assume(not promises_more(headers.get("Content-Length", "")))
        # Not the fixture `settings`: it would nest one override for each input.
        with override_settings(TRUSTED_PROXIES=trusted):
            for answer in (
                door.get(BOOK, headers=headers),
                door.post(BOOK, typed(), headers=headers),
            ):
                assert wrong_with(answer) == []


def promises_more(length):
    """Return True if a Content-Length of `length` says that there is a body, as int() reads."""
    try:
        return int(length) > 0
    except ValueError:
        return False


def shown_everywhere(client, intro, location):
    """Look at `intro` wherever it is shown: to the person, to staff, in its e-mails."""
    get(client, location)
    get(client, links.manage_url(intro).partition("8000")[2])
    get(client, links.calendar_url(intro).partition("8000")[2])
    for path in (
        reverse("admin:bookings_intro_changelist"),
        reverse("admin:bookings_intro_change", args=[intro.pk]),
    ):
        answer = client.staff.get(path)
        assert answer.status_code == 200
        answer.cookies.clear()  # staff have some
        assert wrong_with(answer) == []
    for email in OutboxEmail.objects.about(intro.key):
        message = delivery.compose(email, "Forge Fitness <intro@forge-fitness.net>").message()
        assert set(message.keys()) <= HEADERS
        assert len(message.keys()) == len(set(message.keys()))
        assert not any("\n" in value.replace("\n ", "") for value in message.values())
        assert smuggled_into(email.html) == []
        if not email.kind.startswith(OutboxEmail.ALERT):
            assert NOTE not in email.text + email.html
            assert MARK not in email.text.replace(intro.email, "").lower()


class TestParameters:
    NAMES = ["from", "at", "coach", "ask", "day", "utm_source", "utm_medium", "cancel", "x"]

    @fuzzed(asked=st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=4))
    def test_of_the_booking_page(self, door, asked):
        assert get(door, f"{BOOK}?{pairs(asked)}").status_code in (200, 400)

    @fuzzed(asked=st.lists(st.tuples(st.sampled_from(["page", "q", "x"]), texts), max_size=3))
    def test_of_lists_and_search(self, door, asked):
        for path in ("/articles/", "/articles/search/", "/articles/topics/strength/", "/"):
            assert get(door, f"{path}?{pairs(asked)}").status_code in (200, 400, 404)

    @fuzzed(asked=st.lists(st.tuples(st.sampled_from(NAMES), texts), max_size=4))
    def test_of_the_pages_that_carry_a_campaign_on(self, door, asked):
        Page.objects.create(title="Lift", slug="lift", is_landing=True)
        for path in ("/contact/", "/lift/"):
            assert get(door, f"{path}?{pairs(asked)}").status_code in (200, 400)

    @fuzzed(phrase=st.lists(plain, min_size=1, max_size=6).map(b" ".join))
    def test_of_a_search_with_words(self, door, phrase):
        assert get(door, "/articles/search/?" + pairs([("q", phrase)])).status_code == 200


class TestAddresses:
    PLACES = [
        BOOK + "done/{}/", BOOK + "b/{}/", BOOK + "b/{}/intro.ics", "/{}/", "/{}",
        "/articles/{}/", "/articles/topics/{}/", "/articles/preview/{}/", "/coaches/{}/",
        "/articles/lower-back-pain/share-{}.jpg", "/programs/{}/", "/media/{}",
        "/media/pictures/{}", "/static/{}",
    ]  # fmt: skip

    @fuzzed(part=texts, asked=st.lists(st.tuples(st.sampled_from(["cancel", "x"]), texts)))
    def test_parts_of_a_path(self, door, part, asked):
        for place in self.PLACES:
            for path in {quote_from_bytes(part, safe=""), quote_from_bytes(part)}:
                answer = get(door, f"{place.format(path)}?{pairs(asked)}")
                assert answer.status_code in (200, 301, 302, 400, 404, 410), place

    @fuzzed(cut=st.integers(0, 60), put=texts, asked=st.lists(
        st.tuples(st.sampled_from(["cancel", "day", "x"]), texts), max_size=2))  # fmt: skip
    def test_a_token_with_something_put_into_it(self, door, cut, put, asked):
        token = links.token(make_intro()).encode()
        altered = token[:cut] + put + token[cut:]
        answer = get(door, f"{BOOK}b/{quote_from_bytes(altered, safe='')}/?{pairs(asked)}")
        assert answer.status_code in ((200, 400) if altered == token else (400, 404))


class TestOnesOwnIntro:
    @fuzzed(changed=st.dictionaries(st.sampled_from(["act", "slot", "why", "version", "x"]),
            st.one_of(texts, plain)), act=st.sampled_from(["move", "cancel"]))  # fmt: skip
    def test_moving_and_cancelling(self, door, changed, act):
        intro = make_intro(note=NOTE)
        sent = {"act": act, "slot": LATER, "version": "0", "why": "Away."}
        sent = {name: value.encode() for name, value in sent.items()} | changed
        path = reverse("bookings:manage", args=[links.token(intro)])
        answer = door.post(path, pairs(sent.items()), content_type=FORM)
        assert wrong_with(answer) == []
        assert answer.status_code in (303, 409, 422)
        intro.refresh_from_db()
        stays = sent["act"] != b"cancel" and sent["slot"] == SLOT.encode()
        assert (intro.version > 0) == (answer.status_code == 303 and not stays)
        if intro.version:
            shown_everywhere(door, intro, path)
