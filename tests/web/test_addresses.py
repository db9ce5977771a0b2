"""An address with a NUL in it is refused as a whole, on either database alike."""

import pytest

PLACES = [
    "/free-intro/done/{}/",
    "/articles/preview/{}/",
    "/no-such-page-{}/",
    "/media/{}",
    "/{}",
]


class TestNul:
    @pytest.mark.parametrize("place", PLACES)
    def test_in_a_path_is_a_bad_request(self, client, place):
        answer = client.get(place.format("a%00b"))
        assert answer.status_code == 400
        assert "Content-Security-Policy" in answer.headers

    @pytest.mark.parametrize("query", ["q=a%00b", "%00=1", "from=a%00"])
    def test_in_a_query_string_as_well(self, client, query):
        assert client.get(f"/articles/search/?{query}").status_code == 400

    @pytest.mark.django_db
    def test_a_percent_sign_before_zeros_is_none(self, client):
        assert client.get("/articles/search/?q=%2500").status_code == 200
