"""
The calendar of one coach, at a private address to subscribe to from a phone.

Whoever knows the address can read it, without signing in: that is how calendars subscribe.
It is random, told on the coach's page at the desk, and replaced there with one tap.
"""

from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bookings import calendar_files
from bookings.answers import gone
from bookings.guards import private_page
from bookings.models import Diary
from forge_site.gym.context import gym_of

# So that yesterday's intro does not vanish from the calendar at midnight.
LOOKING_BACK = timedelta(days=30)


@require_safe
@private_page
def coach(request, token):
    """
    Answer the intros of the diary whose secret is `token`.

    Sample intros stay at the desk: on a coach's own phone nobody could tell them from real.
    """
    diary = Diary.objects.in_order().filter(feed_token=token).first()
    if diary is None:
        return gone(request)
    since = timezone.now() - LOOKING_BACK
    intros = diary.intros.real().holding_a_time().filter(ends_at__gt=since).for_pages()
    return HttpResponse(
        calendar_files.feed(diary, intros.order_by("starts_at"), gym_of(request)),
        content_type="text/calendar; charset=utf-8",
    )
