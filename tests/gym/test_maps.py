"""Links to map services, by map point or by address."""

from decimal import Decimal

from forge_site.gym.maps import map_links
from forge_site.gym.models import Gym


def urls(gym):
    return [link["url"] for link in map_links(gym)]


def test_a_map_point_is_exact():
    gym = Gym(name="Forge & Co", latitude=Decimal("40.71278"), longitude=Decimal("-74.00594"))
    assert urls(gym) == [
        "https://www.google.com/maps/search/?api=1&query=40.71278%2C-74.00594",
        "https://maps.apple.com/?ll=40.71278%2C-74.00594&q=Forge+%26+Co",
        "https://www.openstreetmap.org/?mlat=40.71278&mlon=-74.00594#map=17/40.71278/-74.00594",
    ]


def test_an_address_is_searched_for():
    assert urls(Gym(street="1 Main St", locality="Troy")) == [
        "https://www.google.com/maps/search/?api=1&query=1+Main+St%2C+Troy",
        "https://maps.apple.com/?q=1+Main+St%2C+Troy",
        "https://www.openstreetmap.org/search?query=1+Main+St%2C+Troy",
    ]


def test_without_either_there_is_no_link():
    assert urls(Gym(name="Forge")) == []
