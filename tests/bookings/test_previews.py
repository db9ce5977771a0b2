"""Every e-mail on the desk with sample data, and every template among them."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from bookings.admin import previews
from bookings.models import Intro
from forge_site.outbox.models import OutboxEmail

pytestmark = pytest.mark.django_db


class TestPreviews:
    @pytest.mark.parametrize("with_times", [True, False])
    def test_all_are_shown_as_text_and_html_and_nothing_is_stored(
        self, admin_client, maya, with_times
    ):
        if not with_times:
            maya.weekly_hours.all().delete()
        page = admin_client.get(reverse("admin:bookings_intro_emails"))
        text = page.content.decode()
        assert page.status_code == 200
        for kind, (title, email) in previews.samples().items():
            assert title in text
            assert email.text and email.subject and len(email.subject) < 100
            framed = admin_client.get(reverse("admin:bookings_intro_email_html", args=[kind]))
            assert framed.status_code == 200
            assert "sandbox" in framed["Content-Security-Policy"]
            assert framed["X-Frame-Options"] == "SAMEORIGIN"
        assert not Intro.objects.exists()
        assert not OutboxEmail.objects.exists()

    def test_a_frame_makes_the_one_e_mail_it_shows(self, admin_client, maya, monkeypatch):
        made = []
        letter = previews.emails.to_person.letter

        def counted(kind, *arguments, **fields):
            made.append(kind)
            return letter(kind, *arguments, **fields)

        monkeypatch.setattr("bookings.emails.to_person.letter", counted)
        monkeypatch.setattr("bookings.emails.to_gym.letter", counted)
        admin_client.get(reverse("admin:bookings_intro_email_html", args=["cancelled"]))
        assert made == ["cancelled"]

    def test_no_template_is_left_out(self, maya, monkeypatch):
        used = set()
        letter = previews.emails.to_person.letter

        def noting(kind, template, *arguments, **fields):
            used.add(template)
            return letter(kind, template, *arguments, **fields)

        monkeypatch.setattr("bookings.emails.to_person.letter", noting)
        monkeypatch.setattr("bookings.emails.to_gym.letter", noting)
        previews.samples()
        folder = Path(settings.BASE_DIR) / "templates" / "emails"
        written = {
            path.name.removesuffix("_subject.txt") for path in folder.glob("*_subject.txt")
        }
        assert used == written

    def test_each_has_text_beside_its_html(self, maya):
        for title, email in previews.samples().values():
            assert "<" not in email.text, title
            assert "{{" not in email.text + email.html + email.subject, title
            assert "None" not in email.text.replace("None holds", ""), title
            assert all(len(line) < 999 for line in email.html.splitlines() if "pad" not in line)

    def test_an_unknown_one_is_not_found_and_strangers_see_none(
        self, admin_client, client, maya
    ):
        unknown = reverse("admin:bookings_intro_email_html", args=["nothing"])
        assert admin_client.get(unknown).status_code == 404
        client.logout()
        assert client.get(reverse("admin:bookings_intro_emails")).status_code == 302
