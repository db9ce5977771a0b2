"""`{% gym_moment instant zone %}`: an instant in words, on the gym's clock."""

from django import template

from forge_site.web import times

register = template.Library()


@register.simple_tag
def gym_moment(instant, zone):
    """Return "Tue 24 Nov 2026, 5:30 pm"."""
    return times.dated(instant, zone)
