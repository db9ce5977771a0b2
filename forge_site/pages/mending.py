"""An address that leads nowhere, read as what was probably meant."""

import re
from urllib.parse import unquote

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from articles.addresses import link_checker
from articles.search.finding import find

SUGGESTIONS = 3
LONGEST = 200
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
    if right == path or len(path) > LONGEST or not _answers(right) or not link_checker()(right):
        return None
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(right + (f"?{query}" if query else ""))


def suggestions(path):
    """Return the pages that the words of `path` find, the best first."""
    words = PAGE_ENDINGS.sub("", unquote(path))
    if "." in words or len(words) > LONGEST:
        return []
    words = [word for word in re.split(r"[\W\d_]+", words.lower()) if word not in FILING]
    return find(" ".join(words)).results[:SUGGESTIONS]


def _answers(path):
    """Whether some view stands at `path`: spares the rows for what cannot be right."""
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
