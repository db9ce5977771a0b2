"""Staff who forgot their password get a link by e-mail, through the outbox."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from forge_site.outbox.models import OutboxEmail

pytestmark = pytest.mark.django_db


@pytest.fixture
def maya():
    return get_user_model().objects.create_user(
        "maya", "maya@forge-fitness.net", "an old password", is_staff=True
    )


def ask(client, address):
    return client.post(reverse("admin_password_reset"), {"email": address})


class TestForgottenPassword:
    def test_the_login_page_leads_there(self, client):
        page = client.get(reverse("admin:login"))
        assert reverse("admin_password_reset") in page.text

    def test_the_link_is_queued_and_sets_a_new_password(self, client, maya, settings):
        assert ask(client, "maya@forge-fitness.net").status_code == 302
        email = OutboxEmail.objects.get()
        assert email.to == ["maya@forge-fitness.net"]
        link = re.search(rf"{settings.SITE_URL}(/\S+)", email.text)[1]
        page = client.get(link, follow=True)
        answer = client.post(
            page.request["PATH_INFO"],
            {"new_password1": "forged anew 12", "new_password2": "forged anew 12"},
        )
        assert answer.status_code == 302
        maya.refresh_from_db()
        assert maya.check_password("forged anew 12")

    def test_an_unknown_address_gets_the_same_answer_and_no_mail(self, client, maya):
        known, unknown = ask(client, maya.email), ask(client, "nobody@forge-fitness.net")
        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
        assert OutboxEmail.objects.count() == 1

    @pytest.mark.parametrize(
        "name", ["admin_password_reset", "password_reset_done", "password_reset_complete"]
    )
    def test_every_step_is_a_page(self, client, name):
        assert client.get(reverse(name)).status_code == 200

    def test_a_used_or_wrong_link_is_a_page_too(self, client):
        url = reverse("password_reset_confirm", args=["MQ", "wrong-token"])
        assert client.get(url).status_code == 200
