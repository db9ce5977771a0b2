"""What is answered when something is missing or broken."""

from django.http import Http404, HttpResponseNotFound, HttpResponseServerError
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from forge_site.gym.models import Gym
from forge_site.gym.redirects import redirect_or_404
from forge_site.pages.mending import mended, suggestions
from forge_site.web import phones


def not_found(request, exception):
    """
    Answer with where an old or mistyped address leads now; else 404, with what its words
    find and a way on.
    """
    try:
        return redirect_or_404(request.path, request)
    except Http404:
        if right := mended(request):
            return right
        context = {"results": suggestions(request)}
        html = render_to_string("404.html", context, request)
        return HttpResponseNotFound(html, headers={"Vary": "Accept"})


@requires_csrf_token
def server_error(request):
    """
    Answer 500 from a page that needs nothing: no database, no context processor.

    The phone number comes first when it can be had, because the site is what failed.
    """
    return HttpResponseServerError(render_to_string("500.html", {"call": _call()}))


def _call():
    try:
        gym = Gym.objects.current()
        address = phones.dialled(gym.phone, gym.country)
        return address and {
            "address": f"tel:{address}",
            "number": phones.shown(gym.phone, gym.country),
        }
    except Exception:  # whatever broke the page may break this as well
        return None
