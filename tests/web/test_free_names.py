"""The next name that nobody has."""

import pytest

from forge_site.gym.models import Page
from forge_site.web.free_names import free_name, free_slug


class TestAName:
    def test_that_is_free_stays(self):
        assert free_name("bar", {"bars"}, 80) == "bar"

    def test_that_is_taken_is_counted_on(self):
        assert free_name("bar", {"bar"}, 80) == "bar-2"
        assert free_name("bar", {"bar", *(f"bar-{n}" for n in range(2, 12))}, 80) == "bar-12"

    def test_is_never_longer_than_there_is_room(self):
        taken = {"barbell", *(f"barbe-{n}" for n in range(2, 10))}
        assert free_name("barbell", taken, 7) == "barb-10"


@pytest.mark.django_db
def test_an_address_is_free_among_the_rows_of_its_model():
    longest = "a" * 50  # of a page
    for slug in ("lift", "lift-2", "lifting", longest):
        Page.objects.create(title=slug, slug=slug)
    assert free_slug(Page.objects.all(), "lift") == "lift-3"
    assert free_slug(Page.objects.all(), longest) == "a" * 48 + "-2"
