"""Answers to HEAD: the headers of the page, and nothing of its body."""


def without_body(get_response):
    """
    Leave the body out where only the headers were asked for (RFC 9110, 9.3.2).

    Views build the whole page for its length; gunicorn drops it, with a warning in the log
    for each request of a monitor or a link checker.
    """

    def middleware(request):
        response = get_response(request)
        if request.method == "HEAD":
            if response.streaming:
                response.streaming_content = ()
            else:
                response.content = b""
        return response

    return middleware
