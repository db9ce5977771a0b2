"""Tags of the desk's own pages."""

from django import template

from forge_site.web import times

register = template.Library()


@register.simple_tag
def instant(moment, zone):
    """Return the UTC instant `moment` as the gym's clock shows it: "Tue 24 Nov, 5:30 pm"."""
    return times.short(moment, zone)
