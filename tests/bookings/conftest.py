"""What the tests of bookings share: a gym at a known instant, with Maya in on Tuesdays."""

import pytest
import time_machine

from tests.bookings.acts import booked
from tests.bookings.factories import NOW, make_diary, make_gym


@pytest.fixture
def at_ten():
    """The clock stands at Sunday, 22 November 2026, 10:41 am in New York."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def gym(db, at_ten):
    return make_gym()


@pytest.fixture
def maya(gym):
    """Maya's diary, open Tuesdays from 5:30 pm to 8 pm: 5:30, 6:15 and 7 pm."""
    return make_diary(hours=[(1, "17:30", "20:00")], position=1)


@pytest.fixture
def marcus(gym):
    """Marcus's diary, open on the same evenings, second in the gym's order."""
    return make_diary("Marcus Tran", hours=[(1, "17:30", "20:00")], position=2)


@pytest.fixture
def intro(gym, maya):
    """Sam, booked with Maya as the page books."""
    return booked(gym, maya)


@pytest.fixture
def around(gym, admin_user):
    """What every act at the desk is handed."""
    return {"gym": gym, "now": NOW, "by": admin_user}


@pytest.fixture
def desk(admin_client, maya):
    """Somebody signed in, at a gym with one coach."""
    return admin_client
