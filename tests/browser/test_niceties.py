"""What a browser adds to the pages where it can: sharing, and the next page fetched ahead."""

import pytest

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
