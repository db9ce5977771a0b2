"""
A page that gets another address: old links lead on, those in our own texts are kept right.

A room whose texts hold links tells so with `register`, from its AppConfig: imports point down,
and the page that moves may be one of this room.
"""

import re
from collections.abc import Callable

from django.db import transaction

from forge_site.gym.models import Page
from forge_site.gym.redirects import page_moved

Mend = Callable[[str, Callable[[str], str]], None]

_registered = []


def register(mend: Mend):
    """
    Let `mend(link, mended)` see to the texts of a room: every body that holds `link` becomes
    `mended(body)`, in the transaction of the move.
    """
    _registered.append(mend)


@transaction.atomic
def moved(old_path, new_path):
    """Leave a redirect from `old_path` to `new_path`, and mend the links to it in our texts."""
    if old_path == new_path:
        return
    page_moved(old_path, new_path)
    link = f'href="{old_path}'
    whole = re.compile(rf'{re.escape(link)}(?=["?#])')

    def mended(body):
        return whole.sub(lambda _: f'href="{new_path}', body)

    for page in Page.objects.select_for_update().filter(body__contains=link):
        page.body = mended(page.body)
        page.save(update_fields=["body"])
    for mend in _registered:
        mend(link, mended)
