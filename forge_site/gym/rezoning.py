"""
The gym gets another time zone: what was written on the former clock is written anew.

Nothing booked moves, since it is kept in UTC instants. A room above that keeps times in words
tells so with `register`, from its AppConfig: imports point down.
"""

from collections.abc import Callable
from datetime import datetime

from forge_site.gym.models import Gym

Rewrite = Callable[[Gym, datetime], None]

_registered = []


def register(rewrite: Rewrite):
    """Have `rewrite(gym, now)` called in the transaction that gives `gym` another zone."""
    _registered.append(rewrite)


def rezoned(gym, now):
    """Tell all who registered that `gym` has another zone from `now`, a UTC instant, on."""
    for rewrite in _registered:
        rewrite(gym, now)
