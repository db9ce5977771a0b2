"""Writing to the gym: a message is stored as a request, guarded as a booking is."""

from uuid import uuid4

import pytest
import time_machine
from django.db import OperationalError
from django.forms import model_to_dict

from bookings import services
from bookings.admin.intro_forms import PersonForm
from bookings.availability import OpenTime
from bookings.forms import stamp
from bookings.models import Diary, Intro, Status
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times
from tests.bookings.factories import NOW, make_diary, make_gym
from tests.bookings.visitor import fields_of
from tests.pages.html import read

pytestmark = pytest.mark.django_db
CONTACT = "/contact/"


@pytest.fixture(autouse=True)
def gym():
    make_diary(hours=[(day, "06:00", "20:00") for day in range(7)])
    return make_gym()


def typed(**changes):
    return {
        "key": str(uuid4()),
        "stamp": stamp(),
        "name": "Sam Rivera",
        "email": "sam.rivera@forge-fitness.net",
        "phone": "",
        "note": "Is the door step-free?",
        "website": "",
    } | changes


def post(client, headers=None, **changes):
    return client.post(CONTACT, typed(**changes), headers=headers)


def kinds():
    return sorted(OutboxEmail.objects.values_list("kind", flat=True))


class TestAMessage:
    def test_is_a_request_that_the_gym_hears_of(self, client):
        answer = post(client, phone="(212) 555-0117")
        intro = Intro.objects.get()
        assert (answer.status_code, answer["Location"]) == (
            303,
            f"/free-intro/done/{intro.reference}/",
        )
        assert intro.status == Status.REQUESTED and intro.starts_at is None
        assert (intro.name, intro.phone) == ("Sam Rivera", "+12125550117")
        assert intro.note == "Is the door step-free?"
        assert intro.campaign == "Contact form"
        assert kinds() == ["alert_request", "received"]
        alert = OutboxEmail.objects.get(kind="alert_request")
        assert "Is the door step-free?" in alert.text and "(212) 555-0117" in alert.text

    def test_is_thanked_for_without_promising_a_time(self, client):
        page = read(client.get(post(client)["Location"])).one("main")
        assert page.one("h1").text == "Thank you, Sam"
        lede = "Nothing is booked yet: a coach will write back."
        assert page.one("p", css="lede").text == lede
        assert [dt.text for dt in page.all("dt")] == ["Reach you", "In a hurry"]

    def test_is_acknowledged_without_a_word_that_was_typed(self, client):
        post(client, name="Buy http://x.test now", note="Win at https://spam.test")
        letter = OutboxEmail.objects.filter(kind="received").first()
        assert letter is None  # held back: the name holds an address
        post(client, name="Sam <b>Pills</b>", note="Win at spam dot test")
        letter = OutboxEmail.objects.get(kind="received")
        assert letter.to == ["sam.rivera@forge-fitness.net"]
        for text in (letter.subject, letter.text, letter.html):
            assert "spam dot test" not in text and "Pills" not in text
        assert "a coach will write back" in letter.text

    def test_carries_the_campaign_that_brought_them(self, client):
        page = client.get(CONTACT + "?utm_source=flyer&utm_campaign=spring")
        hidden = fields_of(page.content.decode())
        assert hidden["campaign"] == "flyer / spring"
        post(client, campaign=hidden["campaign"])
        assert Intro.objects.get().campaign == "flyer / spring"

    def test_sent_twice_is_one(self, client):
        twice = typed()
        first, second = client.post(CONTACT, twice), client.post(CONTACT, twice)
        assert first["Location"] == second["Location"]
        assert Intro.objects.count() == 1 and len(kinds()) == 2


