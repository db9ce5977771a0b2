"""What a visitor does with the booking page, for tests that speak HTTP."""

import re
from datetime import timedelta
from uuid import uuid4

from django.urls import reverse

from bookings.forms import stamp
from tests.bookings.factories import START

BOOK = "/free-intro/"
SLOT = "maya-ellison@2026-11-24T22:30Z"


def typed(**changes):
    """Return what a filled form posts, ten seconds after it was rendered."""
    return {
        "key": str(uuid4()),
        "stamp": stamp(),
        "slot": SLOT,
        "name": "Sam Rivera",
        "email": "sam.rivera@forge-fitness.net",
        "phone": "(212) 555-0117",
        "goal": "pain",
        "note": "Lower back has been sore since spring.",
        "website": "",
    } | changes


def post(client, headers=None, **changes):
    data = {name: value for name, value in typed(**changes).items() if value is not None}
    return client.post(reverse("bookings:book"), data, headers=headers)


def get(client, address=BOOK, **parameters):
    """Return the answer for `address` and its text."""
    answer = client.get(address, parameters)
    return answer, answer.content.decode()


def fields_of(html):
    """Return {name: value} of the hidden fields in `html`."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', html))


def slots_of(html):
    """Return the values of the times that can be chosen, in the order of the page."""
    return re.findall(r'name="slot" id="[^"]+" value="([^"]+)"', html)


def checked_of(html):
    """Return the value of the time that is marked, or None."""
    found = re.search(r'name="slot" id="[^"]+" value="([^"]+)" required checked', html)
    return found and found[1]


LATER = "maya-ellison@" + f"{START + timedelta(minutes=45):%Y-%m-%dT%H:%MZ}"
