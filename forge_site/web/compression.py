"""GZip for public HTML that holds no secret. The desk's pages hold tokens: never those."""

from django.middleware.gzip import GZipMiddleware

from forge_site.web.desk_addresses import is_desk

TEXT = ("text/", "application/json", "application/xml", "application/rss", "application/atom")


class PublicGZipMiddleware(GZipMiddleware):
    """
    Compress public text; leave the desk alone (BREACH: a secret beside what a visitor can
    write must not be compressed with it).
    """

    def process_response(self, request, response):
        if is_desk(request.path_info):
            return response
        if getattr(response, "holds_a_secret", False):
            return response
        if not response.get("Content-Type", "").startswith(TEXT):
            return response  # a picture gains nothing and would lose its length
        return super().process_response(request, response)
