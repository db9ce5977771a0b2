"""What the page frame shows on every page: the gym, and whether sample content is live."""

from django.utils.functional import SimpleLazyObject

from forge_site.gym.models import Gym


def gym(request):
    """
    Return {"gym": Gym, "has_sample": bool}, each read once and only if a template asks.

    Nothing here depends on who asks, so that public pages can be kept in a cache.
    """
    current = SimpleLazyObject(lambda: gym_of(request))
    return {
        "gym": current,
        "has_sample": SimpleLazyObject(lambda: current.is_sample or current.has_sample_coach),
    }


def gym_of(request, **more):
    """
    Return the Gym, read once per request however many templates and views ask.

    `more` are further annotations for `GymQuerySet.current`, if it was not read before.
    """
    if not hasattr(request, "gym"):
        request.gym = Gym.objects.current(**more)
    return request.gym
