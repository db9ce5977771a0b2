"""The sketch of the way: directions are right, labels cover nothing, words say the same."""

from types import SimpleNamespace

import pytest

from forge_site.gym.models import Landmark
from forge_site.gym.plan import HEIGHT, LETTER, LINE, WIDTH, plan
from tests.bookings.factories import make_gym
from tests.pages.html import read


def place(name, bearing, minutes):
    return SimpleNamespace(name=name, bearing=bearing, minutes=minutes, towards="x")


def half_width(mark):
    return len(f"{mark.name} {mark.minutes} min") * LETTER / 2


class TestPlaces:
    @pytest.mark.parametrize(
        ("bearing", "across", "down"),
        [(0, 0, -1), (45, 1, -1), (90, 1, 0), (135, 1, 1), (180, 0, 1), (270, -1, 0)],
    )
    def test_lie_in_their_direction_with_north_above(self, bearing, across, down):
        (mark,) = plan([place("Park", bearing, 5)])
        signs = [(value > 1) - (value < -1) for value in (mark.x, mark.y)]
        assert signs == [across, down]

    def test_the_longer_way_lies_farther_out(self):
        near, far = plan([place("Far", 0, 20), place("Near", 0, 2)])
        assert (near.name, far.name) == ("Near", "Far")
        assert 60 < -near.y < -far.y < HEIGHT

    def test_labels_stay_inside_and_cover_no_other_and_not_the_gym(self):
        crowd = [place("Twenty-four letters long", turn * 45, 3 + turn) for turn in range(8)]
        crowd += [place("Again northward", 0, 7), place("Again east", 90, 7)]
        marks = plan(crowd)
        for mark in marks:
            assert abs(mark.label_x) + half_width(mark) <= WIDTH + LETTER
            assert LINE - HEIGHT <= mark.label_y <= HEIGHT
            # The pin is drawn from y -42 to 8, 18 to each side.
            is_beside = abs(mark.label_x) - half_width(mark) >= 18
            assert is_beside or not -42 <= mark.label_y <= 8, mark

    def test_two_in_one_place_are_moved_apart(self):
        first, second = plan([place("Bus stop", 90, 3), place("Bakery", 90, 3)])
        assert abs(first.label_y - second.label_y) >= LINE

    def test_nowhere_is_nothing(self):
        assert plan([]) == []


@pytest.mark.django_db
class TestOnThePage:
    def test_is_drawn_and_told(self, client):
        gym = make_gym()
        Landmark.objects.create(gym=gym, name="Bus <stop>", bearing=45, minutes=1)
        figure = read(client.get("/contact/")).one("figure", css="plan")
        told = figure.one("svg").get("aria-label")
        assert "Bus <stop>: 1 minute on foot to the northeast." in told
        assert figure.one("g", css="d-halo").one("text").text == "Bus <stop> 1 min"

    def test_without_places_there_is_the_point_on_the_map(self, client):
        make_gym(latitude="-33.86785", longitude="151.20732")
        figure = read(client.get("/contact/")).one("figure", css="plan")
        assert figure.one("svg").get("aria-label") == (
            "The gym lies at 33.86785° S, 151.20732° E."
        )
        assert "123 Example Street" in figure.text

    def test_with_nothing_known_nothing_is_drawn(self, client):
        make_gym()
        assert not read(client.get("/contact/")).all("figure")

    def test_places_are_written_on_the_page_of_the_gym(self, admin_client):
        make_gym()
        page = read(admin_client.get("/admin/gym/gym/1/change/"))
        assert page.one("select", name="landmarks-0-bearing")
