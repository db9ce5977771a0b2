"""No page outside the desk sets a cookie, whatever cookies a visitor comes with."""

from django.conf import settings


def none_outside_the_desk(get_response):
    """
    Middleware: take the cookies off what the public gets.

    No page of ours sets any, but Django answers a broken cookie of its own name (from another
    site on this host, or forged) with a new one or with its deletion.
    """
    desk_prefix = f"/{settings.ADMIN_PATH}/"

    def guarded(request):
        response = get_response(request)
        if not request.path_info.startswith(desk_prefix):
            response.cookies.clear()
        return response

    return guarded
