"""Answers that more than one page gives: done, ended, not just now."""

import logging
from functools import wraps

from django.db import IntegrityError, OperationalError
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from forge_site.gym.context import gym_of

log = logging.getLogger(__name__)


def see_other(name, *arguments):
    """Return a 303, after which going back or reloading sends nothing again."""
    response = redirect(name, *arguments)
    response.status_code = 303
    return response


def gone(request):
    """Answer the one page for every link that leads nowhere, whatever the reason."""
    return TemplateResponse(request, "bookings/gone.html", status=404)


def give_back_if_not_stored(view):
    """
    Answer a POST the database would not take with what was typed.

    It is locked, full or gone; or a row the form speaks of has just gone, such as an article.
    The page is rendered in here, not later by Django: templates read rows as well.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
            return response.render() if hasattr(response, "render") else response
        except (IntegrityError, OperationalError) as problem:
            if request.method != "POST":
                raise
            log.error("A form could not be stored: %s", type(problem).__name__)
            return unavailable(request)

    return guarded


def unavailable(request):
    """Answer 503 with everything that was typed and the phone number, if it can be read."""
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    try:
        phone, country = gym_of(request).phone, gym_of(request).country
    except OperationalError:
        phone, country = "", ""
    context = {"typed": typed, "phone": phone, "country": country}
    return TemplateResponse(request, "bookings/unavailable.html", context, status=503)
