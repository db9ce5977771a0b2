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


def render(body, reference_keys):
    """Return the RenderedBody of `body`; `reference_keys` are those it may cite."""
    return render_body(body, references=reference_keys, picture=picture, diagram=diagram)


def picture(slug):
    """Return the HTML of the picture called `slug`, or None if the library has none."""
    found = Picture.objects.filter(slug=slug).first()
    if found is None:
        return None
    return render_to_string("articles/_body_picture.html", {"picture": found}).strip()


def diagram(name):
    """Return the HTML of the drawing called `name`, or None if we have none."""
    if not DRAWING_NAME.fullmatch(name):
        return None
    try:
        return get_template(f"articles/diagrams/{name}.html").render().strip()
    except TemplateDoesNotExist:
        return None
