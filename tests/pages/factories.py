"""A gym with something on every page of the site, and its addresses."""

from datetime import date, time

from forge_site.gym.models import (
    Coach,
    Page,
    Program,
    Question,
    SpecialDay,
    Testimonial,
)
from tests.articles import factories as articles
from tests.bookings.factories import make_diary, make_gym

EMPTY_PAGES = [
    "/",
    "/how-the-free-intro-works/",
    "/programs/",
    "/coaches/",
    "/questions/",
    "/contact/",
    "/no-such-page/",
]
FULL_PAGES = [
    *EMPTY_PAGES,
    "/programs/foundations/",
    "/coaches/maya-ellison/",
    "/privacy/",
    "/articles/",
    "/articles/article-1/",
]


def full_gym(rows=3, **fields):
    """Fill every part of every page with `rows` rows, and return the gym."""
    gym = make_gym(
        **{
            "email": "hello@forge-fitness.net",
            "tagline": "Learn to lift.",
            "pitch": "A small coached gym.",
            "arrival": "Park behind the building.",
            "members_url": "https://members.forge-fitness.net/",
        }
        | fields
    )
    for weekday in range(5):
        gym.opening_hours.create(weekday=weekday, opens=time(6), closes=time(20))
        gym.opening_hours.create(kind="desk", weekday=weekday, opens=time(8), closes=time(19))
    SpecialDay.objects.create(on=date(2026, 11, 26), note="Thanksgiving")
    gym.room_picture = picture = articles.picture(slug="room", alt="The gym floor")
    gym.save()
    make_diary("Maya Ellison", hours=[(day, "06:00", "20:00") for day in range(7)])
    articles.article(author=Coach.objects.get(), hero=picture)
    add_rows(rows - 1, picture)
    Program.objects.create(
        name="Foundations",
        slug="foundations",
        headline="Your first barbell",
        summary="Six one-on-one sessions.",
        who_for="Anyone new.",
        what="Six sessions.",
        rhythm="6 sessions, 3 weeks",
        picture=picture,
    )
    Page.objects.create(title="Privacy", slug="privacy", body="<p>We keep little.</p>")
    return gym


def add_rows(count, picture):
    """Add `count` more of whatever a page lists."""
    for _ in range(count):
        number = Program.objects.count() + Coach.objects.count() + 100
        Program.objects.create(
            name=f"Program {number}", slug=f"p-{number}", summary="Lift.", picture=picture
        )
        make_diary(f"Coach {number}", hours=[(0, "06:00", "09:00")], photo=picture)
        Question.objects.create(question=f"Why {number}?", answer="So.", group="Training")
        Page.objects.create(title=f"Page {number}", slug=f"page-{number}")
        articles.article(author=Coach.objects.first(), hero=picture)
        member_words(member_name=f"Member {number}")


def member_words(**fields):
    complete = {
        "words": "I lift now.",
        "member_name": "A. Member",
        "permission": "e-mail, March 3",
        "given_on": date(2026, 3, 3),
        "is_published": True,
    }
    return Testimonial.objects.create(**complete | fields)
