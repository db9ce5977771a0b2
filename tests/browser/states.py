"""
Every public page in every state it can be in, as (name, answer): full, empty, very long, and
each way to go wrong. Made with the test client, in the database at hand, which the caller
rolls back.
"""

from unittest import mock

from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings

from articles import publishing
from articles.importing import read_markdown
from articles.loading import store
from bookings import links
from bookings.models import Intro
from forge_site.gym.models import Coach, GroupClass, Gym, Page, Redirect
from tests.articles import factories as articles
from tests.articles import sample_site
from tests.bookings.factories import make_intro
from tests.bookings.visitor import BOOK, SLOT, fields_of, post, slots_of
from tests.browser.long_names import LONG_NAMES
from tests.pages.factories import full_gym
from tests.pages.test_landing import landing
from tests.pages.test_timetable import held

PLACES = ["/", "/how-the-free-intro-works/", "/programs/", "/coaches/", "/questions/"]
PLACES += ["/contact/", "/articles/", "/articles/search/", BOOK, f"{BOOK}?ask=1"]
ROWS = ["/programs/foundations/", "/coaches/maya-ellison/", "/privacy/", "/articles/article-1/"]
ROWS += ["/articles/topics/strength/", "/articles/lower-back-pain-and-training/"]
ROWS += [
    "/lift/",
    "/bare/",
    "/timetable/",
    "/articles/drawings/",
    "/articles/?page=2",
    "/articles/search/?q=lift",
    "/articles/search/?q=zercher",
]
BROWSER = {"accept": "text/html,*/*;q=0.8"}
KEY = "k" * 43


def empty():
    """Yield the pages of a site that has just been set up, before anybody wrote a word."""
    client = Client(headers=BROWSER)
    for path in [*PLACES, "/no-such-page/", "/articles/search/?q=lift"]:
        yield f"empty {path}", client.get(path)


def full():
    """Yield the pages of a site at work, then what visitors do on it, right and wrong."""
    _fill()
    client = Client(headers=BROWSER, raise_request_exception=False)
    yield from (_row("full", path, client) for path in [*PLACES, *ROWS])
    yield from _missing(client)
    yield from _booking(client)
    yield from _own_intro(client)
    yield from _writing(client)
    yield from _broken(client)


def long():
    """Yield the pages of a site with names as long as their fields."""
    _fill(
        is_live=False,
        is_sample=True,
        announcement="W" * 40 + " and more words than fit on one line " * 2,
    )
    # Its own long ones come with the names.
    Page.objects.filter(is_landing=True, slug="lift").delete()
    GroupClass.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in LONG_NAMES:
            cursor.execute(statement)
    client = Client(headers=BROWSER)
    yield from (_row("long", path, client) for path in [*PLACES, *ROWS])
    yield "long 404", client.get("/foundations-" + "x" * 150 + "/")
    intro = make_intro(name="W" * 60, diary=Coach.objects.first().diary)
    yield "long own intro", client.get(f"{BOOK}b/{links.token(intro)}/")
    yield "long thanks", client.get(f"{BOOK}done/{intro.reference}/")
    wrong = {"name": "W" * 200, "email": "w" * 90, "phone": "9" * 60, "note": "w" * 3_000}
    yield "long mistakes", post(client, **wrong)


def _row(state, path, client):
    return f"{state} {path}", client.get(path)


