"""Times at the desk are those of the gym's clock, whatever the server's is."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from forge_site.gym.models import Gym, Redirect

pytestmark = pytest.mark.django_db

# In New York 7:30 pm of the day before: five hours behind, in winter.
AFTER_MIDNIGHT = datetime(2026, 11, 25, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def late():
    Gym.objects.create(time_zone="America/New_York")
    with time_machine.travel(AFTER_MIDNIGHT, tick=False):
        yield


def test_a_list_shows_it(admin_client):
    Redirect.objects.create(old_path="/old/", new_path="/")
    page = admin_client.get(reverse("admin:gym_redirect_changelist")).text
    assert "Nov. 24, 2026, 7:30 p.m." in page


def test_so_does_the_history_django_keeps(admin_client):
    redirect = Redirect.objects.create(old_path="/old/", new_path="/")
    typed = {"old_path": "/old/", "new_path": "/contact/"}
    admin_client.post(reverse("admin:gym_redirect_change", args=[redirect.pk]), typed)
    page = admin_client.get(reverse("admin:gym_redirect_history", args=[redirect.pk])).text
    assert "Nov. 24, 2026, 7:30 p.m." in page


def test_afterwards_the_clock_is_the_server_s_again(admin_client):
    admin_client.get(reverse("admin:index"))
    assert timezone.get_current_timezone_name() == "UTC"
