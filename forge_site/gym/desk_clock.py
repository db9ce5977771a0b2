"""The desk on the gym's clock: staff read and type times as the clock on the wall has them."""

from django.utils import timezone

from forge_site.gym.context import gym_of
from forge_site.web.desk_addresses import is_desk


def on_the_gyms_clock(get_response):
    """
    Middleware: let Django show and read all times at the desk in the gym's zone.

    What it shows of itself as well: when a row was changed, who signed in when.
    """

    def middleware(request):
        if not is_desk(request.path_info):
            return get_response(request)
        with timezone.override(gym_of(request).zone):
            return get_response(request)

    return middleware
