"""A slip in the address: asked about, mended with one tap, never refused."""

import pytest

from bookings import links, services
from bookings.models import Intro, Status
from bookings.typos import suggestion
from forge_site.outbox.models import OutboxEmail
from tests.bookings.acts import booked
from tests.bookings.factories import NOW
from tests.bookings.visitor import LATER, post

WEEK_LATER = "maya-ellison@2026-12-01T22:30Z"


class TestSuggestion:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [
            ("sam@gmial.com", "sam@gmail.com"),
            ("sam@gmal.com", "sam@gmail.com"),
            ("sam@gmaill.com", "sam@gmail.com"),
            ("sam@gmail.con", "sam@gmail.com"),
            ("sam@gmail.co", "sam@gmail.com"),
            ("sam@hotmial.com", "sam@hotmail.com"),
            ("sam@yaho.com", "sam@yahoo.com"),
            ("sam@outlok.com", "sam@outlook.com"),
            ("sam@iclod.com", "sam@icloud.com"),
        ],
    )
    def test_one_slip_is_seen(self, typed, meant):
        assert suggestion(typed) == meant

    @pytest.mark.parametrize(
        "typed",
        [
            "sam@gmail.com", "sam@ymail.com", "sam@mail.com", "sam@gmx.net", "sam@yahoo.fr",
            "sam@forge-fitness.net", "sam@company.com", "sam", "", "@", "sam@",
        ],
    )  # fmt: skip
    def test_what_is_right_or_somebodys_own_is_left_alone(self, typed):
        assert suggestion(typed) == ""


@pytest.mark.django_db
class TestOnThePage:
    def test_the_intro_is_booked_and_one_tap_mends_the_address(self, client, maya):
        answer = post(client, email="sam@gmial.com")
        assert answer.status_code == 303
        page = client.get(answer["Location"]).content.decode()
        assert "Did you mean sam@gmail.com?" in page
        assert Intro.objects.get().status == Status.BOOKED
        link = page.partition('class="notice stack" action="')[2].partition('"')[0]
        assert client.post(link, {"act": "email", "email": "sam@gmail.com"}).status_code == 303
        assert Intro.objects.get().email == "sam@gmail.com"
        confirmations = OutboxEmail.objects.filter(kind="confirmation").order_by("pk")
        assert confirmations.last().to == ["sam@gmail.com"]
        waiting = OutboxEmail.objects.filter(kind__startswith="reminder")
        assert {mail.to[0] for mail in waiting} == {"sam@gmail.com"}
        assert "Did you mean" not in client.get(answer["Location"]).content.decode()

    def test_the_same_address_booked_before_leaves_two_each_with_its_own_link(
        self, client, gym, maya
    ):
        """Both were promised. A third is a request again, with a letter about the next."""
        first = booked(gym, maya, person={"name": "Sam Rivera", "email": "sam@gmail.com"})
        page = client.get(post(client, email="sam@gmial.com", slot=LATER)["Location"]).text
        link = page.partition('class="notice stack" action="')[2].partition('"')[0]
        thanks = client.post(link, {"act": "email", "email": "sam@gmail.com"})["Location"]
        assert "You are in" in client.get(thanks).text
        second = Intro.objects.latest("pk")
        for intro in (first, second):
            planned = OutboxEmail.objects.about(intro.key).filter(kind__startswith="reminder")
            assert [mail.to for mail in planned] == [["sam@gmail.com"]] * 2
            assert all(links.manage_url(intro) in mail.text for mail in planned)
        changed = OutboxEmail.objects.get(kind="alert_changed")
        assert "They have asked 1 time before." in changed.text
        third = post(client, email="sam@gmail.com", slot=WEEK_LATER)
        assert "Nothing is booked yet" in client.get(third["Location"]).text
        assert links.manage_url(first) in OutboxEmail.objects.get(kind="already").text
        services.cancel(intro=first, gym=gym, now=NOW)
        second.refresh_from_db()
        assert second.status == Status.BOOKED
        planned = OutboxEmail.objects.filter(kind__startswith="reminder")
        assert {mail.about for mail in planned} == {second.key}

    def test_so_is_that_of_a_request_and_the_gym_is_told(self, client, maya):
        asked = post(client, email="sam@gmial.com", ask="1", slot=None)["Location"]
        page = client.get(asked).content.decode()
        link = page.partition('class="notice stack" action="')[2].partition('"')[0]
        client.post(link, {"act": "email", "email": "sam@gmail.com"})
        request = Intro.objects.get()
        assert (request.email, request.status) == ("sam@gmail.com", Status.REQUESTED)
        alert, changed = OutboxEmail.objects.order_by("pk")
        assert (alert.kind, changed.kind) == ("alert_request", "alert_changed")
        assert changed.subject == "Changed: Sam Rivera, no time yet"
        assert changed.reply_to == "sam@gmail.com"
        assert "Did you mean" not in client.get(asked).content.decode()

    def test_whoever_is_held_back_sees_the_same_and_mails_nobody(self, client, maya):
        held = post(client, email="sam@gmial.com", website="x")["Location"]
        page = client.get(held).content.decode()
        link = page.partition('class="notice stack" action="')[2].partition('"')[0]
        client.post(link, {"act": "email", "email": "sam@gmail.com"})
        assert Intro.objects.get().email == "sam@gmail.com"
        assert not OutboxEmail.objects.exists()

    def test_no_other_address_can_be_put_there(self, client, maya):
        page = client.get(post(client, email="sam@gmial.com")["Location"]).content.decode()
        link = page.partition('class="notice stack" action="')[2].partition('"')[0]
        client.post(link, {"act": "email", "email": "victim@forge-fitness.net"})
        assert Intro.objects.get().email == "sam@gmial.com"
