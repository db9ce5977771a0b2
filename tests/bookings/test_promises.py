"""What pages and e-mails promise of the intro itself follows the rules set at the desk."""

import re

import pytest

from bookings import emails
from bookings.models import Intro, IntroPolicy
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW
from tests.bookings.visitor import BOOK, post
from tests.reading import words_of

pytestmark = pytest.mark.django_db
PAGES = ["/", "/how-the-free-intro-works/", BOOK]


def said_on(client, path):
    """Return what the page at `path` says, its description included, without tags."""
    page = client.get(path).content.decode()
    page = re.sub(r'<meta name="description"\s+content="([^"]*)">', r"\1", page)
    return words_of(page)


class TestLength:
    @pytest.mark.parametrize("path", PAGES)
    def test_every_page_has_it_from_the_rules(self, client, maya, path):
        IntroPolicy(length_minutes=45).save()
        said = said_on(client, path)
        assert "up to 45 minutes" in said.lower()
        assert set(re.findall(r"(\d+) minutes", said)) == {"45"}
        assert "half an hour" not in said

    def test_every_e_mail_has_it_from_the_intro(self, client, maya):
        IntroPolicy(length_minutes=45).save()
        post(client)
        for mail in OutboxEmail.objects.all():
            minutes = re.findall(r"(\d+) minutes", mail.text + mail.html)
            assert set(minutes) <= {"45"}
        assert "up to 45 minutes" in OutboxEmail.objects.get(kind="confirmation").text


class TestWays:
    @pytest.mark.parametrize("path", PAGES)
    def test_all_that_are_offered_are_named(self, client, maya, path):
        assert "minutes with a coach, at the gym or" not in said_on(client, path)
        IntroPolicy(by_phone=True, by_video=True).save()
        assert "at the gym, by phone or by video" in said_on(client, path)

    @pytest.mark.parametrize("path", PAGES)
    def test_nobody_is_asked_to_a_door_where_only_calls_are_offered(self, client, maya, path):
        assert "at the door" in said_on(client, path)
        IntroPolicy(in_person=False, by_phone=True).save()
        said = said_on(client, path).replace("Asked at the door", "")
        for words in ("at the door", "floor", "whatever you are wearing", "Jeans"):
            assert words not in said

    @pytest.mark.parametrize("way", ["phone", "video"])
    def test_nor_who_is_called(self, client, maya, gym, way):
        IntroPolicy(by_phone=True, by_video=True).save()
        page = said_on(client, post(client, way=way)["Location"])
        assert "Before you talk" in page and "Whatever you have on" not in page
        intro = Intro.objects.get()
        for mail in [
            emails.confirmation(intro, gym),
            *emails.reminders_of(intro, gym, NOW),
        ]:
            for said in (mail.text, mail.html):
                assert "jeans" not in said and "at the door" not in said
                assert ("calls you" if way == "phone" else "sends you the link") in said
