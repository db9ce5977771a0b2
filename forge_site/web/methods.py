"""
Which methods the public pages answer to: those that read, and POST where a form is.

One rule for all of them, in front of the check of the form token: without it a POST to a
page that only reads would be told that its token is missing, as if one could help, and
what comes as a class of Django's (the feeds) would answer to anything.
"""

from django.http import HttpResponseNotAllowed

from forge_site.web.desk_addresses import is_desk

READING = ["GET", "HEAD"]


class MethodsMiddleware:
    """
    Answer 405 with the methods allowed (RFC 9110 §15.5.6) outside the desk.

    A view with a form of visitors is known by its `csrf_exempt`, which each of them has.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if is_desk(request.path_info):
            return None
        has_form = getattr(view, "csrf_exempt", False)
        allowed = [*READING, "POST"] if has_form else READING
        return None if request.method in allowed else HttpResponseNotAllowed(allowed)
