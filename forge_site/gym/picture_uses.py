"""
Where a picture is used: in columns that name it, and in the texts of rooms above this one.

A room whose texts show pictures tells so with `register`, from its AppConfig: imports point
down, and the library has to know before a picture is replaced or deleted.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from forge_site.gym.models import Page, Picture


class TextUse(NamedTuple):
    """
    `showing(picture)` returns the rows whose text shows it; `redraw(picture)` is told that its
    files or words have changed.
    """

    showing: Callable[[Picture], Iterable[Any]]
    redraw: Callable[[Picture], None]


_registered = []


def register(use: TextUse):
    """Let the library know of texts that show pictures."""
    _registered.append(use)


def rows_naming(picture):
    """Return the rows with a column that names `picture`, such as the cover of an article."""
    return [
        row
        for relation in Picture._meta.related_objects
        for row in relation.related_model._default_manager.filter(
            **{relation.field.name: picture.pk}
        )
    ]


def figure_of(picture):
    """Return what stands in a stored text where it shows `picture`."""
    return f'data-picture="{picture.slug}"'


def rows_showing(picture):
    """Return the rows with a text that shows `picture`: pages, and what rooms registered."""
    pages = Page.objects.filter(body__contains=figure_of(picture))
    return [*pages, *(row for use in _registered for row in use.showing(picture))]


def redraw(picture):
    """
    Draw the texts that show `picture` anew, after it was replaced or described anew.

    Part of the transaction of that change: no text may name files that are gone. Pages are
    drawn at each look.
    """
    for use in _registered:
        use.redraw(picture)
