"""
Uploaded pictures, served by the site itself: only files that our own encoder named.

Behind a web server or a CDN this view is not reached. The content policy of these
answers comes from the security middleware.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

# What images.py writes: a slug, the width, twelve digits of the content's hash.
OUR_NAMES = re.compile(r"pictures/[a-z0-9_-]+-[0-9]+-[0-9a-f]{12}\.(avif|jpg)")
TYPES = {"avif": "image/avif", "jpg": "image/jpeg"}


@require_safe
def picture_file(request, name):
    """Answer with the picture `name`, kept by browsers for a year: it never changes."""
    ours = OUR_NAMES.fullmatch(name)
    if not ours:
        raise Http404
    try:
        file = default_storage.open(name)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file,
        content_type=TYPES[ours[1]],
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )
