"""HEAD as the server sees it: the test client would drop a body by itself."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory

pytestmark = pytest.mark.django_db


def answer(method, path):
    """Return the status, the headers and the body that leave the application."""
    said = []
    environ = getattr(RequestFactory(), method)(path).environ
    parts = get_wsgi_application()(environ, lambda *line: said.extend(line))
    body = b"".join(parts)
    parts.close()  # as a server does, which ends the file of a picture
    return said[0], dict(said[1]), body


@pytest.mark.parametrize("path", ["/robots.txt", "/nope/", "/free-intro/"])
def test_an_answer_to_head_has_the_headers_of_get_and_no_body(path):
    status, headers, body = answer("get", path)
    assert body
    empty_status, empty_headers, nothing = answer("head", path)
    assert (empty_status, nothing) == (status, b"")
    assert empty_headers["Content-Length"] == headers["Content-Length"]
    assert empty_headers["Content-Type"] == headers["Content-Type"]


def test_a_picture_is_not_sent_either(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    name = "pictures/bell-480-0123456789ab.jpg"
    (tmp_path / "pictures").mkdir()
    (tmp_path / name).write_bytes(b"picture")
    assert answer("get", f"/media/{name}")[2] == b"picture"
    status, headers, body = answer("head", f"/media/{name}")
    assert (status, headers["Content-Length"], body) == ("200 OK", "7", b"")
