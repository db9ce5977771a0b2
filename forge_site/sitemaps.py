"""
Every page readers may find, for search engines, with the day it last changed.

Pages of sample content are made up, so they ask not to be indexed and are not listed here.
Absolute addresses come from SITE_URL: Django's own would take the host of the request.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from articles.models import Article, Topic
from forge_site.gym.models import Coach, GroupClass, Page, Program
from forge_site.web.templatetags.sharing import picture_address


class SiteMap(Sitemap):
    protocol = urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc

    def picture(self, item):
        """The Picture that belongs to the page of `item`, or None."""
        return

    def get_urls(self, *args, **kwargs):
        """Return Django's entries, each with the addresses of its `pictures`."""
        entries = super().get_urls(*args, **kwargs)
        for entry in entries:
            address = picture_address(self.picture(entry["item"]))
            entry["pictures"] = [address] if address else []
        return entries


class Pages(SiteMap):
    """The site's own pages, and the plain ones staff write."""

    NAMES = ["home", "intro", "programs", "coaches", "questions", "contact"]

    def items(self):
        has_classes = GroupClass.objects.for_timetable().exists()
        names = [*self.NAMES, *(["timetable"] if has_classes else [])]
        named = [reverse(f"site:{name}") for name in names]
        return [
            *named,
            reverse("articles:index"),
            reverse("bookings:book"),
            *self.written(has_classes),
        ]

    def written(self, has_classes):
        pages = Page.objects.published().real().filter(is_unlisted=False)
        # The timetable stands before a page staff wrote at its address.
        return pages.exclude(slug="timetable") if has_classes else pages

    def location(self, item):
        return item if isinstance(item, str) else item.get_absolute_url()

    def lastmod(self, item):
        return None if isinstance(item, str) else item.updated_at


class Programs(SiteMap):
    def items(self):
        return Program.objects.active().real()

    def picture(self, program):
        return program.picture


class Coaches(SiteMap):
    def items(self):
        return Coach.objects.active().real().for_cards()

    def picture(self, coach):
        return coach.photo


class Articles(SiteMap):
    def items(self):
        return Article.objects.published().real().for_cards()

    def lastmod(self, article):
        return article.updated_at

    def picture(self, article):
        return article.hero


class Topics(SiteMap):
    """Topics with at least one article that is no sample."""

    def items(self):
        return Topic.objects.with_articles().filter(real_count__gt=0).order_by("pk")


SITEMAPS = {
    "pages": Pages,
    "programs": Programs,
    "coaches": Coaches,
    "articles": Articles,
    "topics": Topics,
}
