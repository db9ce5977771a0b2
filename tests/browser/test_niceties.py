"""
What a browser adds to the pages where it can: sharing, the heading being read, the next page
fetched ahead, a soft change from page to page. Each in less than 1 kB, and harmless when off.
"""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser

ARTICLE = "/articles/sleep-and-strength/"


@pytest.fixture
def page(chromium, site):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.problems = []
    page.on("console", lambda said: page.problems.append(said.text))
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    yield page
    context.close()


class TestSharing:
    def test_copies_the_address_and_says_so(self, page, site):
        page.goto(site.url + ARTICLE)
        page.get_by_role("button", name="Share this article").click()
        page.get_by_text("Address copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == site.url + ARTICLE
        assert page.problems == []

    def test_uses_the_sheet_of_the_system_where_there_is_one(self, page, site):
        page.add_init_script("navigator.share = async (what) => { window.shared = what; }")
        page.goto(site.url + ARTICLE)
        page.get_by_role("button", name="Share this article").click()
        assert page.evaluate("window.shared.url") == site.url + ARTICLE

    def test_closing_the_sheet_is_no_error(self, page, site):
        page.add_init_script("navigator.share = () => Promise.reject(new Error('closed'))")
        page.goto(site.url + ARTICLE)
        page.get_by_role("button", name="Share this article").click()
        assert page.problems == []

    def test_is_not_offered_without_a_script(self, chromium, site):
        context = chromium.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(site.url + ARTICLE)
        assert not page.get_by_text("Share this article").is_visible()
        context.close()


class TestFetchingAhead:
    def test_a_link_pointed_at_is_fetched_and_no_other_kind(self, page, site):
        listened = page.context.new_cdp_session(page)
        listened.send("Preload.enable")
        candidates, fetched = set(), set()
        listened.on(
            "Preload.preloadingAttemptSourcesUpdated",
            lambda told: candidates.update(
                source["key"]["url"].removeprefix(site.url)
                for source in told["preloadingAttemptSources"]
            ),
        )
        listened.on(
            "Preload.prefetchStatusUpdated",
            lambda told: fetched.add((told["key"]["url"], told["status"])),
        )
        page.goto(site.url + ARTICLE)
        page.locator(".related h3 a").first.hover()
        wanted = page.locator(".related h3 a").first.get_attribute("href")
        for _ in range(100):
            if (site.url + wanted, "Ready") in fetched:
                break
            page.wait_for_timeout(100)
        assert (site.url + wanted, "Ready") in fetched
        assert {"/articles/", "/coaches/"} <= candidates
        assert [
            path for path in candidates if "?" in path or path.startswith("/free-intro/")
        ] == []
        assert page.problems == []


class TestTheHeadingBeingRead:
    HERE = """() => [...document.querySelectorAll(".rail .toc a")]
        .filter(each => getComputedStyle(each).boxShadow !== "none")
        .map(each => each.getAttribute("href"))"""

    def marked(self, page, heading):
        """Scroll to `heading` and return what is marked once that has settled."""
        page.evaluate(
            "id => document.getElementById(id).scrollIntoView({block: 'start'})", heading
        )
        for _ in range(50):
            if page.evaluate(self.HERE) == [f"#{heading}"]:
                break
            page.wait_for_timeout(40)
        return page.evaluate(self.HERE)

    @pytest.mark.parametrize("by_script", [False, True])
    def test_is_marked_in_the_list_beside_the_text(self, page, site, by_script):
        if by_script:
            page.add_init_script(
                """const known = CSS.supports.bind(CSS)
                CSS.supports = (rule) => !rule.includes("target-current") && known(rule)
                """
            )
            page.route(
                "**/site*.css",
                lambda route: route.fulfill(
                    response=(answer := route.fetch()),
                    body=answer.text().replace("scroll-target-group: auto;", ""),
                ),
            )
        page.set_viewport_size({"width": 1440, "height": 900})
        page.goto(site.url + ARTICLE)
        ids = page.evaluate(
            """[...document.querySelectorAll(".rail .toc a")].map(each => each.hash.slice(1))"""
        )
        for heading in (ids[1], ids[3], ids[2]):
            assert self.marked(page, heading) == [f"#{heading}"]
        assert page.problems == []


class TestFromPageToPage:
    @pytest.mark.parametrize(
        ("motion", "is_soft"), [("no-preference", True), ("reduce", False)]
    )
    def test_the_change_is_soft_for_who_likes_it(self, page, site, motion, is_soft):
        page.emulate_media(reduced_motion=motion)
        page.add_init_script(
            "addEventListener('pagereveal', told => window.soft = Boolean(told.viewTransition))"
        )
        page.goto(site.url + "/articles/")
        page.locator(".teaser h2 a, .teaser h3 a").first.click()
        page.wait_for_url("**/articles/*/")
        assert page.evaluate("window.soft") is is_soft


class TestWhatItWeighs:
    def test_each_script_of_a_public_page_is_below_a_kilobyte(self, site, page):
        loaded = set()
        page.on(
            "request",
            lambda asked: loaded.add(asked.url) if asked.resource_type == "script" else None,
        )
        for path in ("/", ARTICLE, "/articles/", "/free-intro/", "/contact/"):
            page.goto(site.url + path, wait_until="load")
        names = {re.sub(r".*/js/([a-z]+)[.\w]*\.js", r"\1", url) for url in loaded}
        assert {"share", "contents"} <= names
        for name in [*(f"{name}.js" for name in names), "prefetch.speculationrules"]:
            assert (settings.BASE_DIR / "static/js" / name).stat().st_size < 1_000, name
