"""What the editor offers to put into a text: pictures, drawings, pages to link to."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from articles.addresses import site_pages
from articles.rendering import diagram
from forge_site.gym.admin.pictures import as_choice
from forge_site.gym.models import Picture


def library():
    """Return {"pictures", "drawings", "links", "upload"} as JSON can hold it."""
    return {
        "pictures": [as_choice(picture) for picture in Picture.objects.all()],
        "drawings": [_drawing(name) for name in drawing_names()],
        "links": [{"address": path, "title": title} for title, path in site_pages()],
        "upload": reverse("admin:gym_picture_upload"),
    }


def drawing_names():
    """Return the names of the drawings in templates/articles/diagrams/, sorted."""
    roots = map(Path, settings.TEMPLATES[0]["DIRS"])
    return sorted(file.stem for root in roots for file in root.glob("articles/diagrams/*.html"))


def _drawing(name):
    return {"name": name, "title": name.replace("-", " ").capitalize(), "svg": diagram(name)}
