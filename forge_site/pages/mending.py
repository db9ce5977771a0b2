"""An address that leads nowhere, read as what was probably meant."""

import re
import time
from threading import Lock
from urllib.parse import unquote

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from articles.models import Article, Topic
from articles.search.finding import find
from forge_site.gym.models import Coach, GroupClass, Page, Program

SUGGESTIONS = 3
LONGEST = 200
# Searches for wrong addresses, in each process. Somebody lost asks once; a machine that
# tries thousands of addresses must not spend the site's time on thousands of searches.
MOST_A_MINUTE = 30
# How pages of other systems end; anything else with an ending is a file, or an attack.
PAGE_ENDINGS = re.compile(r"(?:/index)?\.(?:html?|php|aspx?)$", re.IGNORECASE)
# Parts of addresses that say where a page was filed, not what it was about.
_FILING = """
archive article articles author blog category coach coaches index news page pages post
posts program programs question questions tag tags topic topics wp
"""
FILING = frozenset(_FILING.split())


def mended(request):
    """
    Return a permanent redirect if the address only lost its case, a slash or its ending.

    None unless a page is there. A signed link is never mended: its case is part of the key.
    """
    path = request.path
    right = re.sub(r"/{2,}", "/", PAGE_ENDINGS.sub("", path).lower().rstrip("/") + "/")
    if right == path or len(path) > LONGEST or not _stands(right):
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(right + (f"?{query}" if query else ""))


# By the name of their address. Signed links and previews are not among them.
PAGES_OF_ROWS = {
    "articles:detail": Article.objects.published,
    "articles:topic": Topic.objects.with_articles,
    "site:program": Program.objects.active,
    "site:coach": Coach.objects.active,
    "site:page": Page.objects.published,
}


class Allowance:
    """So many a minute, counted anew each minute. Of one process, and safe among threads."""

    def __init__(self, a_minute, seconds=time.monotonic):
        self.a_minute = a_minute
        self.seconds = seconds
        self.minute, self.spent = None, 0
        self.lock = Lock()

    def spend(self):
        """Return whether there is one left in this minute, and take it."""
        minute = self.seconds() // 60
        with self.lock:
            if minute != self.minute:
                self.minute, self.spent = minute, 0
            self.spent += 1
            return self.spent <= self.a_minute


searches = Allowance(MOST_A_MINUTE)


def suggestions(request):
    """
    Return the pages that the words of the address find, the best first.

    Only for a person who looks at the answer: browsers name text/html when they open a page
    (not for its pictures and scripts, and other programs seldom), and only while the minute
    has searches left.
    """
    words = PAGE_ENDINGS.sub("", unquote(request.path))
    if "." in words or len(words) > LONGEST or not _opens_a_page(request):
        return []
    words = [word for word in re.split(r"[\W\d_]+", words.lower()) if word not in FILING]
    if not any(words) or not searches.spend():
        return []
    return find(" ".join(words)).results[:SUGGESTIONS]


def _opens_a_page(request):
    return request.method == "GET" and "text/html" in request.headers.get("Accept", "")


def _stands(path):
    """Whether a reader finds a page at `path`, in two queries at most."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.view_name == "site:timetable":
        pages = Page.objects.published().filter(slug="timetable")
        return GroupClass.objects.for_timetable().exists() or pages.exists()
    if not match.kwargs:
        return True
    rows = PAGES_OF_ROWS.get(match.view_name)
    return rows is not None and rows().filter(slug=match.kwargs["slug"]).exists()
