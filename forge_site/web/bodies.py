"""How much may be sent to the site: a form's worth, unless staff who are signed in send it."""

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import redirect_to_login
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

    At the desk, who is not signed in is shown where to sign in, as with a short form: a
    session may end while a picture is chosen. The pages open to anybody there, to sign in
    on or to ask for a new password, refuse like any other.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if length_of(request) <= LONGEST_FORM_BYTES:
            return None
        if is_desk(request.path_info):
            if SESSION_KEY in request.session:
                return None
            match = request.resolver_match
            if match.app_name == "admin" and match.view_name != settings.LOGIN_URL:
                return redirect_to_login(request.get_full_path())
        raise RequestDataTooBig(f"More than {LONGEST_FORM_BYTES} bytes were sent.")


def length_of(request):
    """Return the bytes the body of `request` is said to have; 0 if that is no number."""
    try:
        return int(request.META.get("CONTENT_LENGTH"))
    except (TypeError, ValueError):
        return 0  # and so reads Django: WSGIRequest takes no body then
