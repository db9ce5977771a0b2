"""
Every link of every e-mail, and every one on the page behind it, opened fifty times by what
opens links before people do: mail scanners, previews, prefetching browsers. Nothing may
change, and the person's own tap must still work afterwards.
"""

import html
import re
from datetime import timedelta
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
import time_machine
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session

from bookings import digests, services
from bookings.admin import previews
from bookings.availability import OpenTimes
from bookings.models import Diary, Intro, Status
from forge_site.gym.models import Gym
from forge_site.outbox.models import OutboxEmail
from tests.articles.factories import article
from tests.bookings.factories import NOW, START, make_diary, make_gym, make_intro
from tests.bookings.visitor import BOOK, fields_of, slots_of, typed

pytestmark = pytest.mark.django_db
OPENED = 50
ADDRESS = re.compile(r"http://127\.0\.0\.1:8000(/[^\s\"'<>)\\]*)")
SCANNERS = [
    {"User-Agent": "Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1) SafeLinks"},
    {"User-Agent": "Barracuda Sentinel (EE)"},
    {"User-Agent": "GoogleImageProxy"},
    {"User-Agent": "Mozilla/5.0 Proofpoint URL Defense", "Referer": "https://urldefense.test/"},
    {"User-Agent": "Slackbot-LinkExpanding 1.0", "Accept": "*/*"},
    {"User-Agent": "Mozilla/5.0 Chrome/140", "Sec-Purpose": "prefetch;prerender"},
    {"User-Agent": "Mozilla/5.0 Chrome/140", "Purpose": "prefetch", "Sec-Fetch-Site": "none"},
    {},
]
AFTER = START + timedelta(hours=2)


@pytest.fixture
def gym(db):
    """The gym with two coaches, and every e-mail it sends in the outbox, by real acts."""
    with time_machine.travel(NOW, tick=False):
        make_gym()
        for name in ("Maya Ellison", "Marcus Tran"):
            make_diary(name, hours=[(1, "17:30", "20:00")])
        article(slug="lower-back-pain")
    return Gym.objects.current()


@pytest.fixture
def emails(gym, client):
    """All e-mails of a story in which everything happens, as rows of the outbox."""
    with time_machine.travel(NOW, tick=False):
        staying = booked(client, source="lower-back-pain", email="stays@forge-fitness.net")
        booked(client, email="stays@forge-fitness.net")  # a second time, which waits
        services.cancel(intro=booked(client), gym=gym, now=NOW)
        given = booked(client, which=-1)
        other = Diary.objects.exclude(pk=given.diary_id).get()
        services.hand_over(intro=given, diary=other, gym=gym, now=NOW, by=None)
        client.post(BOOK, typed(ask="1", days="Monday"))
        client.post(BOOK, typed(website="spam", email="bot@forge-fitness.net"))
        get_user_model().objects.create_superuser("coach", "c@forge-fitness.net", "x" * 20)
        client.post("/admin/password_reset/", {"email": "c@forge-fitness.net"})
        next_week = START + timedelta(days=7)
        later = OpenTimes(zone=gym.zone, now=NOW).find(f"maya-ellison@{next_week:%FT%H:%MZ}")
        services.move(intro=staying, open_time=later, gym=gym, now=NOW)
        by_video = {"way": Intro.Way.VIDEO}
        services.correct(intro=staying, changes=by_video, gym=gym, now=NOW)
        wrote = {"name": "Kim Lee", "email": "kim@forge-fitness.net", "phone": "", "note": "Hi"}
        client.post("/contact/", typed(**wrote))
        absent = make_intro(diary=other, starts_at=START - timedelta(days=7))
        services.record_outcome(intro=absent, outcome=Status.NO_SHOW, gym=gym, now=NOW, by=None)
    with time_machine.travel(AFTER, tick=False):
        digests.write_due(AFTER)
    return list(OutboxEmail.objects.order_by("pk"))


def booked(client, which=0, **changes):
    """Book a time the page offers, as a visitor does; return the intro."""
    page = client.get(BOOK).content.decode()
    form = typed(email=f"{uuid4().hex}@forge-fitness.net", slot=slots_of(page)[which]) | changes
    assert client.post(BOOK, form).status_code == 303
    return Intro.objects.latest("pk")


def paths_in(email):
    """Return the path of every link to the site in `email`: text, HTML, headers, files."""
    parts = [email.text, html.unescape(email.html), *email.headers.values()]
    parts += [attachment["text"].replace("\r\n ", "") for attachment in email.attachments]
    return {path.rstrip(".,;") for part in parts for path in ADDRESS.findall(part)}


def own_links_on(client, path):
    """Return the further links on the page at `path` if it is one person's own."""
    if not path.startswith(BOOK + "b/") or path.endswith(".ics"):
        return set()
    links = re.findall(r'href="([^"#]+)', client.get(path).content.decode())
    links = (urljoin(path, html.unescape(link)) for link in links)
    return {link for link in links if link.startswith(BOOK + "b/")}


def everything():
    """Return every row of every table but the sessions, which a page at the desk opens."""
    models = [model for model in apps.get_models() if model is not Session]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_the_story_holds_every_email_there_is(emails, gym):
    with time_machine.travel(NOW, tick=False):
        known = {email.kind for _, email in previews.samples().values()}
    assert known - {email.kind for email in emails} == set()
    assert all(paths_in(email) for email in emails)


def test_opening_them_changes_nothing(emails, client):
    paths = set().union(*map(paths_in, emails))
    assert len(paths) > 10
    before = everything()
    with time_machine.travel(AFTER, tick=False):
        paths |= {further for path in paths for further in own_links_on(client, path)}
        assert any("cancel=1" in path for path in paths)
        for path in sorted(paths):
            for turn in range(OPENED):
                opened = client.head if turn % 2 else client.get
                answer = opened(path, headers=SCANNERS[turn % len(SCANNERS)])
                assert answer.status_code in (200, 302, 404), path
            client.options(path)
    assert everything() == before


def test_the_persons_own_tap_works_afterwards(emails, client):
    """Each e-mail of an intro leads to it, also those from before it was moved."""
    staying = Intro.objects.filter(status=Status.BOOKED).get(email="stays@forge-fitness.net")
    own = [email for email in emails if email.about == staying.key]
    links = {
        p for email in own for p in paths_in(email) if urlsplit(p).path[:14] == BOOK + "b/"
    }
    [page] = {urlsplit(path).path.removesuffix("intro.ics") for path in links}
    with time_machine.travel(AFTER, tick=False):
        for _ in range(OPENED):
            client.head(page)
        form = fields_of(client.get(f"{page}?cancel=1").content.decode())
        assert form["act"] == "cancel"
        assert client.post(page, form).status_code == 303
    staying.refresh_from_db()
    assert staying.status == Status.CANCELLED
