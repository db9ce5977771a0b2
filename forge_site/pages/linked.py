"""What the site's own pages tell machines of the gym, of a coach, of the way to a page."""

from django.conf import settings
from django.templatetags.static import static

from forge_site.gym import structured_data
from forge_site.gym.context import gym_of
from forge_site.web.templatetags.sharing import absolute, picture_address

SHARE_PICTURE = "img/brand/og-default.jpg"


def gym_data(request, special_days=()):
    gym = gym_of(request)
    picture = picture_address(gym.room_picture) or absolute(static(SHARE_PICTURE))
    return structured_data.gym_data(gym, settings.SITE_URL, picture, special_days)


def coach_data(request, coach):
    photo = picture_address(coach.photo)
    return structured_data.coach_data(coach, gym_of(request), settings.SITE_URL, photo)


def trail(parent, row):
    """Return the way from the front page over `parent` (name, path) to the page of `row`."""
    here = (row.name, row.get_absolute_url())
    return structured_data.trail(settings.SITE_URL, ("Home", "/"), parent, here)
