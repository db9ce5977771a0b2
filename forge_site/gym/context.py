"""What the page frame shows on every page: the gym, and whether sample content is live."""

from django.utils.functional import SimpleLazyObject

from forge_site.gym.models import Coach, Gym


def gym(request):
    """
    Return {"gym": Gym, "has_sample": bool}, each read once and only if a template asks.

    Nothing here depends on who asks, so that public pages can be kept in a cache.
    """
    current = SimpleLazyObject(Gym.objects.current)
    return {
        "gym": current,
        "has_sample": SimpleLazyObject(
            lambda: current.is_sample or Coach.objects.active().sample().exists()
        ),
    }
