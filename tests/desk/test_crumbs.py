"""Where one is at the desk, in the words of the menu."""

import re

import pytest
from django.urls import reverse

from tests.articles import factories

pytestmark = pytest.mark.django_db


def crumbs(desk, name, *args):
    page = desk.get(reverse(f"admin:{name}", args=args)).text
    found = re.search(r'<div class="breadcrumbs">(.*?)</div>', page, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("articles_article_changelist", "Today › Articles"),
        ("articles_article_add", "Today › Articles › New"),
        ("articles_article_import", "Today › Articles › Bring in a file"),
        ("bookings_diary_changelist", "Today › Coaches' hours"),
        ("outbox_outboxemail_changelist", "Today › Sent e-mail"),
        ("auth_user_changelist", "Today › Staff logins"),
        ("auth_user_add", "Today › Staff logins › New"),
    ],
)
def test_lists_bear_the_names_of_the_menu(admin_client, name, words):
    assert crumbs(admin_client, name).replace("&#x27;", "'") == words


def test_a_row_leads_back_to_its_list(admin_client):
    topic = factories.topic(name="Joints")
    assert crumbs(admin_client, "articles_topic_change", topic.pk) == "Today › Topics › Joints"
    gone = crumbs(admin_client, "articles_topic_delete", topic.pk)
    assert gone == "Today › Topics › Joints › Delete"
    kept = crumbs(admin_client, "articles_topic_history", topic.pk)
    assert kept == "Today › Topics › Joints › History"
