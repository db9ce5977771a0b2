"""
The next page, fetched while a reader's pointer rests on its link (HTML, speculation rules).

The rules are a static file that public pages name in a header: written into the page they
would be an inline script, which the policy blocks. They name plain pages alone: no address
with a query (a search is counted), none of the booking pages, no file. Browsers that do not
know the header ignore it; those told to save data fetch nothing ahead.
"""

from functools import cached_property

from django.templatetags.static import static

from forge_site.web.desk_addresses import is_desk

RULES = "js/prefetch.speculationrules"


class PrefetchingMiddleware:
    """Name the rules on every public page that may be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    @cached_property
    def rules(self):
        return f'"{static(RULES)}"'

    def __call__(self, request):
        response = self.get_response(request)
        if self.is_public_page(request, response):
            response.headers["Speculation-Rules"] = self.rules
        return response

    def is_public_page(self, request, response):
        return (
            response.status_code == 200
            and response.get("Content-Type", "").startswith("text/html")
            and not is_desk(request.path_info)
            and "no-store" not in response.get("Cache-Control", "")
        )
