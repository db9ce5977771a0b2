"""What stands before a page: where a form was sent from and when, and who may keep a copy."""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.views.decorators.cache import never_cache

from forge_site.web.cleaning import clean_number

ELSEWHERE = "This came from another website. If it was you, press the button once more."


def is_from_elsewhere(request):
    """
    Return True if a browser says that another site sent this form.

    Sec-Fetch-Site is written by the browser and cannot be set by a page (Fetch Metadata
    §2.2); where it is missing, Origin tells. A client that sends neither is no browser, and
    rides on nobody's session, since there is none.

    "Origin: null" names nobody and passes: browsers that hide where people come from send
    it with our own form (Fetch §3.2), each time anew, and would never get through.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "cross-site"
    try:
        host = urlsplit(request.headers.get("Origin", "")).hostname
    except ValueError:
        return True
    own = {urlsplit(f"//{request.get_host()}").hostname, settings.SITE_HOST}
    return bool(host) and host not in own


def version_in(request):
    """Return the version the form was shown with; one that is none matches no intro."""
    version = clean_number(request.POST.get("version", ""))
    return -1 if version is None else version


def private_page(view):
    """Keep the page of one person out of caches, indexes and compression."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        # The page holds a signed link: BREACH reads secrets out of compressed answers.
        response.holds_a_secret = True
        return response

    return never_cache(guarded)
