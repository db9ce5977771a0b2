"""
One's own intro: the page that says thank you, and the signed link in every e-mail to see
it, move it, cancel it, keep it.

Opening a link changes nothing, however often and by whatever scanner: only the form posted
from its page does.
"""

import re

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import calendar_files, links
from bookings.guards import private_page
from bookings.models import Intro, Status
from forge_site.gym.context import gym_of
from forge_site.outbox.addresses import is_reserved

# What `new_reference` makes. Nothing else is looked up: PostgreSQL answers a NUL in a text
# with an error.
REFERENCE = re.compile(r"[A-Za-z0-9_-]{22}")


@require_safe
@private_page
def thanks(request, reference):
    """Answer what became of the form, to whoever holds its random reference."""
    intro = None
    if REFERENCE.fullmatch(reference):
        intro = Intro.objects.for_pages().filter(reference=reference).first()
    if intro is None or is_over(intro, timezone.now()):
        return gone(request)
    return outcome(request, intro)


@require_safe
@private_page
def manage(request, token):
    intro = intro_of(token)
    if intro is None:
        return gone(request)
    return outcome(request, intro)


@require_safe
@private_page
def calendar(request, token):
    """Answer the calendar file of the intro behind `token`."""
    intro = intro_of(token)
    if intro is None or intro.starts_at is None:
        return gone(request)
    response = HttpResponse(
        calendar_files.for_prospect(intro, gym_of(request)),
        content_type="text/calendar; charset=utf-8",
    )
    response.headers["Content-Disposition"] = 'attachment; filename="free-intro.ics"'
    return response


def intro_of(token):
    """Return the intro `token` leads to, or None if it is altered, unknown or over."""
    reference = links.reference(token)
    intro = reference and Intro.objects.for_pages().filter(reference=reference).first()
    if not intro or is_over(intro, timezone.now()):
        return None
    return intro


def outcome(request, intro):
    """Render the page that tells the person where `intro` stands."""
    templates = {
        Status.REQUESTED: "bookings/requested.html",
        Status.QUARANTINED: "bookings/requested.html",
        Status.CANCELLED: "bookings/cancelled.html",
    }
    context = {
        "intro": intro,
        "gym": gym_of(request),
        "is_mailable": not is_reserved(intro.email),
    }
    template = templates.get(intro.status, "bookings/booked.html")
    return TemplateResponse(request, template, context)


def gone(request):
    """Answer the one page for every link that leads nowhere, whatever the reason."""
    return TemplateResponse(request, "bookings/gone.html", status=404)


def is_over(intro, now):
    """Return True if the time of `intro` has passed, so that its links end."""
    return intro.ends_at is not None and intro.ends_at <= now
