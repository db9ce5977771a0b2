"""
One's own intro: the page that says thank you, and the signed link in every e-mail to see
it, move it, cancel it, keep it.

Opening a link changes nothing, however often and by whatever scanner: only the form posted
from its page does, and it carries the version of the intro it was shown with.
"""

import re

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from bookings import calendar_files, links, services, typos
from bookings.answers import give_back_if_not_stored, gone, see_other
from bookings.availability import OpenTimes
from bookings.booking_page import Choice, day_in
from bookings.guards import ELSEWHERE, is_from_elsewhere, private_page, version_in
from bookings.models import Intro, Status
from forge_site.gym.context import gym_of
from forge_site.outbox.addresses import mailable
from forge_site.web.cleaning import clean_text

LONGEST_REASON = 300

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
    if intro is None or is_over(intro):
        return gone(request)
    return outcome(request, intro)


@csrf_exempt
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@private_page
@give_back_if_not_stored
def manage(request, token):
    """Show the intro behind `token` on GET; move or cancel it on POST."""
    intro = intro_of(token)
    if intro is None:
        return gone(request)
    if intro.status != Status.BOOKED:
        is_mending = intro.status in Status.waiting() and request.POST.get("act") == "email"
        if is_mending and not is_from_elsewhere(request):
            return correct_email(request, intro, token)
        return outcome(request, intro)
    if request.method != "POST":
        is_cancelling = request.GET.get("cancel") == "1"
        return ask_to_cancel(request, intro) if is_cancelling else own_page(request, intro)
    if is_from_elsewhere(request):
        return own_page(request, intro, notice=ELSEWHERE, status=403)
    act = ACTS.get(request.POST.get("act"), move)
    try:
        return act(request, intro, token)
    except services.Changed as changed:
        intro = intro_of(token)
        if intro is None or intro.status != Status.BOOKED:
            return see_other("bookings:manage", token)
        return own_page(request, intro, notice=changed.message, status=409)


def move(request, intro, token):
    """Move `intro` to the time posted, or say why not and mark the nearest."""
    gym, now = gym_of(request), timezone.now()
    open_times = times_to_move_to(request, intro, now)
    slot = request.POST.get("slot", "")
    wanted = open_times.named(slot)
    if wanted is None:
        problem = "Choose a new day and time."
        return own_page(request, intro, open_times, problem=problem, status=422)
    chosen = open_times.find(slot)
    if chosen is None:
        return own_page(request, intro, open_times, taken=wanted, status=409)
    try:
        version = version_in(request)
        services.move(intro=intro, open_time=chosen, gym=gym, now=now, version=version)
    except services.Taken:
        open_times.look_again()
        return own_page(request, intro, open_times, taken=wanted, status=409)
    return see_other("bookings:manage", token)


def cancel(request, intro, token):
    reason = clean_text(request.POST.get("why", ""))[:LONGEST_REASON]
    services.cancel(
        intro=intro,
        gym=gym_of(request),
        now=timezone.now(),
        version=version_in(request),
        reason=reason,
    )
    return see_other("bookings:manage", token)


def correct_email(request, intro, token):
    """Mend a slip in the address, as the page suggested: to that address and no other."""
    meant = typos.suggestion(intro.email)
    if meant and meant == request.POST.get("email"):
        services.correct(
            intro=intro, changes={"email": meant}, gym=gym_of(request), now=timezone.now()
        )
    return see_other("bookings:thanks", intro.reference)


ACTS = {"cancel": cancel, "email": correct_email}


def times_to_move_to(request, intro, now):
    """Return the OpenTimes in which `intro` itself stands in nobody's way."""
    return OpenTimes(zone=gym_of(request).zone, now=now, ignoring=intro)


def own_page(request, intro, open_times=None, *, taken=None, notice="", problem="", status=200):
    """Render the ticket, and below it the times it can be moved to, read unless given."""
    open_times = open_times or times_to_move_to(request, intro, timezone.now())
    choice = Choice(
        open_times,
        from_day=day_in(request.GET.get("day")),
        chosen=taken and open_times.nearest(taken.starts_at),
        taken=taken,
    )
    context = {
        "intro": intro,
        "gym": gym_of(request),
        "choice": choice,
        "days": choice.days,
        "notice": notice,
        "problem": problem,
        "problems": [("times", problem)] if problem else [],
        "slots_described": "slot-error" if problem else "",
        "later_url": choice.later and f"?day={choice.later.isoformat()}",
        "earlier_url": choice.earlier and f"?day={choice.earlier.isoformat()}",
    }
    return TemplateResponse(request, "bookings/manage.html", context, status=status)


def ask_to_cancel(request, intro):
    context = {"intro": intro, "gym": gym_of(request)}
    return TemplateResponse(request, "bookings/cancel.html", context)


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
    return intro if intro and not is_over(intro) else None


def is_over(intro):
    """Return True if the time of `intro` has passed, so that its links end."""
    return intro.ends_at is not None and intro.ends_at <= timezone.now()


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
        "has_outcome": intro.status in Status.outcomes(),
        "is_mailable": bool(mailable([intro.email])),
        "meant_email": typos.suggestion(intro.email),
        "manage_path": reverse("bookings:manage", args=[links.token(intro)]),
    }
    template = templates.get(intro.status, "bookings/booked.html")
    return TemplateResponse(request, template, context)
