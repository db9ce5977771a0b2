"""Who hears of a new intro, and how one learns that nobody does."""

import pytest
from django.core.checks import Tags, run_checks
from django.core.exceptions import ValidationError
from django.db import connection

from forge_site.gym.models import Gym
from forge_site.outbox.addresses import is_reserved, mailable
from forge_site.outbox.alerts import alert_problem, alert_recipients, those_alerted
from forge_site.outbox.checks import somebody_hears_of_new_intros


class TestMadeUpAddresses:
    """RFC 2606 §2 and §3, RFC 6761 §6."""

    @pytest.mark.parametrize(
        "address",
        [
            "a@example.com",
            "a@mail.Example.ORG",
            "a@example.net.",
            "a@gym.example",
            "a@gym.test",
            "a@gym.invalid",
            "a@localhost",
        ],
    )
    def test_are_known(self, address):
        assert is_reserved(address)

    @pytest.mark.parametrize(
        "address", ["a@forge-fitness.net", "a@myexample.com", "a@example.co", "a@test.com"]
    )
    def test_real_ones_are_not(self, address):
        assert not is_reserved(address)

    def test_each_address_is_mailed_once(self):
        assert mailable(["a@x.net", "", "b@example.com", "a@x.net", "c@x.net"]) == [
            "a@x.net",
            "c@x.net",
        ]


class TestWhoHears:
    def test_the_gyms_own_addresses_come_first(self, settings):
        settings.ALERT_EMAILS = ["boss@forge-fitness.net"]
        gym = Gym(alert_addresses="maya@forge-fitness.net\nx@example.com")
        assert alert_recipients(gym) == ["maya@forge-fitness.net"]
        assert alert_recipients(Gym()) == ["boss@forge-fitness.net"]
        assert alert_recipients(Gym(alert_addresses="x@example.com")) == [
            "boss@forge-fitness.net"
        ]
        assert alert_problem(gym) == ""

    def test_nobody(self):
        sentence = "Nobody hears of a new intro: the gym has no alert address."
        assert alert_problem(Gym()) == sentence

    def test_nobody_is_refused_with_the_sentence(self):
        assert those_alerted(Gym(alert_addresses="maya@forge-fitness.net")) == [
            "maya@forge-fitness.net"
        ]
        with pytest.raises(ValidationError, match="the gym has no alert address"):
            those_alerted(Gym())

    @pytest.mark.django_db
    def test_the_gym_is_read_once(self, django_assert_max_num_queries):
        """The gym and what comes with it: four queries."""
        Gym(alert_addresses="maya@forge-fitness.net").save()
        with django_assert_max_num_queries(4):
            assert those_alerted() == ["maya@forge-fitness.net"]

    def test_only_made_up_ones(self, settings):
        one = Gym(alert_addresses="x@example.com")
        assert alert_problem(one) == (
            "Nobody hears of a new intro: x@example.com is a made-up address."
        )
        settings.ALERT_EMAILS = ["y@gym.test"]
        assert alert_problem(one).endswith("x@example.com, y@gym.test are made-up addresses.")


class TestTheCheck:
    @pytest.mark.django_db
    def test_warns_when_the_database_is_asked(self):
        [warning] = somebody_hears_of_new_intros(None, databases=["default"])
        assert warning.id == "forge.W001"
        Gym(alert_addresses="maya@forge-fitness.net").save()
        assert somebody_hears_of_new_intros(None, databases=["default"]) == []

    def test_a_plain_check_reads_no_database(self):
        """Without the django_db mark a query would be an error."""
        assert "forge.W001" not in [found.id for found in run_checks()]
        assert "forge.W001" not in [found.id for found in run_checks(tags=[Tags.security])]
        assert somebody_hears_of_new_intros(None, databases=None) == []

    @pytest.mark.django_db(transaction=True)
    def test_it_is_silent_before_the_first_migrate(self):
        table = Gym._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME TO elsewhere")
        try:
            assert somebody_hears_of_new_intros(None, databases=["default"]) == []
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE elsewhere RENAME TO {table}")

    @pytest.mark.django_db(transaction=True)
    def test_it_is_silent_before_the_next_migrate(self):
        table = Gym._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} RENAME COLUMN reply_to TO elsewhere")
        try:
            assert somebody_hears_of_new_intros(None, databases=["default"]) == []
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"ALTER TABLE {table} RENAME COLUMN elsewhere TO reply_to")