class TestAPhoneNumber:
    """Somebody who would rather be called leaves no address."""

    def test_is_enough_and_only_the_gym_is_mailed(self, client):
        thanks = client.get(post(client, email="", phone="212 555 0117")["Location"])
        assert "(212) 555-0117" in thanks.content.decode()
        assert "a coach will call you back." in thanks.content.decode()
        assert Intro.objects.get().email == ""
        assert kinds() == ["alert_request"]
        alert = OutboxEmail.objects.get()
        assert "mailto:" not in alert.html and not alert.reply_to

    def test_of_two_people_makes_them_no_one_person(self, client, settings):
        settings.INTROS_PER_ADDRESS_A_DAY = 1
        post(client, email="", phone="212 555 0117")
        post(client, email="", phone="212 555 0118", name="Kim")
        statuses = set(Intro.objects.values_list("status", flat=True))
        assert statuses == {Status.REQUESTED}
        alert = OutboxEmail.objects.order_by("pk").last()
        assert "First time we hear from them." in alert.text

    @time_machine.travel(NOW, tick=False)
    def test_can_be_given_a_time_at_the_desk(self, client, admin_client, gym):
        post(client, email="", phone="212 555 0117")
        intro = Intro.objects.get()
        page = admin_client.get(f"/admin/bookings/intro/{intro.pk}/change/")
        assert page.status_code == 200 and "mailto:" not in page.content.decode()
        assert admin_client.get("/admin/bookings/intro/").status_code == 200
        start = NOW.replace(year=2027)
        end = start.replace(hour=start.hour + 1)
        agreed = OpenTime(start, end, Diary.objects.get(), gym.zone)
        services.give_time(intro=intro, open_time=agreed, gym=gym, now=NOW, by=None)
        assert not [mail for mail in OutboxEmail.objects.all() if not any(mail.to)]
        thanks = client.get(f"/free-intro/done/{intro.reference}/").content.decode()
        assert "Write the time down" in thanks
        assert times.unbroken(times.clock(start, gym.zone)) in thanks

    def test_missing_where_intros_are_by_phone_lets_the_desk_mend_a_name(self, client):
        post(client)
        Intro.objects.update(way=Intro.Way.PHONE)  # as a gym that meets by phone only has it
        intro = Intro.objects.get()
        said = model_to_dict(intro, PersonForm.Meta.fields)
        form = PersonForm(said | {"name": "Sam R."}, instance=intro)
        assert form.is_valid(), form.errors
        form = PersonForm(said | {"phone": "", "way": "video"}, instance=Intro.objects.get())
        assert form.is_valid()

    def test_without_either_is_refused_with_a_sentence(self, client):
        answer = post(client, email="", phone="")
        assert answer.status_code == 422
        assert "one is enough" in read(answer).one("div", id="problem").text


class TestRefusals:
    @pytest.mark.parametrize(
        ("changes", "anchor", "sentence"),
        [
            ({"name": ""}, "#name", "Add your name."),
            ({"email": "sam"}, "#email", "does not look like an email address"),
            ({"phone": "12"}, "#phone", "Check this number"),
            ({"note": " \n"}, "#note", "Write us what it is about."),
            ({"note": "x" * 601}, "#note", "Keep it below 600 characters"),
        ],
    )
    def test_each_keeps_what_was_typed_and_says_what_to_mend(
        self, client, changes, anchor, sentence
    ):
        answer = post(client, **changes)
        page = read(answer)
        assert answer.status_code == 422 and not Intro.objects.exists()
        link = page.one("div", id="problem").one("a")
        assert link.get("href") == anchor and sentence in link.text
        assert page.one("title").text.startswith("1 problem: ")
        field = page.one(None, id=anchor[1:])
        assert field.get("aria-invalid") == "true"
        if "note" not in changes:
            assert "Is the door step-free?" in page.one("textarea").text

    def test_another_site_cannot_post_it(self, client):
        answer = post(client, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403 and not Intro.objects.exists()
        assert "another website" in answer.content.decode()

    def test_a_database_that_will_not_take_it_gives_it_back(self, client, monkeypatch):
        def locked(*arguments, **fields):
            raise OperationalError("database is locked")

        monkeypatch.setattr("bookings.taking.services.request_contact", locked)
        answer = post(client)
        assert answer.status_code == 503
        page = read(answer).one("form")
        assert page.get("action") == CONTACT
        assert page.one("input", name="note").get("value") == "Is the door step-free?"


class TestSuspicion:
    @pytest.mark.parametrize(
        "changes",
        [{"website": "x"}, {"stamp": "forged"}, {"note": "www.a.top www.b.top"}],
    )
    def test_holds_a_message_back_and_tells_nobody(self, client, changes):
        answer = post(client, **changes)
        assert Intro.objects.get().status == Status.QUARANTINED
        assert kinds() == []
        thanks = client.get(answer["Location"]).content.decode()
        assert "a coach will write back" in thanks

    def test_a_bad_key_is_no_refusal(self, client):
        assert post(client, key="x").status_code == 303


class TestThePage:
    def test_has_a_fresh_form_and_no_cookie(self, client):
        first, second = client.get(CONTACT), client.get(CONTACT)
        keys = [fields_of(each.content.decode())["key"] for each in (first, second)]
        assert len(set(keys)) == 2
        assert not first.cookies and first["Cache-Control"] == "private, no-cache"

    def test_leaves_the_address_clean_and_a_long_message_whole(self, client):
        page = read(client.get(CONTACT))
        assert page.one("form", css="form").get("action") == CONTACT
        note = page.one("textarea", name="note")
        assert "maxlength" not in note.attrs  # browsers cut what is pasted without a word

    def test_is_read_and_posted_to_only(self, client):
        assert client.put(CONTACT).status_code == 405
        assert client.delete(CONTACT).status_code == 405
