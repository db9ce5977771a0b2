"""What is held back, what is not, and that nobody is told."""

from datetime import timedelta

import pytest
from django.core.signing import TimestampSigner

from bookings import quarantine
from bookings.forms import is_our_stamp, stamp
from bookings.models import Intro, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW, START, make_intro
from tests.bookings.visitor import post

pytestmark = pytest.mark.django_db
PERSON = {"name": "Sam Rivera", "email": "sam@forge-fitness.net", "note": ""}


def verdict(**changes):
    return quarantine.verdict(
        **{
            "person": PERSON,
            "trap": "",
            "stamp_is_ours": True,
            "network_key": "home",
            "now": NOW,
        }
        | changes
    )


class TestHeldBack:
    @pytest.mark.parametrize(
        "sign",
        [
            {"website": "https://spam.test"},
            {"stamp": ""},
            {"stamp": None},
            {"stamp": "intro:1abcde:forged"},
            {"name": "www.spam.test"},
            {"note": "http://a.test and http://b.test"},
        ],
    )
    def test_holds_no_time_mails_nobody_and_says_a_coach_will_write(self, client, maya, sign):
        answer = post(client, **sign)
        intro = Intro.objects.get()
        assert answer.status_code == 303
        assert (intro.status, intro.starts_at) == (Status.QUARANTINED, None)
        assert (intro.wished_diary, intro.wished_at) == (maya, START)
        assert intro.quarantine_reason
        assert not OutboxEmail.objects.exists()
        page = client.get(answer["Location"]).content.decode()
        assert "Nothing is booked yet" in page
        assert "You are in" not in page

    @pytest.mark.parametrize("address", ["https://www.a.test/x", "www.a.test", "http://a.test"])
    def test_one_link_in_the_note_is_no_sign(self, address):
        assert not verdict(person=PERSON | {"note": f"This is me: {address}"})

    def test_a_request_can_be_held_back_too(self, client, maya):
        post(client, ask="1", website="x", days=["Monday"])
        intro = Intro.objects.get()
        assert (intro.status, intro.wished_days) == (Status.QUARANTINED, "Monday")

    def test_a_time_that_is_taken_comes_first(self, client, maya):
        make_intro(diary=maya)
        assert post(client, website="x").status_code == 409


class TestNotHeldBack:
    def test_a_form_filled_within_a_second(self, client, maya):
        assert post(client, stamp=stamp()).status_code == 303
        assert Intro.objects.get().status == Status.BOOKED

    def test_a_form_that_stayed_open_for_a_week(self, client, maya):
        signer = TimestampSigner(salt="bookings.form")
        signer.timestamp = lambda: "1abcde"
        assert is_our_stamp(signer.sign("intro"))

    def test_one_link_in_the_note(self):
        note = "My scan: https://clinic.test/report"
        assert verdict(person=PERSON | {"note": note}) == ""


class TestLimits:
    def test_per_address_a_day(self, settings):
        settings.INTROS_PER_ADDRESS_A_DAY = 2
        for hours in (1, 23):
            make_intro(
                email=PERSON["email"],
                status=Status.REQUESTED,
                created_at=NOW - timedelta(hours=hours),
            )
        assert "this e-mail address" in verdict()
        assert verdict(person=PERSON | {"email": "other@forge-fitness.net"}) == ""
        assert verdict(now=NOW + timedelta(hours=2)) == ""

    def test_per_network_an_hour(self, settings):
        settings.INTROS_PER_NETWORK_AN_HOUR = 1
        make_intro(status=Status.REQUESTED, network_key="home")
        assert "the same network" in verdict()
        assert verdict(network_key="elsewhere") == ""
        assert verdict(network_key="") == ""
        assert verdict(now=NOW + timedelta(hours=1)) == ""

    def test_a_network_is_the_64_of_the_address_our_proxy_wrote(self, client, maya, settings):
        settings.TRUSTED_PROXIES, settings.INTROS_PER_NETWORK_AN_HOUR = 1, 1
        statuses = []
        for number, forwarded in enumerate(
            (
                "2001:db8:1:2::1",
                "2001:db8:1:2:ffff::9",
                "2001:db8:1:3::1",
                "2001:db8:1:9::1, 2001:db8:1:3::2",  # the first is what the visitor claims
            )
        ):
            post(
                client,
                headers={"X-Forwarded-For": forwarded},
                ask="1",
                email=f"v{number}@forge-fitness.net",
            )
            statuses.append(Intro.objects.latest("pk").status)
        assert statuses == ["requested", "quarantined", "requested", "quarantined"]

    def test_over_all_an_hour(self, settings):
        settings.INTROS_AN_HOUR = 1
        make_intro(status=Status.REQUESTED)
        assert "everybody" in verdict()

    def test_what_is_held_back_counts_against_its_own_network_alone(self, settings):
        settings.INTROS_AN_HOUR = settings.INTROS_PER_NETWORK_AN_HOUR = 2
        settings.INTROS_PER_ADDRESS_A_DAY = 2
        for _ in range(2):
            make_intro(
                email=PERSON["email"], status=Status.QUARANTINED, network_key="a machine"
            )
        assert verdict() == ""
        assert "the same network" in verdict(network_key="a machine")

    def test_zero_is_no_limit_and_samples_count_nowhere(self, settings):
        settings.INTROS_AN_HOUR = 1
        make_intro(status=Status.REQUESTED, is_sample=True)
        assert verdict() == ""
        make_intro(status=Status.REQUESTED)
        settings.INTROS_AN_HOUR = 0
        assert verdict() == ""

    def test_refused_posts_count_nowhere(self, client, maya, settings):
        settings.INTROS_PER_NETWORK_AN_HOUR = 1
        for _ in range(3):
            assert post(client, name="").status_code == 422
        assert post(client).status_code == 303
        assert Intro.objects.get().status == Status.BOOKED

    def test_it_costs_one_query(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            verdict()
