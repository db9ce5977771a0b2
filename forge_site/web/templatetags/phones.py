"""`gym.phone|tel:gym.country` for the link, `gym.phone|phone:gym.country` to read."""

from django import template

from forge_site.web import phones

register = template.Library()


@register.filter
def tel(number, country):
    """Return a tel: address (RFC 3966), or "" if `number` cannot be dialled."""
    dialled = phones.dialled(number, country)
    return f"tel:{dialled}" if dialled else ""


@register.filter
def phone(number, country):
    """Return the number as people of `country` write it."""
    return phones.shown(number, country)
