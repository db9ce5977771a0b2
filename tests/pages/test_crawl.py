"""
A walk over a whole living site from its front page, as a search engine takes it. What only
a browser can see of the same walk is in tests/browser/test_pages.py.
"""

from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.conf import settings

from articles.models import Article
from forge_site.gym.models import Program
from tests.articles import factories
from tests.pages.factories import full_gym
from tests.pages.html import read
from tests.pages.test_landing import landing
from tests.pages.test_machines import listed
from tests.pages.test_timetable import held

pytestmark = pytest.mark.django_db

# Where a browser fetches something by itself. Links may lead away.
FETCHED = {
    "audio": ["src"],
    "embed": ["src"],
    "form": ["action"],
    "iframe": ["src"],
    "image": ["href"],
    "img": ["src", "srcset"],
    "link": ["href"],
    "object": ["data"],
    "script": ["src"],
    "source": ["src", "srcset"],
    "use": ["href"],
    "video": ["src", "poster"],
}


@pytest.fixture
def walked(client):
    """{path: (answer, page or None)} of every address of the site that a link leads to."""
    gym = full_gym(is_live=True)
    for number in range(15):
        factories.article(slug=f"more-{number}", title=f"More {number}")
    for row in (*Article.objects.all(), *Program.objects.all()):
        row.summary = f"What {row} is about."
        row.save()
    held()
    landing(picture=gym.room_picture)
    found, waiting = {}, ["/"]
    while waiting:
        path = waiting.pop(0)
        # Of the links that only choose a time or a coach beforehand the first is enough.
        is_choice = "/free-intro/?" in path and any("/free-intro/?" in each for each in found)
        if path in found or is_choice:
            continue
        answer = client.get(path)
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        page = read(answer) if is_page else None
        found[path] = (answer, page)
        waiting += links(page, path) if page else []
    return found


def links(page, path):
    found = []
    for address in [a.get("href") for a in page.all("a")]:
        whole = urlsplit(urldefrag(urljoin(settings.SITE_URL + path, address))[0])
        if whole.netloc == urlsplit(settings.SITE_URL).netloc:
            found.append(whole.path + (f"?{whole.query}" if whole.query else ""))
    return found


def test_a_whole_site_as_a_search_engine_finds_it(walked, client):
    """One walk, every claim: it takes a second, and each of them is about all of it."""
    codes = {path: answer.status_code for path, (answer, _) in walked.items()}
    assert {path: code for path, code in codes.items() if code != 200} == {}
    assert [path for path, (answer, _) in walked.items() if answer.cookies] == []

    pages = {path: page for path, (_, page) in walked.items() if page}
    assert len(pages) >= 30
    to_be_found = {
        path
        for path, page in pages.items()
        if "noindex"
        not in str([each.get("content") for each in page.all("meta", name="robots")])
        and "noindex" not in walked[path][0].headers.get("X-Robots-Tag", "")
        and page.one("link", rel="canonical").get("href") == settings.SITE_URL + path
    }
    in_the_sitemap = set(listed(client))
    # Further pages of a list are found from its first; a landing page is found from its ad.
    assert {path for path in to_be_found if "?" not in path} == in_the_sitemap - {"/lift/"}

    titles, described = {}, {}
    for path in to_be_found:
        titles.setdefault(pages[path].one("head").one("title").text, []).append(path)
        words = pages[path].one("meta", name="description").get("content")
        described.setdefault(words, []).append(path)
    for told in (titles, described):
        assert {words: paths for words, paths in told.items() if len(paths) > 1} == {}

    for path, page in pages.items():
        assert len(page.all("h1")) == 1, path
        for picture in page.all("img"):
            named = picture.attrs
            assert int(named["width"]) > 0 and int(named["height"]) > 0 and "alt" in named, path
        assert fetched_elsewhere(page) == [], path


def fetched_elsewhere(page):
    """Return what the browser would fetch from another host."""
    ours = urlsplit(settings.SITE_URL).netloc
    addresses = [
        part.split()[0]
        for tag, names in FETCHED.items()
        for element in page.all(tag)
        for name in names
        for part in (element.get(name) or "").split(", ")
        if part.strip()
    ]
    return [each for each in addresses if urlsplit(each).netloc not in ("", ours)]
