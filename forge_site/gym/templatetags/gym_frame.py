"""What the page frame asks of the gym: the hours in words, and today's news."""

from django import template
from django.utils import timezone

from forge_site.gym import hours
from forge_site.gym.models import HoursKind

register = template.Library()


@register.simple_tag
def week_lines(gym, kind=HoursKind.SESSIONS):
    """Return the week of `gym` as lines of days and hours, for one kind of hours."""
    return hours.week_lines(row for row in gym.opening_hours.all() if row.kind == kind)


@register.simple_tag
def announces_today(gym):
    """Return whether `gym` has an announcement to show today, in its own zone."""
    return gym.announces_on(timezone.now().astimezone(gym.zone).date())
