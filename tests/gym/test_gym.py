"""The gym's one row and what the database refuses."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.template import Context, Template

from forge_site.gym.models import (
    Coach,
    GroupClass,
    Gym,
    Landmark,
    OpeningHours,
    Page,
    Picture,
    Question,
    Testimonial,
)
from forge_site.gym.models.gym import validate_addresses, validate_time_zone

pytestmark = pytest.mark.django_db


def current_pages():
    return Gym.objects.current().footer_pages


class TestTheOneRow:
    def test_an_empty_database_still_has_a_gym_to_show(self):
        assert Gym.objects.current().name == "Forge Fitness"

    def test_it_comes_with_its_hours_in_one_query(self, django_assert_num_queries):
        gym = Gym.objects.create()
        for weekday, opens in ((1, time(6)), (0, time(16)), (0, time(6))):
            gym.opening_hours.create(weekday=weekday, opens=opens, closes=time(20))
        with django_assert_num_queries(1):
            current = Gym.objects.current()
            read = [(row.weekday, row.opens, row.pk) for row in current.opening_hours.all()]
        kept = gym.opening_hours.all()
        assert read == [(row.weekday, row.opens, row.pk) for row in kept]
        assert read[0][:2] == (0, time(6))

    def test_it_knows_whether_a_sample_coach_is_on_show(self):
        Gym.objects.create()
        coach = Coach.objects.create(name="Sam", slug="sam", is_sample=True)
        assert Gym.objects.current().has_sample_coach
        Coach.objects.filter(pk=coach.pk).update(is_active=False)
        assert not Gym.objects.current().has_sample_coach

    def test_it_comes_with_the_pages_of_the_footer(self, django_assert_num_queries):
        Gym.objects.create()
        assert Gym.objects.current().footer_pages == []
        for position, title in ((2, "Terms"), (1, "Privacy"), (2, "Access")):
            Page.objects.create(title=title, slug=title.lower(), position=position)
        Page.objects.create(title="Elsewhere", slug="elsewhere", in_footer=False)
        Page.objects.create(title="Draft", slug="draft", is_published=False)
        with django_assert_num_queries(1):
            pages = [(page.title, page.get_absolute_url()) for page in current_pages()]
        assert pages == [("Privacy", "/privacy/"), ("Access", "/access/"), ("Terms", "/terms/")]

    def test_saving_a_second_gym_changes_the_first(self):
        Gym(name="One").save()
        Gym(name="Two").save()
        assert [gym.name for gym in Gym.objects.all()] == ["Two"]

    def test_the_address_line_has_no_stray_commas(self):
        gym = Gym(street="1 Main St", locality="Troy", region="NY", postal_code="12180")
        assert gym.address_line == "1 Main St, Troy, NY 12180"
        assert Gym(locality="Troy").address_line == "Troy"
        assert Gym().address_line == ""

    def test_a_zone_nobody_knows_is_refused_with_a_sentence(self):
        with pytest.raises(ValidationError, match="time zone such as America/New_York"):
            validate_time_zone("Mars/Olympus")

    def test_a_wrong_alert_address_is_named(self):
        with pytest.raises(ValidationError) as problem:
            validate_addresses("a@forge.test\nnot an address")
        assert problem.value.params == {"address": "not"}


class TestWhatTheDatabaseRefuses:
    def test_a_picture_with_neither_words_nor_a_tick(self):
        with pytest.raises(IntegrityError):
            Picture.objects.create(title="x", slug="x", file="pictures/x.jpg")

    @pytest.mark.parametrize(
        "missing",
        [{"member_name": ""}, {"permission": ""}, {"given_on": None}, {"is_sample": True}],
    )
    def test_a_published_testimonial_without_what_the_law_asks(self, missing):
        complete = {
            "words": "I lift now.",
            "member_name": "A. Member",
            "permission": "e-mail, March 3",
            "given_on": "2026-03-03",
            "is_published": True,
        }
        with pytest.raises(IntegrityError):
            Testimonial.objects.create(**complete | missing)

    @pytest.mark.parametrize(
        ("model", "right", "wrong"),
        [
            (OpeningHours, {"weekday": 6}, {"weekday": 7}),
            (OpeningHours, {"kind": "desk"}, {"kind": "bar"}),
            (GroupClass, {"weekday": 6}, {"weekday": 7}),
            (Landmark, {"bearing": 315}, {"bearing": 360}),
            (Picture, {"focal_x": 100}, {"focal_x": 101}),
            (Picture, {"focal_y": 100}, {"focal_y": 101}),
            (Gym, {"latitude": "-90"}, {"latitude": "-90.00001"}),
            (Gym, {"longitude": "180"}, {"longitude": "180.00001"}),
        ],
    )
    def test_what_no_form_offers(self, model, right, wrong):
        gym = Gym.objects.create(latitude=0, longitude=0)
        gym.opening_hours.create(weekday=0, opens=time(6), closes=time(20))
        gym.landmarks.create(name="Park", bearing=0, minutes=5)
        GroupClass.objects.create(name="Lift", weekday=0, starts=time(6), ends=time(7))
        Picture.objects.create(title="x", slug="x", alt="x", file="pictures/x.jpg")
        assert model.objects.update(**right) == 1
        with pytest.raises(IntegrityError):
            model.objects.update(**wrong)


class TestWhatVisitorsSee:
    def test_a_question_without_a_public_answer_is_hidden(self):
        Question.objects.create(question="Shown?", answer="Yes.")
        Question.objects.create(question="Empty?", answer="")
        Question.objects.create(question="For staff?", answer="Staff: state your terms.")
        assert [q.question for q in Question.objects.public()] == ["Shown?"]

    def test_initials_are_those_of_first_and_last_name(self):
        assert Coach(name="Ana María de la Cruz").initials == "AC"
        assert Coach(name="Cher").initials == "C"
        assert Coach(name="").initials == ""

    def test_a_coach_leads_to_their_page_as_long_as_there_is_one(self):
        maya = Coach(name="Maya & Co", slug="maya")
        link = '<a href="/coaches/maya/">Maya &amp; Co</a>'
        shown = Template("{% load coaches %}{{ coach|linked }}, ")
        assert shown.render(Context({"coach": maya})) == f"{link}, "
        maya.is_active = False
        assert shown.render(Context({"coach": maya})) == "Maya &amp; Co, "
