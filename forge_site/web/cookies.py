"""No page outside the desk sets a cookie, whatever cookies a visitor comes with."""

from forge_site.web.desk_addresses import is_desk


def none_outside_the_desk(get_response):
    """
    Middleware: take the cookies off what the public gets.

    No page of ours sets any, but Django answers a broken cookie of its own name (from another
    site on this host, or forged) with a new one or with its deletion.
    """

    def guarded(request):
        response = get_response(request)
        if not is_desk(request.path_info):
            response.cookies.clear()
        return response

    return guarded
