"""Tags of the desk's own pages."""

from django import template

from forge_site.desk import MENU_NAMES
from forge_site.web import times

register = template.Library()


@register.simple_tag
def instant(moment, zone):
    """Return the UTC instant `moment` as the gym's clock shows it: "Tue 24 Nov, 5:30 pm"."""
    return times.short(moment, zone)


@register.simple_tag
def menu_name(opts):
    """Return what the menu calls the list of the model with `opts`: "Staff logins"."""
    name = str(opts.verbose_name_plural)
    return MENU_NAMES.get(opts.label_lower, name[:1].upper() + name[1:])
