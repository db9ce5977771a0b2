"""Where one is at the desk, in the words of the menu."""

import re

import pytest
from django.urls import reverse

from tests.articles import factories
from tests.outbox.factories import email
from tests.reading import words_of

pytestmark = pytest.mark.django_db


def crumbs(desk, name, *args):
    return trail(desk.get(reverse(f"admin:{name}", args=args)).text)


def trail(page):
    """Return the crumbs of `page` as one reads them."""
    found = re.search(r'<div class="breadcrumbs">(.*?)</div>', page, re.DOTALL)[1]
    return words_of(found)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("articles_article_changelist", "Today › Articles"),
        ("articles_article_add", "Today › Articles › New"),
        ("articles_article_import", "Today › Articles › Bring in a file"),
        ("bookings_diary_changelist", "Today › Coaches' hours"),
        ("bookings_intro_emails", "Today › Intros › How our e-mails look"),
        ("gym_redirect_list", "Today › Redirects › By the list"),
        ("outbox_outboxemail_changelist", "Today › Sent e-mail"),
        ("auth_user_changelist", "Today › Staff logins"),
        ("auth_user_add", "Today › Staff logins › New"),
    ],
)
def test_lists_bear_the_names_of_the_menu(admin_client, name, words):
    assert crumbs(admin_client, name).replace("&#x27;", "'") == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("admin:password_change", "Today › Password change"),
        ("admin:password_change_done", "Today › Password change successful"),
        ("admin:remove_samples", "Today › Remove all sample content"),
        ("admin_password_reset", "Today › Password reset"),
        ("password_reset_done", "Today › Password reset sent"),
        ("password_reset_complete", "Today › Password reset complete"),
    ],
)
def test_a_page_of_no_list_is_one_step_from_today(admin_client, name, words):
    assert trail(admin_client.get(reverse(name)).text) == words


@pytest.mark.parametrize("name", ["index", "password_change", "password_change_done"])
def test_the_ways_out_are_the_same_everywhere(admin_client, name):
    page = admin_client.get(reverse(f"admin:{name}")).text
    tools = re.search(r'<div id="user-tools">(.*?)</form>', page, re.DOTALL)[1]
    assert words_of(tools) == "admin See the site Change password Log out"


def test_a_wrong_link_and_the_way_out_lead_to_today(admin_client):
    wrong = reverse("password_reset_confirm", args=["MQ", "wrong-token"])
    assert trail(admin_client.get(wrong).text) == "Today › Password reset unsuccessful"
    assert trail(admin_client.post(reverse("admin:logout")).text) == "Today › Logged out"


def test_a_login_s_password_is_reached_through_the_logins(admin_client, admin_user):
    words = crumbs(admin_client, "auth_user_password_change", admin_user.pk)
    assert words == "Today › Staff logins › admin › Password"


def test_a_row_leads_back_to_its_list(admin_client):
    topic = factories.topic(name="Joints")
    assert crumbs(admin_client, "articles_topic_change", topic.pk) == "Today › Topics › Joints"
    gone = crumbs(admin_client, "articles_topic_delete", topic.pk)
    assert gone == "Today › Topics › Joints › Delete"
    sent = email(subject="Your free intro")
    said = crumbs(admin_client, "outbox_outboxemail_change", sent.pk)
    assert said == "Today › Sent e-mail › Your free intro"
    kept = crumbs(admin_client, "articles_topic_history", topic.pk)
    assert kept == "Today › Topics › Joints › History"
