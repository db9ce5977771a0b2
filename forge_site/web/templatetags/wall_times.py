"""`{{ words.full|unbroken }}`: a text in which no line ends inside a time."""

from django import template
from django.template.defaultfilters import stringfilter

from forge_site.web import times

register = template.Library()
register.filter("unbroken", stringfilter(times.unbroken), is_safe=True)
