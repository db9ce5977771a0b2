"""
What stands in the figures of an article: pictures from the library and our own drawings.

Handed to `web.markup.render_body`, which knows neither models nor templates.
"""

import re

from django.template import TemplateDoesNotExist
from django.template.loader import get_template, render_to_string

from forge_site.gym.models import Picture
from forge_site.web.markup import render_body

DRAWING_NAME = re.compile(r"[a-z0-9-]+")
# As a body has it before it is cleaned, too.
PICTURE_NAMED = re.compile(r"""\bdata-picture\s*=\s*["']?\s*([-\w]+)""", re.IGNORECASE)


def render(body, reference_keys):
    """
    Return the RenderedBody of `body`; `reference_keys` are those it may cite.

    One query fetches the pictures it shows; there is none where it shows none.
    """
    shown = Picture.objects.in_bulk({*PICTURE_NAMED.findall(body)}, field_name="slug")

    def picture(slug):
        return drawn(shown[slug]) if slug in shown else None

    return render_body(body, references=reference_keys, picture=picture, diagram=diagram)


def drawn(picture):
    """Return the HTML of a Picture in a text."""
    return render_to_string("articles/_body_picture.html", {"picture": picture}).strip()


def diagram(name):
    """Return the HTML of the drawing called `name`, or None if we have none."""
    if not DRAWING_NAME.fullmatch(name):
        return None
    try:
        return get_template(f"articles/diagrams/{name}.html").render().strip()
    except TemplateDoesNotExist:
        return None
