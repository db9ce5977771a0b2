"""A visitor who comes with broken cookies gets none in return."""

import pytest

from tests.pages.factories import full_gym

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("broken", [{"csrftoken": "<b>"}, {"sessionid": "short"}])
@pytest.mark.parametrize("path", ["/", "/free-intro/", "/no-such-page/"])
def test_a_public_page_sets_none(client, broken, path):
    full_gym()
    for name, value in broken.items():
        client.cookies[name] = value
    answer = client.get(path)
    assert not answer.cookies


def test_the_desk_sets_its_own(client):
    assert "csrftoken" in client.get("/admin/login/").cookies
