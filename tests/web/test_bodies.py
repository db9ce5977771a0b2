"""What is far too long for a form is not read, whoever it claims to be for."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from forge_site.web.bodies import LONGEST_FORM_BYTES

pytestmark = pytest.mark.django_db

TOO_LONG = b"x" * (LONGEST_FORM_BYTES + 1)


def file():
    return {"file": SimpleUploadedFile("a.txt", TOO_LONG)}


@pytest.fixture
def files_read(monkeypatch):
    """The names of the files that were taken from a body."""
    read = []
    monkeypatch.setattr(
        "django.http.request.HttpRequest.parse_file_upload",
        lambda request, *_: read.append(request.path) or ({}, {}),
    )
    return read


@pytest.mark.parametrize(
    "path", ["/free-intro/", "/contact/", "/admin/login/", "/admin/password/"]
)
def test_a_visitors_file_is_not_read(client, files_read, path):
    assert client.post(path, file()).status_code == 400
    assert files_read == []


def test_nor_is_one_with_a_made_up_login(client, files_read):
    client.cookies["sessionid"] = "a" * 32
    assert client.post("/admin/login/", file()).status_code == 400
    assert files_read == []


def test_that_of_staff_is(admin_client, files_read):
    path = reverse("admin:gym_picture_add")
    admin_client.post(path, file())
    assert files_read == [path]
    assert admin_client.post("/free-intro/", file()).status_code == 400


@pytest.mark.parametrize(
    "name",
    ["admin:gym_picture_add", "admin:articles_article_add", "admin:gym_redirect_changelist"],
)
def test_staff_whose_session_has_ended_are_asked_to_sign_in(admin_client, files_read, name):
    path = reverse(name)
    admin_client.logout()
    answer = admin_client.post(f"{path}?of=2", file())
    assertRedirects(answer, f"/admin/login/?next={path}%3Fof%3D2")
    assert files_read == []


def test_a_text_that_somebody_pasted_comes_back_whole(client):
    answer = client.post("/contact/", {"note": "lift " * 20_000})
    assert answer.status_code == 422
    assert answer.content.count(b"lift ") >= 20_000


@pytest.mark.parametrize("stated", ["", "-1", "abc", "9" * 5_000])
def test_a_length_that_is_none_is_no_error(client, stated):
    assert client.post("/free-intro/", CONTENT_LENGTH=stated).status_code in (400, 422)
