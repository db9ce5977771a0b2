"""
The newest articles as Atom feeds (RFC 4287), whole texts: all of them, of a topic, of a coach.

Every address in them is absolute and begins with SITE_URL, never with the host of the
request: readers fetch a feed far from the page it stands for.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.models import Article, Topic
from forge_site.gym.context import gym_of
from forge_site.gym.models import Coach, Gym

NEWEST = 20

_ADDRESS = re.compile(r'\b(href|src|srcset)="([^"]*)"')


@dataclass(frozen=True)
class Subject:
    """
    What one answer is about: whose articles, under which title, beside which page, and the
    path it was asked for at. Here and not on the feed, which all threads share.
    """

    gym: Gym
    title: str
    about: str
    page: str
    articles: QuerySet
    path: str


class WholeTextAtom(Atom1Feed):
    """Django's writer, with the text of each entry besides its summary (§4.1.3)."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class ArticleFeed(Feed):
    """All articles. A subclass says which, in `get_object`."""

    feed_type = WholeTextAtom
    language = "en-us"

    def get_object(self, request):
        gym = gym_of(request)
        articles = Article.objects.published()
        return Subject(
            gym, gym.name, gym.pitch, reverse("articles:index"), articles, request.path
        )

    def title(self, subject):
        return subject.title

    def subtitle(self, subject):
        return subject.about or None

    description = subtitle

    def link(self, subject):
        return settings.SITE_URL + subject.page

    def feed_url(self, subject):
        return settings.SITE_URL + subject.path

    def author_name(self, subject):
        return subject.gym.name

    def items(self, subject):
        rows = subject.articles.select_related("topic", "hero", "author")
        return rows.prefetch_related("references")[:NEWEST]

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        """Return the summary as HTML, which Django's writer says it is."""
        return escape(article.summary)

    def item_link(self, article):
        return settings.SITE_URL + article.get_absolute_url()

    def item_guid(self, article):
        """Return a tag (RFC 4151) that stays when the address of the article changes."""
        host = urlsplit(settings.SITE_URL).hostname
        return f"tag:{host},{article.created_at:%Y-%m-%d}:article-{article.pk}"

    def item_pubdate(self, article):
        return article.published_at

    def item_updateddate(self, article):
        return max(article.updated_at, article.published_at)

    def item_author_name(self, article):
        """Name a real person only, for what is real; the feed's author stands for the rest."""
        author = article.author
        is_real = author and not (article.is_sample or author.is_sample)
        return author.name if is_real else None

    def item_categories(self, article):
        return [article.topic.name]

    def item_extra_kwargs(self, article):
        context = {
            "article": article,
            "references": article.in_order_of_citation(article.references.all()),
        }
        html = render_to_string("articles/feed_entry.html", context)
        return {"content": absolute(html, settings.SITE_URL, article.get_absolute_url())}


class TopicFeed(ArticleFeed):
    def get_object(self, request, slug):
        topic = get_object_or_404(Topic.objects.with_articles(), slug=slug)
        gym = gym_of(request)
        articles = Article.objects.published().filter(topic=topic)
        title, page = f"{topic.name}: {gym.name}", topic.get_absolute_url()
        return Subject(gym, title, topic.description, page, articles, request.path)


class CoachFeed(ArticleFeed):
    """What a coach signed. Sample articles are signed by nobody."""

    def get_object(self, request, slug):
        coach = get_object_or_404(Coach.objects.active(), slug=slug)
        gym = gym_of(request)
        articles = Article.objects.published().real().filter(author=coach)
        title, page = f"{coach.name}: {gym.name}", coach.get_absolute_url()
        return Subject(gym, title, coach.line, page, articles, request.path)


def absolute(html, site_url, path):
    """Return `html`, made by our templates and standing at `path`, with whole addresses."""

    def whole(address):
        if address.startswith("#"):
            return site_url + path + address
        return site_url + address if address.startswith("/") else address

    def replaced(found):
        name, value = found[1], found[2]
        parts = value.split(", ") if name == "srcset" else [value]
        return f'{name}="{", ".join(map(whole, parts))}"'

    return _ADDRESS.sub(replaced, html)
