"""
Every public template in every state: valid HTML (the Nu checker), accessible (axe) and no
wider than a phone. A new template without a state turns the first test red.
"""

import mimetypes
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test.signals import template_rendered

from tests.browser import states

# The mark of the database: without a test that has it none is made for the fixture.
pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TEMPLATES = settings.BASE_DIR / "templates"
# Of staff, of e-mails, and what is no page.
NOT_PUBLIC = ("admin/", "registration/", "emails/")
# The hostile text of the gym's plan, of articles and feeds is checked in rooms of their own.
NOT_A_PAGE = ("base.html", "articles/feed_entry.html", "bookings/_frame.html")
AXE = {"resultTypes": ["violations"]}


@dataclass(frozen=True)
class Page:
    name: str
    status: int
    html: str


@pytest.fixture(scope="module")
def used():
    """The names of all templates that are rendered, those of an article's drawings too."""
    names = set()

    def note(template, **_):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.fixture(scope="module")
def pages(used, django_db_setup, django_db_blocker, database_beside_playwright):
    """Every state, made once; the rows of each of the three sites are rolled back."""
    from django.db import transaction

    made = []
    for state in (states.empty, states.full, states.long):
        with django_db_blocker.unblock(), transaction.atomic():
            for name, answer in state():
                made.append(Page(name, answer.status_code, answer.content.decode()))
            transaction.set_rollback(True)
    return made


def public_templates():
    """Every page on disk: whole pages and the parts they include."""
    names = (path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
    return {name for name in names if not name.startswith(NOT_PUBLIC)}


def test_every_template_has_a_state(pages, used):
    assert public_templates() - used - set(NOT_A_PAGE) == set()


def test_every_state_is_what_it_says(pages):
    """A redirect or an error in place of the state meant would pass every other test."""
    codes = {page.name: page.status for page in pages}
    assert [name for name, code in codes.items() if 300 <= code < 400] == []
    wrong = {name: code for name, code in codes.items() if code != 200}
    assert len(codes) == len(pages) and {400, 403, 404, 409, 410, 422, 500, 503} == set(
        wrong.values()
    )
    plain = [name for name in wrong if name.startswith(("full /", "empty /", "long /"))]
    assert plain == ["empty /no-such-page/"]


@pytest.mark.java
def test_is_valid_html(pages, vnu, tmp_path):
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_text(page.html)
    told = subprocess.run([*vnu, str(tmp_path)], capture_output=True, text=True, timeout=300)
    lines = told.stdout + told.stderr
    for number, page in enumerate(pages):
        lines = lines.replace(f"{tmp_path.as_uri()}/{number}.html", page.name)
    assert lines.replace("file:", "") == ""
    assert told.returncode == 0


@pytest.mark.parametrize("width", [390, 1440])
def test_is_accessible_and_fits(pages, new_page, width):
    screen = new_page(width)
    shown = {}
    screen.route("**/*", lambda route: answer(route, shown))
    found = {}
    # Wide, what is long or missing breaks nothing that it does not break narrow.
    is_wide = width > 1_000
    for page in pages:
        if is_wide and page.name.startswith(("empty", "long")):
            continue
        shown["html"] = page.html
        screen.goto(f"{settings.SITE_URL}/")
        told = Axe().run(screen, options=AXE).response["violations"]
        problems = [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in told]
        if screen.locator(".iron .button.cold").count():
            problems.append("a dark button on a dark ground")
        if (wide := screen.evaluate("document.documentElement.scrollWidth")) > width:
            problems.append(f"{wide} px wide")
        if problems:
            found[page.name] = problems
    assert found == {}


def test_a_phone_at_twice_its_size_breaks_no_short_word(pages, new_page):
    """390 px at 200 % are 195 (WCAG 2.2, 1.4.4): room enough for "Closed", "Wednesday"."""
    screen = new_page(195)
    shown = {}
    screen.route("**/*", lambda route: answer(route, shown))
    narrow = []
    for page in pages:
        if page.name not in ("booked", "full /contact/", "full /programs/foundations/"):
            continue
        shown["html"] = page.html
        screen.goto(f"{settings.SITE_URL}/")
        for cell in screen.locator(".facts dd, .hours td, .nav a").all():
            if cell.bounding_box()["width"] < 30:
                narrow.append((page.name, cell.inner_text()))
    assert narrow == []


def answer(route, shown):
    """Answer the browser: the page that is looked at, its static files, no picture."""
    path = urlsplit(route.request.url).path
    if path == "/":
        return route.fulfill(body=shown["html"], content_type="text/html; charset=utf-8")
    file = path.startswith("/static/") and finders.find(path.removeprefix("/static/"))
    if not file:
        return route.fulfill(status=404)
    kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
    return route.fulfill(body=Path(file).read_bytes(), content_type=kind)
