"""How much may be sent to the site: a form's worth, unless staff who are signed in send it."""

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import RequestDataTooBig

from forge_site.web.desk_addresses import is_desk

# A pasted letter fits many times over, and comes back whole with the reason it is refused.
LONGEST_FORM_BYTES = 256 * 1024


class BodiesMiddleware:
    """
    Refuse what is longer than a form, by the length it states, before anything reads it.

    Django limits what it holds in memory (DATA_UPLOAD_MAX_MEMORY_SIZE) and writes files of
    any size to disk, whether a form takes files or not: one visitor could fill the disk. A
    body without a stated length is read by nobody (WSGI has none then).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if length_of(request) > LONGEST_FORM_BYTES and not self.is_from_staff(request):
            raise RequestDataTooBig(f"More than {LONGEST_FORM_BYTES} bytes were sent.")

    def is_from_staff(self, request):
        return is_desk(request.path_info) and SESSION_KEY in request.session


def length_of(request):
    """Return the bytes the body of `request` is said to have; 0 if that is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH"))
    except (TypeError, ValueError):
        return 0  # and so reads Django: WSGIRequest takes no body then
