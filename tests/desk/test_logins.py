"""Staff logins: who may do what at the desk."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tests.articles import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def coach(client):
    user = get_user_model().objects.create_user("coach", password="x", is_staff=True)
    client.force_login(user)
    return user


class TestStaff:
    @pytest.mark.parametrize("name", ["gym_program_add", "outbox_outboxemail_changelist"])
    def test_do_the_gym_s_work(self, client, coach, name):
        assert client.get(reverse(f"admin:{name}")).status_code == 200

    def test_do_not_manage_logins(self, client, coach):
        assert client.get(reverse("admin:auth_user_changelist")).status_code == 403

    def test_who_left_may_do_nothing(self, client, coach):
        coach.is_active = False
        coach.save()
        answer = client.get(reverse("admin:gym_program_add"))
        assert answer.status_code == 302
        assert not coach.has_perm("gym.add_program")

    def test_who_is_no_staff_may_do_nothing(self, client, coach):
        coach.is_staff = False
        coach.save()
        assert client.get(reverse("admin:gym_program_add")).status_code == 302


class TestOwners:
    def test_add_a_colleague(self, admin_client):
        """Who signs in at once: a login that was no staff yet led nowhere."""
        coach = factories.coach()
        answer = admin_client.post(
            reverse("admin:auth_user_add"),
            {
                "username": "maya",
                "email": "maya@forge-fitness.net",
                "first_name": "Maya",
                "coach": coach.pk,
                "password1": "forged anew 12",
                "password2": "forged anew 12",
            },
        )
        assert answer.status_code == 302
        maya = get_user_model().objects.get(username="maya")
        assert maya.email == "maya@forge-fitness.net"
        assert admin_client.get(answer.url).status_code == 200
        assert (maya.is_staff, maya.is_superuser) == (True, False)
        coach.refresh_from_db()
        assert coach.user == maya

    def test_the_form_speaks_of_people(self, admin_client):
        page = admin_client.get(reverse("admin:auth_user_add")).text
        assert "New staff login" in page
        assert "Authentication and Authorization" not in page
        assert "LDAP" not in page

    def test_so_does_the_page_of_a_login(self, admin_client, admin_user):
        page = admin_client.get(reverse("admin:auth_user_change", args=[admin_user.pk])).text
        assert "Untick it when somebody leaves" in page
        assert "Reset password" in page
        for words in ("Designates", "Superuser status", "@/./+/-/_", "algorithm", "hash"):
            assert words not in page

    def test_the_list_offers_a_staff_login_not_a_user(self, admin_client):
        page = admin_client.get(reverse("admin:auth_user_changelist")).text
        assert re.search(
            rf'href="{reverse("admin:auth_user_add")}"[^>]*>Add staff login<', page
        )
        assert "Add user" not in page
