"""
Old addresses: writing down where they lead, and answering those who still use them.

Kept flat and free of loops when written, so that reading is one row and one hop. Read only
when a page was not found, so that a live page always wins over a redirect.
"""

from django.db import transaction
from django.http import Http404, HttpResponseGone, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from forge_site.gym import context
from forge_site.gym.models import Redirect


def redirect_or_404(path, request=None):
    """
    Return the answer for `path`, where no page is: a permanent redirect, or 410 for an
    address that is gone for good. Raise Http404 if nothing is known of it.

    With `request`, its query string goes along.
    """
    redirect = Redirect.objects.filter(old_path=path).first()
    if redirect is None:
        raise Http404(path)
    if not redirect.new_path:
        return HttpResponseGone(render_to_string("410.html", context.gym(request), request))
    query = request.META.get("QUERY_STRING", "") if request else ""
    return HttpResponsePermanentRedirect(redirect.new_path + (f"?{query}" if query else ""))


@transaction.atomic
def page_moved(old_path, new_path):
    """
    Write down that the page at `old_path` now stands at `new_path`.

    Redirects to the old address are bent to the new one. A redirect away from the new
    address is forgotten, since a page stands there now: so no chain and no loop can form.
    """
    if old_path == new_path:
        return
    Redirect.objects.filter(old_path=new_path).delete()
    Redirect.objects.filter(new_path=old_path).update(new_path=new_path)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"new_path": new_path})


@transaction.atomic
def page_gone(path, lead_to=""):
    """Write down that no page is at `path` now: it leads to `lead_to`, or is gone (410)."""
    if lead_to:
        page_moved(path, where_it_leads(lead_to))
        return
    Redirect.objects.filter(new_path=path).update(new_path="")
    Redirect.objects.update_or_create(old_path=path, defaults={"new_path": ""})


def page_is_back(path):
    """Forget the redirect away from `path`: a page stands there again."""
    Redirect.objects.filter(old_path=path).delete()


def where_it_leads(path):
    """Return the end of `path`: itself, or where a redirect leads from it."""
    redirect = Redirect.objects.filter(old_path=path).exclude(new_path="").first()
    return redirect.new_path if redirect else path
