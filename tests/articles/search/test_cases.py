"""
What visitors type, and what must come first. The same on SQLite and on PostgreSQL: the
database of the run is chosen by DATABASE_URL.
"""

import pytest

from articles.search.finding import find
from tests.articles import sample_site

pytestmark = pytest.mark.django_db

BACK = "/articles/lower-back-pain-and-training/"
KNEES = "/articles/are-squats-bad-for-your-knees/"
PROTEIN = "/articles/how-much-protein-do-you-need/"
DAYS = "/articles/how-many-days-a-week-should-you-lift/"
SLEEP = "/articles/sleep-and-strength/"
SORE = "/articles/sore-after-training/"
GRIP = "/articles/grip-strength-and-aging/"
OVER_40 = "/articles/starting-strength-training-after-40/"
FAT_LOSS = "/articles/walking-or-lifting-for-fat-loss/"

PAGES = {
    "lower back pain": BACK,
    "back hurts": BACK,
    "does sitting hurt my back": BACK,
    "herniated disc": BACK,
    "hip hinge": BACK,
    "posterior chain": BACK,
    "are squats bad for knees": KNEES,
    "knee pain": KNEES,
    "sore knees when I squat": KNEES,
    "how much protein": PROTEIN,
    "protein per day": PROTEIN,
    "how many days should I lift": DAYS,
    "days a week": DAYS,
    "bad night": SLEEP,
    "coffee": SLEEP,
    "sore muscles": SORE,
    "lactic acid": SORE,
    "ice bath": SORE,
    "stretching": SORE,
    "grip strength": GRIP,
    "dead hang": GRIP,
    "lifting after 40": OVER_40,
    "Fat Loss": FAT_LOSS,
    "walking or lifting": FAT_LOSS,
    "lose weight": FAT_LOSS,
    "cardio": FAT_LOSS,
    "maya": "/coaches/maya-ellison/",
    "Head coach": "/coaches/maya-ellison/",
    "joe hadley": "/coaches/joe-hadley/",
    "personal trainer": "/programs/personal-training/",
    "foundations": "/programs/foundations/",
    "group class": "/programs/small-group-strength/",
    "nutrition coaching": "/programs/nutrition-coaching/",
    # Typed wrongly, in half, together, apart.
    "protien": PROTEIN,
    "sqauts knees": KNEES,
    "backpain": BACK,
    "caffei": SLEEP,
    "hand grip streng": GRIP,
}
QUESTIONS = {
    "too old to start": "Am I too old?",
    "price": "What does it cost?",
    "What does it cost?": "What does it cost?",
    "what should I wear": "What should I wear and bring?",
    "do I have to be fit": "Do I have to be fit to start?",
}


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The sample site, built once for all cases and rolled back at the end."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        sample_site.build()
        yield
        transaction.set_rollback(True)


def test_there_are_forty_cases_and_more():
    assert len(PAGES) + len(QUESTIONS) >= 40


@pytest.mark.parametrize(("query", "path"), PAGES.items())
def test_the_page_comes_first(site, query, path):
    assert find(query).results[0].url == path


@pytest.mark.parametrize(("query", "question"), QUESTIONS.items())
def test_the_question_comes_first(site, query, question):
    first = find(query).results[0]
    assert (first.title, first.kind) == (question, "Question")


@pytest.mark.parametrize("query", ["zercher", "qwertyuiop", "contract", "the", "", "  ", "…"])
def test_nothing_is_found(site, query):
    assert find(query).results == []


@pytest.mark.parametrize(
    ("query", "instead"),
    [
        ("excersise", "exercise"),
        ("recovry", "recovery"),
        ("stregnth after 40", "strength 40"),
        ("backpain", "back pain"),
        ("knees", ""),
    ],
)
def test_it_says_what_it_looked_for_instead(site, query, instead):
    assert find(query).instead == instead
