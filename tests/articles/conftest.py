"""What the tests of articles at the desk share."""

import pytest

from forge_site.gym.models import Gym


@pytest.fixture
def desk(admin_client):
    Gym.objects.current().save()
    return admin_client
