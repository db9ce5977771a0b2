"""
The gym's own facts change: what was written with the former ones is written anew.

Nothing booked moves, since it is kept in UTC instants. A room above that keeps the zone, the
address or a coach's name in words tells so with `register`, from its AppConfig: imports point
down.
"""

from collections.abc import Callable
from datetime import datetime

from forge_site.gym.models import Gym

Rewrite = Callable[[Gym, datetime], None]

_registered = []


def register(rewrite: Rewrite):
    """Have `rewrite(gym, now)` called in the transaction that changes `gym` or a coach."""
    _registered.append(rewrite)


def changed(gym, now):
    """Tell all who registered that from `now`, a UTC instant, on `gym` has other facts."""
    for rewrite in _registered:
        rewrite(gym, now)
