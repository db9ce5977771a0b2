"""What the tests of articles at the desk share."""

import pytest

from articles import related
from forge_site.gym.models import Gym


@pytest.fixture
def desk(admin_client):
    Gym.objects.current().save()
    return admin_client


@pytest.fixture(autouse=True)
def nothing_known_of_the_articles_of_another_test():
    """Rows of two tests have the same keys, so what a process remembers would not change."""
    related._known.clear()
