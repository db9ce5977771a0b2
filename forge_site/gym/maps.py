"""Where the gym is, as addresses of the common map services. Links only: none is embedded."""

from urllib.parse import urlencode


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
