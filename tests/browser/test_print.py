"""On paper: an article is a handout of two pages, and nothing is left of what screens do."""

import re
import sqlite3

import pytest

from tests.browser.crawl import crawl

pytestmark = pytest.mark.browser

FLAGSHIP = "/articles/lower-back-pain-and-training/"
PAPERS = ["Letter", "A4"]
A_SHEET_OF_THE_PDF = re.compile(rb"/Type /Page\b")
ONLY_ON_A_SCREEN = (
    ".skip, nav, .toc, .rail, .dock, .band, .related, .cover, .button, search, .pic, "
    "[data-share]"
)
SHOWN = """selector => [...document.querySelectorAll(selector)]
    .filter(each => each.checkVisibility() && each.getClientRects().length
        && each.getBoundingClientRect().bottom > 0)
    .map(each => each.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def thanks(site):
    """The path of the thank-you page of a sample intro that is booked."""
    rows = sqlite3.connect(site.path / "forge.sqlite3")
    ((reference,),) = rows.execute("select reference from bookings_intro where status='booked'")
    rows.close()
    return f"/free-intro/done/{reference}/"


def sheets(page, paper):
    return len(A_SHEET_OF_THE_PDF.findall(page.pdf(format=paper, prefer_css_page_size=True)))


class TestAnArticle:
    def test_fills_two_pages_at_most(self, site, new_page):
        articles = [
            path for path in crawl(site.url) if re.fullmatch(r"/articles/[\w-]+/", path)
        ]
        assert FLAGSHIP in articles and len(articles) >= 9
        page = new_page()
        counted = {}
        for path in articles:
            page.goto(site.url + path)
            counted |= {(path, paper): sheets(page, paper) for paper in PAPERS}
        assert {where: count for where, count in counted.items() if count > 2} == {}

    def test_is_all_there_and_says_whose_it_is(self, site, new_page):
        page = new_page(816, 1056)
        page.emulate_media(media="print")
        page.goto(site.url + FLAGSHIP)
        assert page.evaluate(SHOWN, ONLY_ON_A_SCREEN) == []
        for words in (".wordmark", ".byline", ".fix", ".prose svg", "#references", "address"):
            assert page.evaluate(SHOWN, words), words
        shown = page.locator("body").inner_text()
        for words in ("123 Example Street", "Sampletown", "doi:10.1016/", "Medical note"):
            assert words in shown, words
        online = page.evaluate(
            "getComputedStyle(document.querySelector('.story'), '::after').content"
        )
        assert "attr(data-address)" in online or site.url + FLAGSHIP in online

    def test_is_black_on_white(self, site, new_page):
        page = new_page(816, 1056)
        page.emulate_media(media="print")
        page.goto(site.url + FLAGSHIP)
        grounds = page.evaluate(
            """() => [...new Set([...document.querySelectorAll("body, body *")]
                .filter(each => each.checkVisibility())
                .map(each => getComputedStyle(each).backgroundColor))]"""
        )
        assert grounds == ["rgba(0, 0, 0, 0)"]


class TestOtherPages:
    @pytest.mark.parametrize("paper", PAPERS)
    def test_a_page_one_takes_along_is_one_sheet(self, site, new_page, thanks, paper):
        page = new_page()
        for path in (thanks, "/contact/", "/how-the-free-intro-works/", "/coaches/"):
            page.goto(site.url + path)
            assert (path, sheets(page, paper)) == (path, 1)

    def test_the_thank_you_page_says_when_and_where(self, site, new_page, thanks):
        page = new_page(816, 1056)
        page.emulate_media(media="print")
        page.goto(site.url + thanks)
        assert page.evaluate(SHOWN, f"{ONLY_ON_A_SCREEN}, .actions .go") == []
        assert page.locator(".ticket .facts").is_visible()
        assert "123 Example Street" in page.locator(".ticket .facts").inner_text()
