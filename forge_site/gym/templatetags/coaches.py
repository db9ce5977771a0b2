"""`{{ coach|linked }}`: who coaches here, with a way to their page."""

from django import template
from django.utils.html import format_html

register = template.Library()


@register.filter
def linked(coach):
    """Return the name of `coach` as a link to their page, bare if they have left."""
    if not coach.is_active:
        return coach.name
    return format_html('<a href="{}">{}</a>', coach.get_absolute_url(), coach.name)
