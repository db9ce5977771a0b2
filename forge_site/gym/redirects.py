"""
Old addresses: writing down where they lead, and answering those who still use them.

Kept flat and free of loops when written, so that reading is one row and one hop. Read only
when a page was not found, so that a live page always wins over a redirect.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseGone, HttpResponsePermanentRedirect
from django.template.loader import render_to_string

from forge_site.gym import context
from forge_site.gym.models import Redirect

# Without it a browser keeps a permanent redirect for good, and its reader would never again see
# a page that was taken down, led elsewhere, and brought back.
REMEMBERED = "max-age=3600"


def redirect_or_404(path, request=None):
    """
    Return the answer for `path`, where no page is: a permanent redirect, or 410 for an
    address that is gone for good. Raise Http404 if nothing is known of it.

    With `request`, its query string goes along, unless it is part of the old address (such
    as /?p=12). A slash too many or too few at the end does no harm, nor do capitals.
    """
    query = request.META.get("QUERY_STRING", "") if request else ""
    redirect = _known(path, query)
    if redirect is None:
        raise Http404(path)
    if not redirect.new_path:
        return HttpResponseGone(render_to_string("410.html", context.gym(request), request))
    goes_along = query and "?" not in redirect.old_path + redirect.new_path
    target = f"{redirect.new_path}?{query}" if goes_along else redirect.new_path
    return HttpResponsePermanentRedirect(target, headers={"Cache-Control": REMEMBERED})


def _known(path, query):
    """
    Return the Redirect away from `path`, or None; one spelled just so comes first.

    One that only differs in capitals counts unless it leads to an old address in its turn:
    what is kept free of loops is the exact spelling alone.
    """
    other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
    asked = [f"{path}?{query}", path, other] if query else [path, other]
    rows = Redirect.objects.order_by("pk")
    found = list(rows.filter(folded__in=[each.casefold() for each in asked]))
    exact = {row.old_path: row for row in found}
    alike = {row.folded: row for row in found}
    for each in asked:
        if each in exact:
            return exact[each]
        if each.casefold() in alike:
            redirect = alike[each.casefold()]
            ends = redirect.new_path.casefold()
            goes_on = {ends, ends.removesuffix("/"), f"{ends}/"}
            return None if rows.filter(folded__in=goes_on).exists() else redirect
    return None


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


@transaction.atomic
def add_redirect(old_path, new_path):
    """
    Write down by hand that `old_path` leads to `new_path`, or is gone if that is "".

    A chain is flattened. Raises ValidationError, code "loop", if it would lead in a circle.
    """
    end = end_of(old_path, new_path)
    Redirect.objects.filter(new_path=old_path).exclude(old_path=end).update(new_path=end)
    Redirect.objects.update_or_create(old_path=old_path, defaults={"new_path": end})


def end_of(old_path, new_path):
    """
    Return the end of `new_path`, to which `old_path` is to lead.

    Raises ValidationError, code "loop", if that is `old_path` itself.
    """
    end = where_it_leads(new_path)
    if end == old_path:
        raise ValidationError(
            f"{new_path} leads back to {old_path}: nobody would arrive.", code="loop"
        )
    return end


def page_is_back(path):
    """Forget the redirect away from `path`: a page stands there again."""
    Redirect.objects.filter(old_path=path).delete()


def where_it_leads(path):
    """Return the end of `path`: itself, or where a redirect leads from it."""
    redirect = Redirect.objects.filter(old_path=path).exclude(new_path="").first()
    return redirect.new_path if redirect else path
