"""The races of race.py, small, against a running gunicorn: one winner, no error, no overlap."""

import pytest

from tests.faults import databases, race
from tests.faults.ground import open_gym


@pytest.fixture(scope="module")
def race_site(migrated_site, tmp_path_factory, django_db_blocker):
    """A running site with open times, shared by the races: none needs the others' absence."""
    path = tmp_path_factory.mktemp("race")
    with django_db_blocker.unblock(), databases.copied(migrated_site, path) as folder:
        open_gym(folder.alias)
        yield folder.serve(**race.SETTINGS)


def test_fifty_clients_of_one_address_want_one_time(race_site):
    counted = race.for_one_time(race_site, clients=50, address="192.0.2.7")
    assert counted["broken"] == []


def test_twenty_clients_want_one_time_again_and_again(race_site):
    assert race.for_one_time(race_site, clients=20, rounds=3)["broken"] == []


def test_thirty_clients_try_several_of_twenty_times(race_site):
    counted = race.for_several_times(race_site, clients=30, tries=2)
    assert counted["broken"] == []
    assert counted["booked"] >= 3


def test_two_times_that_touch_leave_the_coach_no_pause_and_one_is_booked(race_site):
    assert race.for_neighbouring_times(race_site, clients=4, rounds=5)["broken"] == []


def test_the_same_form_fifty_times_is_one_intro_and_one_alert(race_site):
    assert race.with_one_key(race_site, clients=50)["broken"] == []


def test_one_person_gets_one_time(race_site):
    assert race.by_one_person(race_site, clients=10)["broken"] == []


def test_a_coachs_day_takes_no_more_than_it_should(race_site):
    assert race.for_one_day(race_site, clients=8)["broken"] == []