def _fill(**fields):
    gym = full_gym(**{"is_live": True, "announcement": "Closed on Thursday."} | fields)
    Gym.objects.filter(pk=gym.pk).update(latitude="40.71278", longitude="-74.00594")
    flagship = next(path for path in sample_site.ARTICLES if path.stem.startswith("lower-back"))
    document = read_markdown(flagship.read_text("utf-8"))
    store(document, publish_at=articles.LONG_AGO, is_sample=True)
    drawings = settings.BASE_DIR.glob("templates/articles/diagrams/*.html")
    body = '<figure data-picture="room"></figure>'
    body += "".join(f'<figure data-diagram="{each.stem}"></figure>' for each in drawings)
    articles.article(slug="drawings", title="All our drawings", body=f"<p>See.</p>{body}")
    for number in range(12):
        articles.article(slug=f"more-{number}", title=f"More to read {number}")
    landing(picture=gym.room_picture)
    landing(
        slug="bare", body="", lead="", action_text="Write to us", action_to="/contact/#write"
    )
    author = Coach.objects.get(slug="maya-ellison")
    held(coach=author, note="Bring shoes.")
    held(weekday=3, starts="23:00", ends="23:30", name="Night lifting")
    author.role, author.line = "Head coach", "Started at 38."
    author.save()


def _missing(client):
    Redirect.objects.create(old_path="/old/", new_path="")
    yield "404 with suggestions", client.get("/foundations/lift/")
    yield "410", client.get("/old/")
    yield "400", client.get("/%00/")
    for name in ("400.html", "403.html"):
        # Django's answer in the middle of something, made of one template.
        yield name, HttpResponse(render_to_string(name), status=int(name[:3]))
    yield "link that ended", client.get(f"{BOOK}b/nonsense/")


def _booking(client):
    slot = slots_of(client.get(BOOK).content.decode())[0]
    chosen, coach = f"{BOOK}?at={slot}", f"{BOOK}?coach=maya-ellison"
    yield "booking, chosen", client.get(chosen)
    yield "booking, one coach", client.get(coach)
    yield "booking, nobody of that name", client.get(f"{BOOK}?coach=nobody")
    yield "booking, nothing typed", post(client, slot=None, name="", email="", phone="x")
    yield (
        "booking, from elsewhere",
        post(client, slot=slot, headers={"sec-fetch-site": "cross-site"}),
    )
    with mock.patch("bookings.views.store", side_effect=OperationalError("locked")):
        yield "booking, not stored", post(client, slot=slot, email="third@forge-fitness.net")
    answer = post(client, slot=slot)
    yield "booked", client.get(answer["Location"])
    yield "booking, taken", post(client, slot=slot, email="other@forge-fitness.net")
    yield "asking, nothing typed", client.post(BOOK, {"ask": "1"})
    answer = post(client, slot=None, ask="1", email="sam@gmial.com")
    yield "asked for, with a slip in the address", client.get(answer["Location"])


def _own_intro(client):
    intro = Intro.objects.filter(starts_at__isnull=False).first()
    link = f"{BOOK}b/{links.token(intro)}/"
    yield "own intro", client.get(link)
    version = fields_of(client.get(link).content.decode())
    yield "own intro, no time chosen", client.post(link, version)
    yield "own intro, time taken", client.post(link, version | {"slot": SLOT})
    yield "own intro, changed meanwhile", client.post(link, {"act": "cancel", "version": "99"})
    yield "cancel?", client.get(f"{link}?cancel=1")
    client.post(link, fields_of(client.get(f"{link}?cancel=1").content.decode()))
    yield "cancelled", client.get(link)


def _writing(client):
    """The contact form, and a draft shown to somebody with its secret link."""
    path = "/contact/"
    kept = fields_of(client.get(path).content.decode())
    yield "message, nothing typed", client.post(path, kept)
    filled = kept | {"name": "Sam", "email": "sam@forge-fitness.net", "note": "Hello."}
    yield "message sent", client.post(path, filled, follow=True)
    draft = articles.draft(slug="soon", title="Soon")
    publishing.save_draft(article=draft, content={"title": "Sooner"}, by=None)
    publishing.share(article=draft, key=KEY)
    yield "draft by link", client.get(f"/articles/preview/{KEY}/")


@override_settings(DEBUG_PROPAGATE_EXCEPTIONS=False)
def _broken(client):
    with mock.patch("forge_site.pages.views.Question.objects.public", side_effect=ValueError):
        yield "500", client.get("/questions/")
