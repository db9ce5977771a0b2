"""
The desk when people, coaches and articles have names of one word without an end: no page and
no e-mail is wider than the screen, no text is cut off and no column takes the whole list.
"""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from articles.models import Article
from bookings.admin import previews
from bookings.models import Intro, IntroNote, Status, TimeOff
from forge_site.outbox.models import OutboxEmail
from tests.articles import factories as articles
from tests.bookings.factories import NOW, START, make_diary, make_gym, make_intro
from tests.browser.test_states import answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

# As long as the field allows, and wider than any other letter.
WORD = "W" * 600
ADDRESS = f"{'w' * 60}@{'w' * 60}.{'w' * 60}.{'w' * 60}.net"
WIDTHS = [390, 820, 1440]
# Each finds the elements that are wrong in one way. What scrolls by itself, and a field, shows
# the end of a long text; a box that hides what is too much for it does not.
CUT_OFF = """[...document.querySelectorAll("body *")].filter(each =>
    getComputedStyle(each).overflowX === "hidden" && each.clientWidth > 1
    && each.scrollWidth > each.clientWidth + 1)"""
RUNS_INTO_THE_NEXT = """[...document.querySelectorAll("#result_list tr > *")].filter(each =>
    each.scrollWidth > each.clientWidth + 1)"""
STICKS_OUT = """[...document.querySelectorAll(".record, .rows, .launch")].flatMap(box =>
    [...box.querySelectorAll("*")].filter(each =>
    each.getBoundingClientRect().right > box.getBoundingClientRect().right + 1))"""
LEAVES_NO_ROOM = """[...document.querySelectorAll(".results, .tabular")]
    .filter(each => each.scrollWidth > each.clientWidth)
    .flatMap(each => [...each.querySelectorAll("tr > *")])
    .filter(cell => cell.offsetWidth > 600)"""
HAS_NO_ROOM = """[...document.querySelectorAll(".rows li > span")].filter(each =>
    each.offsetWidth < 100)"""


@pytest.fixture
def rows(db):
    """A gym, a coach, an article, intros in every state and an e-mail in trouble, all long."""
    with time_machine.travel(NOW, tick=False):
        make_gym(name=WORD[:80], street=WORD[:120], arrival=WORD, tagline=WORD[:120])
        coach = {"slug": "w", "role": WORD[:80], "is_sample": True}
        diary = make_diary(WORD[:80], hours=[(1, "17:30", "20:00")], **coach)
        article = articles.article(title=WORD[:120], summary=WORD[:220])
        articles.draft(title=WORD[:120], slug="draft")
        shared = {"name": WORD[:80], "email": ADDRESS, "note": WORD, "campaign": WORD[:120]}
        shared |= {"source_article": article}
        for status, starts_at in (
            (Status.BOOKED, START),
            (Status.BOOKED, START + timedelta(days=7)),
            (Status.ATTENDED, START - timedelta(days=7)),
        ):
            intro = make_intro(diary=diary, status=status, starts_at=starts_at, **shared)
            IntroNote.objects.create(intro=intro, text=WORD, written_at=NOW)
        wishes = {"wished_days": WORD[:80], "wished_hours": WORD[:80]}
        make_intro(status=Status.REQUESTED, **shared, **wishes)
        held_back = {"quarantine_reason": WORD[:120], "wished_diary": diary}
        make_intro(status=Status.QUARANTINED, **shared, **held_back)
        make_intro(status=Status.CANCELLED, **shared, cancel_reason=WORD[:300])
        TimeOff.objects.create(
            diary=diary, starts_on=NOW.date(), ends_on=NOW.date(), reason=WORD[:80]
        )
        OutboxEmail.objects.create(
            kind="alert",
            to=[ADDRESS],
            subject=WORD[:250],
            text=WORD,
            state=OutboxEmail.State.FAILED,
            last_error=WORD[:250],
            last_error_detail=WORD,
        )
    return diary


def desk_pages(diary):
    """Yield the address of every page of the desk that shows these rows."""
    yield reverse("admin:index")
    for model in ("bookings_intro", "bookings_diary", "bookings_timeoff", "articles_article",
                  "articles_topic", "gym_coach", "outbox_outboxemail"):  # fmt: skip
        yield reverse(f"admin:{model}_changelist")
    for stage in ("requests", "held", "ahead"):
        yield reverse("admin:bookings_intro_changelist", query={"stage": stage})
    for intro in Intro.objects.all():
        yield reverse("admin:bookings_intro_change", args=[intro.pk])
    yield reverse("admin:bookings_diary_change", args=[diary.pk])
    yield reverse("admin:outbox_outboxemail_change", args=[OutboxEmail.objects.get().pk])
    yield reverse("admin:bookings_intro_emails")
    yield reverse("admin:articles_article_history", args=[Article.objects.first().pk])


def test_every_page_of_the_desk_keeps_within_the_screen(rows, admin_client, new_page):
    # Without the desk's scripts, which take most of the time and widen nothing.
    screen, shown, found = new_page(java_script_enabled=False), {}, {}
    screen.route("**/*", lambda route: answer(route, shown))
    for path in desk_pages(rows):
        with time_machine.travel(NOW, tick=False):
            page = admin_client.get(path)
        assert page.status_code == 200, path
        shown["html"] = page.text
        screen.goto(f"{settings.SITE_URL}/")
        for width in WIDTHS:
            if problems := at_width(screen, width):
                found[path, width] = problems
    assert found == {}


def at_width(screen, width):
    """Return what is wrong with the page on `screen`, `width` pixels wide, in words."""
    screen.set_viewport_size({"width": width, "height": 900})
    problems = []
    if (wide := screen.evaluate("document.documentElement.scrollWidth")) > width:
        problems.append(f"{wide} px wide")
    for wrong in (CUT_OFF, RUNS_INTO_THE_NEXT, STICKS_OUT, LEAVES_NO_ROOM, HAS_NO_ROOM):
        problems += screen.evaluate(f"{wrong}.map(each => each.outerHTML.slice(0, 120))")
    return problems


def test_every_e_mail_keeps_within_the_screen(rows, new_page):
    screen, found = new_page(), {}
    with time_machine.travel(NOW, tick=False):
        scene = previews.Scene()
        # The longest first name that an e-mail greets.
        scene.intro.name = scene.waiting.name = f"{WORD[:40]} {WORD[:39]}"
        scene.intro.note = scene.waiting.note = WORD
        scene.intro.cancel_reason = WORD[:300]
        letters = {kind: compose(scene) for kind, (_, compose) in previews.SAMPLES.items()}
    for kind, letter in letters.items():
        screen.set_content(letter.html)
        for width in WIDTHS:
            if problems := at_width(screen, width):
                found[kind, width] = problems
    assert found == {}
