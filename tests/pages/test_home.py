"""The front page: what it shows, and that nothing is left where there is nothing to show."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from articles.models import Article
from bookings.models import IntroPolicy
from forge_site.gym.models import Coach, OpeningHours, Program, Question, Testimonial
from tests.articles import factories as articles
from tests.bookings.factories import NOW
from tests.gym.test_texts import posted
from tests.pages.factories import full_gym, member_words
from tests.pages.html import read

pytestmark = pytest.mark.django_db


def home(client):
    return read(client.get("/"))


def headings(client):
    return [h2.text for h2 in home(client).one("main").all("h2")]


ALWAYS = ["What you get before you pay a cent", "How the free intro works"]


class TestItsParts:
    def test_all_stand_when_there_is_something_in_each(self, client):
        full_gym()
        assert headings(client) == [
            *ALWAYS,
            "Three ways to train",
            "Learn here",
            "The people who will teach you",
            "In their own words",
            "Asked at the door",
            "Come by",
        ]

    @pytest.mark.parametrize(
        ("empty", "heading"),
        [
            (lambda: Program.objects.update(is_active=False), "Three ways to train"),
            (lambda: Article.objects.update(published_at=None), "Learn here"),
            (lambda: Coach.objects.update(is_active=False), "The people who will teach you"),
            (lambda: Question.objects.update(answer="Staff: ask Maya."), "Asked at the door"),
            (lambda: Testimonial.objects.all().delete(), "In their own words"),
        ],
    )
    def test_vanish_when_empty(self, client, empty, heading):
        full_gym()
        whole = headings(client)
        empty()
        assert headings(client) == [each for each in whole if each != heading]

    def test_only_two_are_left_in_an_empty_database(self, client):
        assert headings(client) == ALWAYS

    def test_the_visit_goes_with_the_last_it_could_say(self, client):
        full_gym(street="", locality="", region="", postal_code="")
        assert "Come by" in headings(client)
        OpeningHours.objects.all().delete()
        assert "Come by" not in headings(client)

    def test_ways_to_train_are_counted(self, client):
        Program.objects.create(name="One", slug="one", summary="x")
        assert "One way to train" in headings(client)

    def test_one_article_is_shown_alone(self, client):
        articles.article(title="The only one")
        assert [h3.text for h3 in home(client).all("h3")].count("The only one") == 1


class TestTestimonials:
    def test_a_sample_never_shows(self, client):
        Testimonial.objects.create(words="Sample, not a real review.", is_sample=True)
        member_words(words="I carry my own bags now.", tie="Her sister coaches here")
        page = home(client)
        assert "Sample, not a real review" not in page.text
        assert page.one("blockquote").text == "I carry my own bags now."
        assert "A. Member, March 2026. Her sister coaches here" in page.text

    def test_a_result_is_said_to_differ(self, client):
        member_words()
        assert "Results differ" not in home(client).text
        Testimonial.objects.update(tells_of_result=True)
        assert "Results differ from person to person." in home(client).text

    def test_one_that_is_not_on_show_is_seen_in_the_preview_alone(self, client, admin_client):
        sample = Testimonial.objects.create(words="What changed?", is_sample=True)
        address = f"/admin/gym/testimonial/{sample.pk}/preview/"
        page = read(admin_client.get(address)).one("ul", css="voices")
        assert page.one("blockquote").text == "What changed?"
        assert page.one("span", css="sample").text == "Sample, not a real review"
        assert client.get(address).status_code == 302
        assert (
            address in admin_client.get(address.replace("preview", "change")).content.decode()
        )
        assert "What changed?" not in home(client).text

    @time_machine.travel(NOW, tick=False)  # before the day in full_gym
    def test_the_preview_tells_machines_what_the_page_does(self, client, admin_client):
        full_gym()
        sample = Testimonial.objects.create(words="What changed?", is_sample=True)
        told = [
            re.search(r'<script type="application/ld\+json".*?</script>', page.text, re.S)[0]
            for page in (
                client.get("/"),
                admin_client.get(f"/admin/gym/testimonial/{sample.pk}/preview/"),
                admin_client.post("/admin/gym/sitetexts/preview/front-page/", posted()),
            )
        ]
        assert "specialOpeningHours" in told[0]
        assert told[0] == told[1] == told[2]


class TestPictures:
    def hero(self, client):
        return home(client).one("section", css="hero").one("img")

    def test_the_first_is_ours_until_staff_choose_one(self, client):
        gym = full_gym()
        assert "/static/img/brand/hero-" in self.hero(client).get("src")
        gym.front_picture = gym.room_picture
        gym.save()
        assert self.hero(client).get("src") == "/media/p/b-800.jpg"

    def test_only_the_first_is_fetched_at_once(self, client):
        full_gym()
        page = home(client)
        eager = [img for img in page.all("img") if img.get("loading") != "lazy"]
        assert len(eager) == 1
        assert eager[0].get("fetchpriority") == "high"


class TestNextTimes:
    def test_stand_under_the_headline_with_their_coach(self, client):
        full_gym()
        links = home(client).one("div", css="next").all("a")
        assert len(links) == 3
        assert all("with " in link.text and "?at=" in link.get("href") for link in links)

    def test_say_the_date_where_the_weekday_would_be_another_day(self, client):
        full_gym()
        IntroPolicy(notice_hours=24 * 8).save()
        first = home(client).one("div", css="next").all("a")[0]
        at = datetime.fromisoformat(first.get("href").rpartition("@")[2])
        assert f"{at.astimezone(ZoneInfo('America/New_York')):%-d %b}," in first.text

    def test_are_left_out_when_there_are_none(self, client):
        assert not home(client).all("div", css="next")
