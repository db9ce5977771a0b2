"""Signed links: what is accepted, what is not, and what survives a change of key."""

import pytest
from django.core.signing import Signer

from bookings import links
from tests.bookings.factories import make_intro
from tests.bookings.visitor import BOOK

pytestmark = pytest.mark.django_db


class TestTokens:
    def test_there_and_back(self, maya):
        intro = make_intro(diary=maya)
        assert links.reference(links.token(intro)) == intro.reference

    def test_it_survives_a_new_key_by_the_old_one_as_fallback(self, maya, settings):
        token = links.token(make_intro(diary=maya))
        old, settings.SECRET_KEY = settings.SECRET_KEY, "n" * 50
        assert links.reference(token) is None
        settings.SECRET_KEY_FALLBACKS = [old]
        assert links.reference(token)

    def test_each_altered_letter_breaks_it(self, maya):
        token = links.token(make_intro(diary=maya))
        for place in range(len(token)):
            other = "A" if token[place] != "A" else "B"
            altered = token[:place] + other + token[place + 1 :]
            # The last letter of a base64 digest carries spare bits, but is compared as text.
            assert links.reference(altered) is None

    def test_a_signature_for_another_purpose_is_none_of_ours(self, maya):
        intro = make_intro(diary=maya)
        for salt in ("bookings.form", "", "django.core.signing"):
            assert links.reference(Signer(salt=salt, sep=".").sign(intro.reference)) is None
        assert links.reference(intro.reference) is None

    def test_full_addresses_come_from_the_settings(self, maya, settings):
        settings.SITE_URL = "https://forge-fitness.net"
        intro = make_intro(diary=maya)
        assert links.manage_url(intro).startswith("https://forge-fitness.net/free-intro/b/")
        assert links.calendar_url(intro).endswith("/intro.ics")


class TestBadLinks:
    @pytest.mark.parametrize("path", ["b/x/", "b/x/intro.ics", "b/a.b/", f"b/{'x' * 3000}/"])
    def test_all_get_one_page_with_the_phone(self, client, gym, path):
        answer = client.get(BOOK + path)
        assert answer.status_code == 404
        page = answer.content.decode()
        assert "This link has ended" in page
        assert 'href="tel:+15555550142">Call (555) 555-0142</a>' in page, (
            "beside the masthead's"
        )
        assert "no-store" in answer["Cache-Control"]
