"""Two coaches of one first name, as visitors meet them: on the page and in e-mails."""

import pytest

from bookings import calendar_files, emails
from tests.bookings.factories import NOW, make_diary, make_intro
from tests.bookings.visitor import BOOK

pytestmark = pytest.mark.django_db
TUESDAYS = [(1, "17:30", "18:00")]


@pytest.fixture
def sams(gym):
    return [
        make_diary("Sam Keller", hours=TUESDAYS, position=1),
        make_diary("Sam Lopez", hours=TUESDAYS, position=2),
    ]


def test_in_the_choice_of_a_coach_and_beside_the_times(client, sams):
    page = client.get(BOOK).text
    assert ">Sam K.</a>, <a" in page
    assert ">Sam L.</a>" in page
    assert '<span class="vh">with </span>Sam K.<span class="vh"></span>' in page
    assert '<span class="note">with Sam K.</span>' in client.get("/").text


def test_in_e_mails_and_in_the_coachs_calendar(gym, sams):
    keller, lopez = sams
    intro = make_intro(diary=lopez)
    assert "Sam L. meets you at the door." in emails.confirmation(intro, gym).text
    handed = emails.moved(intro, gym, intro.starts_at, keller)
    for words in (handed.text, handed.html):
        assert "Sam Lopez meets you in place of Sam Keller." in words
    assert "Sam L. was expecting you" in emails.missed(intro, gym, send_after=NOW).text
    assert "X-WR-CALNAME:Free intros, Sam L." in calendar_files.feed(lopez, [], gym)


def test_alone_a_coach_is_called_by_the_first_name_and_read_out_in_full(client, gym):
    make_diary("Sam Keller", hours=TUESDAYS)
    page = client.get(BOOK).text
    assert '<span class="vh">with </span>Sam<span class="vh"> Keller</span>' in page
