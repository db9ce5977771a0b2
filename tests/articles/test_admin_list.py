"""The list of articles at the desk costs the same however long it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.articles import factories

pytestmark = pytest.mark.django_db


def test_scheduled_articles_add_no_queries(admin_client):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            page = admin_client.get(reverse("admin:articles_article_changelist"))
        return len(queries), page.content.decode().count("Goes live")

    later = timezone.now() + timedelta(days=3)
    factories.article(published_at=later)
    cost()  # the first request warms what is cached
    of_one, one = cost()
    for _ in range(5):
        factories.article(published_at=later)
    assert (one, cost()) == (1, (of_one, 6))


def test_articles_without_a_topic_are_found_by_words(admin_client):
    factories.draft(topic=None)
    page = admin_client.get(reverse("admin:articles_article_changelist")).text
    assert ">No topic</a>" in page.partition('id="changelist-filter"')[2]
