"""Small numbers in words, for headings that count what is there."""

from django import template

register = template.Library()

WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


@register.filter
def in_words(number):
    """Return 0 to 10 as a word and anything else as digits: "four", "12"."""
    return WORDS[number] if 0 <= number < len(WORDS) else str(number)
