"""Where the gym is, as addresses of the common map services. Links only: none is embedded."""

from urllib.parse import urlencode


def point_words(gym):
    """Return the map point as maps write it: "40.71278° N, 74.00594° W", "" without one."""
    if gym.latitude is None:
        return ""
    north = f"{abs(gym.latitude):.5f}° {'N' if gym.latitude >= 0 else 'S'}"
    return f"{north}, {abs(gym.longitude):.5f}° {'E' if gym.longitude >= 0 else 'W'}"


def map_links(gym):
    """
    Return [{"name", "url"}] for `gym`, by its map point if it has one, else by its address.

    Empty without either. Sources: Google "Maps URLs", Apple "Map Links", the address
    parameters of openstreetmap.org.
    """
    if gym.latitude is not None:
        point = f"{gym.latitude},{gym.longitude}"
        apple = {"ll": point, "q": gym.name}
        openstreetmap = f"?{urlencode({'mlat': gym.latitude, 'mlon': gym.longitude})}"
        openstreetmap += f"#map=17/{gym.latitude}/{gym.longitude}"
    elif gym.address_line:
        point = gym.address_line
        apple = {"q": point}
        openstreetmap = f"search?{urlencode({'query': point})}"
    else:
        return []
    google = urlencode({"api": 1, "query": point})
    return [
        {"name": "Google Maps", "url": f"https://www.google.com/maps/search/?{google}"},
        {"name": "Apple Maps", "url": f"https://maps.apple.com/?{urlencode(apple)}"},
        {"name": "OpenStreetMap", "url": f"https://www.openstreetmap.org/{openstreetmap}"},
    ]
