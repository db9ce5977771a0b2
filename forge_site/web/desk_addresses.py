"""Which addresses are the desk's: other rules hold there than on the public pages."""

from django.conf import settings


def is_desk(path):
    """Return whether `path` (of a request, without its host) leads to the desk."""
    return path.startswith(f"/{settings.ADMIN_PATH}/")
