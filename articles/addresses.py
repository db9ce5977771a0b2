"""The address an article may have, those it may link to, and whether one exists."""

from django.urls import Resolver404, resolve, reverse

from articles.models import Article, Topic
from articles.models.articles import TAKEN
from forge_site.gym.models import Coach, Page, Program, Redirect
from forge_site.web.free_names import free_slug


def free_address(wanted):
    """Return the slug `wanted`, counted on if an article or a page of the site has it."""
    return free_slug(Article.objects.all(), wanted, reserved=TAKEN)


def site_pages():
    """Return the pages of the site that readers can open, as [(title, path)]."""
    fixed = [
        ("Free Intro", "bookings:book"),
        ("All articles", "articles:index"),
        ("Programs", "site:programs"),
        ("Our coaches", "site:coaches"),
        ("Questions", "site:questions"),
        ("Visit and hours", "site:contact"),
    ]
    rows = [
        *Article.objects.published().only("title", "slug"),
        *Program.objects.active(),
        *Topic.objects.with_articles(),
        *Coach.objects.active(),
        *Page.objects.published(),
    ]
    return [
        *((title, reverse(name)) for title, name in fixed),
        *((str(row), row.get_absolute_url()) for row in rows),
    ]


def link_checker():
    """
    Return a function that says whether the site answers at a path.

    It reads the pages once. A path without a variable part counts by its route alone, an
    old address that redirects counts as well.
    """
    known = {path for _, path in site_pages()}
    known |= set(Redirect.objects.exclude(new_path="").values_list("old_path", flat=True))

    def exists(path):
        if path in known:
            return True
        try:
            return not resolve(path).kwargs
        except Resolver404:
            return False

    return exists
