"""Filters of the desk's lists that several rooms share."""

from django.contrib import admin


def with_empty_as(words):
    """Return a filter by a related row in which `words` stand for rows that have none."""

    class Named(admin.RelatedFieldListFilter):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.empty_value_display = words

    return Named
