"""
A database that really is locked, and a disk that really is full: SQLite's own refusal, not a
mocked one. Every visitor form comes back whole with a 503, and works as soon as there is room.
"""

import html
import sqlite3
from contextlib import closing, contextmanager

import pytest
from django.db import connection

from bookings import links
from bookings.models import Intro
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import make_intro
from tests.bookings.visitor import BOOK, LATER, typed

pytestmark = [
    pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own refusals"),
    # No transaction of the test's own: it would hold the lock.
    pytest.mark.django_db(transaction=True),
]


@contextmanager
def locked():
    """Let somebody else write and not end, and SQLite wait 50 ms in place of 20 seconds."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("BEGIN IMMEDIATE")
        with pragma("busy_timeout", 50, 20_000):
            yield


@contextmanager
def full():
    """Let the file grow no more: SQLITE_FULL, as when the disk is."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
    with pragma("max_page_count", pages, 2**30):
        yield


@contextmanager
def pragma(name, value, before):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA {name} = {before}")


def forms():
    """Return {what: (path, fields)} of every form a visitor can send."""
    mine = make_intro()
    own = f"{BOOK}b/{links.token(mine)}/"
    return {
        "booking": (BOOK, typed(slot=LATER, note="x" * 600)),
        "asking": (BOOK, typed(ask="1", days="Monday", note="x" * 600)),
        "writing": ("/contact/", typed(note="Is the door step-free?" * 20)),
        "moving": (own, {"act": "move", "slot": LATER, "version": "0"}),
        "cancelling": (own, {"act": "cancel", "version": "0", "why": "I have the flu."}),
    }


def rows():
    return (list(Intro.objects.order_by("pk").values()), OutboxEmail.objects.count())


@pytest.mark.parametrize("state", [locked, full])
@pytest.mark.parametrize("name", ["booking", "asking", "writing", "moving", "cancelling"])
def test_the_form_comes_back_whole_with_the_phone_and_then_works(client, maya, state, name):
    path, fields = forms()[name]
    before = rows()
    with state():
        answer = client.post(path, fields)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 503
    assert "tel:+15555550142" in page
    assert f'action="{path}"' in page
    for field, value in fields.items():
        assert f'name="{field}" value="{value}"' in page
    assert rows() == before
    assert client.post(path, fields).status_code == 303
    assert rows() != before
