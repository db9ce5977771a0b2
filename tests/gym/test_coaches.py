"""Coaches of one first name: told apart wherever they are called by it, and nobody else."""

from importlib import import_module

import pytest
from django.apps import apps

from forge_site import sample
from forge_site.gym.models import Coach
from forge_site.gym.models.people import surname_needed
from tests.bookings.factories import make_coach


def names():
    """Return what the coaches are called, in the gym's order."""
    return [coach.first_name for coach in Coach.objects.all()]


class TestSurnameNeeded:
    @pytest.mark.parametrize(
        ("name", "others", "needed"),
        [
            ("Sam Keller", [], ""),
            ("Sam Keller", ["Maya Ellison", "Samantha Keller"], ""),
            ("Sam Keller", ["Sam Lopez"], "K."),
            ("Sam Keller", ["sam lopez"], "K."),
            ("Sam van Dyke", ["Sam Lopez"], "D."),
            ("Sam Keller", ["Sam Lopez", "Sam Klein"], "Keller"),
            ("Sam van Keller", ["Sam Klein"], "van Keller"),
            ("Sam", ["Sam Lopez"], ""),
            ("Sam Keller (PT)", ["Sam Lopez"], "K."),
            ("Sam Keller", ["Sam"], "K."),
            ("Sam", ["Sam"], ""),
            ("", ["", "Sam"], ""),
        ],
    )
    def test_the_initial_and_the_whole_where_that_is_shared(self, name, others, needed):
        assert surname_needed(name, others) == needed


@pytest.mark.django_db
class TestCoaches:
    def test_one_of_a_name_is_called_by_it(self):
        make_coach("Sam Keller")
        make_coach("Maya Ellison")
        assert names() == ["Maya", "Sam"]

    def test_two_get_an_initial_with_the_second_and_lose_it_with_one_of_them(self):
        keller, lopez = make_coach("Sam Keller"), make_coach("Sam Lopez")
        assert (names(), lopez.first_name) == (["Sam K.", "Sam L."], "Sam L.")
        lopez.name = "Alex Lopez"
        lopez.save()
        assert names() == ["Alex", "Sam"]
        keller.name = "Alex Keller"
        keller.save()
        assert names() == ["Alex K.", "Alex L."]

    def test_who_has_left_is_told_from_who_is_here(self):
        keller, _ = make_coach("Sam Keller"), make_coach("Sam Lopez")
        keller.is_active = False
        keller.save()
        assert names() == ["Sam K.", "Sam"]

    def test_a_sample_that_is_taken_away_leaves_the_name(self):
        make_coach("Sam Lopez")
        make_coach("Sam Keller", is_sample=True)
        sample.remove()
        assert names() == ["Sam"]

    def test_those_of_a_site_before_this_are_told_apart_by_its_migration(self):
        for name in ("Alex Reed", "Sam Keller", "Sam Klein", "Sam Lopez"):
            make_coach(name)
        make_coach("Sam Long", is_active=False)
        written = names()
        Coach.objects.update(surname_shown="")
        migration = import_module("forge_site.gym.migrations.0011_coaches_told_apart")
        migration.tell_apart(apps, None)
        assert names() == written == ["Alex", "Sam Keller", "Sam Klein", "Sam Long", "Sam L."]
