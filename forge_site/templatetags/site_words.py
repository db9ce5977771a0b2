"""Headings and closing words that stand on many pages, as staff have them."""

from django import template

from forge_site.gym import texts
from forge_site.pages.words import words_on

register = template.Library()


@register.simple_tag(takes_context=True)
def site_words(context, part):
    """Return the words of one part of `gym.texts.REST`: "heads" or "band"."""
    return words_on(context.request, texts.REST)[part]
