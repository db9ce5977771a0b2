"""What a monitor hears at /healthz."""

import pytest
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from forge_site.outbox.models import SenderHeartbeat
from tests.outbox.factories import email

URL = "/healthz"


@pytest.mark.django_db
class TestHealthz:
    def test_all_is_well(self, client):
        SenderHeartbeat.objects.beat("here", 1, timezone.now())
        answer = client.get(reverse("site:health"))
        assert (answer.status_code, answer.json()["problems"]) == (200, [])
        assert "no-store" in answer.headers["Cache-Control"]
        assert client.head(URL).status_code == 200

    def test_a_failed_email_is_told_without_naming_anybody(self, client):
        SenderHeartbeat.objects.beat("here", 1, timezone.now())
        email(state="failed", last_error="there is no such address.")
        answer = client.get(URL)
        assert answer.status_code == 503
        assert answer.json()["problems"] == ["1 e-mail could not be sent."]
        assert "ana" not in answer.text

    def test_a_database_that_is_away_is_told(self, client, monkeypatch):
        def away():
            raise OperationalError("could not connect to server")

        monkeypatch.setattr("forge_site.pages.health.health", away)
        answer = client.get(URL)
        assert answer.status_code == 503
        assert answer.json()["problems"] == ["The database does not answer."]

    def test_it_sets_no_cookie(self, client):
        assert not client.get(URL).cookies
