"""
The links people get to their own intro: signed, without a date, good until it has ended.

A token is the intro's random reference and a signature for one purpose. It says nothing
of the time booked, so that a link from any e-mail works after a move as well. Keys in
SECRET_KEY_FALLBACKS still verify: a rotation breaks no link.
"""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

LONGEST = 120


def token(intro):
    """Return the token that lets its holder see, move and cancel `intro`."""
    return signer().sign(intro.reference)


def reference(token):
    """Return the reference in `token`, or None if it is not one of ours."""
    if len(token) > LONGEST:
        return None
    try:
        return signer().unsign(token)
    except BadSignature:
        return None


def signer():
    # Made anew each time: a Signer keeps the keys it was made with.
    return Signer(salt="bookings.manage", sep=".")


def manage_url(intro):
    """Return the full address of the page where `intro` can be moved or cancelled."""
    return absolute(reverse("bookings:manage", args=[token(intro)]))


def calendar_url(intro):
    """Return the full address of the calendar file of `intro`."""
    return absolute(reverse("bookings:calendar", args=[token(intro)]))


def book_url():
    """Return the full address of the page where a free intro is booked."""
    return absolute(reverse("bookings:book"))


def feed_url(diary):
    """Return the private address of the calendar of `diary`."""
    return absolute(reverse("bookings:feed", args=[diary.feed_token]))


def desk_url(intro):
    """Return the full address of the record of `intro` on the desk."""
    return absolute(reverse("admin:bookings_intro_change", args=[intro.pk]))


def absolute(path):
    """Return `path` on this site: from SITE_URL, never from a request."""
    return f"{settings.SITE_URL}{path}"
