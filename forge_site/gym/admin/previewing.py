"""
A page as visitors would see it with what the form at the desk holds now. Nothing is stored.

The site's own view answers, found by its address: so that a preview cannot differ from the
page, and this room need not know the roof.
"""

from copy import copy

from django.template.response import TemplateResponse
from django.urls import resolve
from django.views.decorators.cache import never_cache
from js_asset import Script

# With it a page is looked at in a window over the form (admin/_preview_dialog.html).
PREVIEW_SCRIPT = Script("js/preview.js", type="module")


@never_cache
def preview(request, path, **seen):
    """
    Return the page at `path` as a visitor would get it, for `request` by staff.

    `seen` becomes attributes of the request the view reads, such as `previewed`, a row that
    is not saved. The gym is not among them: each page reads it with what it shows. Neither
    kept by anybody nor indexed.
    """
    visit = copy(request)
    visit.method, visit.path, visit.path_info = "GET", path, path
    visit.__dict__.pop("gym", None)  # as the desk read it: a page may want more with it
    visit.resolver_match = match = resolve(path)
    for name, value in seen.items():
        setattr(visit, name, value)
    response = match.func(visit, *match.args, **match.kwargs)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def not_yet(request, form):
    """Answer a preview with what has to be mended in `form` before there is a page."""
    context = {"form": form, "title": "Not yet"}
    return TemplateResponse(request, "admin/gym/not_yet.html", context, status=422)
