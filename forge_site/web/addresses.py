"""Addresses that are refused before any page reads them."""

from django.core.exceptions import BadRequest


def refuse_nul(get_response):
    """
    Middleware: answer 400 to an address that holds a NUL.

    None of ours does, and PostgreSQL cannot hold one in a text: looking such an address up
    (a slug, a reference, an old path) would be an error of the server's in place of a page
    that is missing.
    """

    def guarded(request):
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("The address holds a NUL.")
        return get_response(request)

    return guarded
