"""What is typed into an article and saved by no button, in a real Chromium."""

import time

import pytest
from django.urls import reverse

from articles.models import Article, ArticleDraft
from tests.articles import factories
from tests.browser.editing import AUTOSAVE, body_now, edit, press, save, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Kept from page to page: one that is left is heard of no more.
NOTE_SAVINGS = """
    const { fetch } = window
    window.fetch = (address, options) => {
        const kind = options?.keepalive ? "outlives its page " : "ends with its page "
        if (address.endsWith("/autosave/"))
            sessionStorage.savings = (sessionStorage.savings || "") + kind
        return fetch(address, options)
    }
"""


@pytest.fixture
def page(chromium, live_server, admin_client):
    with signed_in(chromium, live_server.url, admin_client) as page:
        page.context.unroute(AUTOSAVE)
        yield page


def until_saved():
    """Wait until a draft is stored, twenty seconds at most."""
    for _ in range(200):
        if ArticleDraft.objects.exists():
            return
        time.sleep(0.1)


def in_another_tab(page, *steps):
    """Take `steps` (each called with a tab at the desk) beside `page`."""
    tab = page.context.new_page()
    tab.goto(reverse("admin:index"))
    for step in steps:
        step(tab)
    tab.close()


def typed_while_signed_out(page):
    """Return an article whose page says that its new title could not be saved."""
    article = factories.article()
    edit(page, article)
    in_another_tab(page, sign_out)
    page.fill("#id_title", "Title typed")
    page.wait_for_selector("text=or you are signed out", timeout=15_000)
    return article


def sign_out(tab):
    press(tab, "Log out")
    tab.wait_for_selector("text=Log in again")


def sign_in(tab):
    tab.goto(reverse("admin:login"))
    tab.fill("#id_username", "admin")
    tab.fill("#id_password", "password")
    press(tab, "Log in")
    tab.wait_for_selector("#logout-form")


class TestNothingIsLost:
    def test_what_is_typed_is_saved_by_itself(self, page):
        article = factories.article(title="Seen", body="<p>Seen.</p>")
        page.add_init_script(NOTE_SAVINGS)
        edit(page, article)
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.press("End")
        page.keyboard.type(" Typed.")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        assert page.evaluate("sessionStorage.savings") == "outlives its page "
        assert body_now(article) == "<p>Seen. Typed.</p>"
        assert Article.objects.get().body == "<p>Seen.</p>"

    def test_a_text_longer_than_what_may_outlive_its_page_as_well(self, page):
        """64 kB, Fetch standard; the form of such a text was never saved by itself."""
        article = factories.draft(body=f"<p>{'word ' * 200}</p>" * 80)
        page.add_init_script(NOTE_SAVINGS)
        edit(page, article)
        page.fill("#id_title", "Title typed")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        assert page.evaluate("sessionStorage.savings") == "ends with its page "
        assert Article.objects.get().title == "Title typed"

    def test_a_saving_begun_during_a_slow_one_waits_for_it_with_all_typed_by_then(self, page):
        """Two that waited set off at once, and the second was refused for the first."""
        article = factories.article()
        edit(page, article)
        held = []
        page.context.route(AUTOSAVE, lambda route: held.append(route))
        for title in ("Title", "Title typed", "Title typed on"):
            page.fill("#id_title", title)
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        first = self.only(page, held)
        assert "title=Title&" in first.request.post_data
        first.continue_()
        second = self.only(page, held)
        assert "title=Title+typed+on&" in second.request.post_data
        with page.expect_response(AUTOSAVE) as answer:
            second.continue_()
        assert answer.value.json()["note"].startswith("Draft saved ")
        page.wait_for_selector("text=/Draft saved \\d/")
        assert held == []
        assert article.draft.content["title"] == "Title typed on"

    def only(self, page, held):
        """Wait for a request that is held, and take it: the only one."""
        while not held:
            page.wait_for_timeout(50)
        assert len(held) == 1
        return held.pop()

    def test_what_is_chosen_in_a_pair_of_boxes_stays_chosen(self, page):
        """It is marked in them only as a button sends the form: saved by itself it was lost."""
        article, other = factories.article(), factories.article(title="Other", slug="other")
        third = factories.article(title="Third", slug="third")
        article.related_override.add(other)
        edit(page, article)
        page.click("text=Keep reading")
        page.select_option("#id_related_override_from", str(third.pk))
        page.click("#id_related_override_add")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        assert article.draft.content["related"] == [other.pk, third.pk]

    def test_a_text_begun_without_a_title_is_saved(self, page):
        page.goto(reverse("admin:articles_article_add"))
        page.click(".ProseMirror")
        page.keyboard.type("First words.")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        page.locator("#id_title").press_sequentially("Sleep")
        assert page.input_value("#id_slug") == "sleep"
        save(page)
        article = Article.objects.get()
        assert (article.title, article.slug) == ("Sleep", "sleep")
        assert article.body == "<p>First words.</p>"

    def test_a_button_waits_for_the_saving_under_way(self, page):
        article = factories.article()
        edit(page, article)
        held = []
        page.context.route(AUTOSAVE, lambda route: held.append(route))
        page.fill("#id_title", "Title typed")
        while not held:
            page.wait_for_timeout(100)
        saved = held[0].fetch()
        press(page, "Save draft")
        held[0].fulfill(response=saved)
        page.wait_for_selector(".messagelist .success")
        assert article.draft.content["title"] == "Title typed"

    def test_what_a_button_took_along_is_not_saved_once_more(self, page):
        """A new article, published at once, left a draft of the same title behind."""
        topic = factories.topic()
        page.add_init_script(NOTE_SAVINGS)
        page.goto(reverse("admin:articles_article_add"))
        page.wait_for_selector(".ProseMirror")
        page.locator("#id_title").press_sequentially("Sleep and strength")
        page.locator("#id_topic").select_option(str(topic.pk))
        page.fill("#id_summary", "Sleep makes strong.")
        page.click(".ProseMirror")
        page.keyboard.type("First words.")
        save(page, "Publish")
        assert page.locator(".messagelist .success").is_visible()
        assert page.evaluate("sessionStorage.savings") is None
        assert Article.objects.count() == 1

    def test_a_tab_that_is_closed_loses_nothing(self, page):
        article = factories.article(body="<p>Seen.</p>")
        edit(page, article)
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.press("End")
        page.keyboard.type(" Typed.")
        page.goto("about:blank")
        until_saved()
        assert body_now(article) == "<p>Seen. Typed.</p>"

    def test_a_saving_that_failed_is_told_and_made_up_for_when_the_tab_is_closed(self, page):
        article = factories.article(body="<p>Seen.</p>")
        edit(page, article)
        page.context.route(AUTOSAVE, lambda route: route.fulfill(body="<title>Log in</title>"))
        page.fill("#id_title", "Title typed")
        page.wait_for_selector("text=or you are signed out", timeout=15_000)
        assert not ArticleDraft.objects.exists()
        page.context.unroute(AUTOSAVE)
        page.goto("about:blank")
        until_saved()
        assert ArticleDraft.objects.get().content["title"] == "Title typed"
        assert page.violations == []

    def test_a_saving_whose_answer_was_lost_is_no_conflict_with_oneself(self, page):
        article = factories.article()
        edit(page, article)
        page.context.route(AUTOSAVE, lambda route: (route.fetch(), route.abort()), times=1)
        page.fill("#id_title", "Title typed")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        page.fill("#id_title", "Title typed again")
        save(page)
        assert article.draft.content["title"] == "Title typed again"

    def test_who_signed_out_goes_on_after_signing_in_in_another_tab(self, page):
        article = typed_while_signed_out(page)
        in_another_tab(page, sign_in)
        # As on taking up the tab again: nothing here is ever hidden.
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        assert article.draft.content["title"] == "Title typed"
        page.fill("#id_title", "Title typed again")
        save(page)
        assert ArticleDraft.objects.get().content["title"] == "Title typed again"

    def test_a_button_saves_after_signing_in_and_not_a_word_is_lost_before(self, page):
        article = typed_while_signed_out(page)
        with page.expect_response(AUTOSAVE):
            press(page, "Save draft")
        page.wait_for_load_state("networkidle")
        assert page.input_value("#id_title") == "Title typed"
        in_another_tab(page, sign_in)
        save(page)
        assert page.input_value("#id_title") == "Title typed"
        assert article.draft.content["title"] == "Title typed"

    def test_who_signed_out_and_in_meanwhile_notices_nothing(self, page):
        article = factories.article()
        edit(page, article)
        in_another_tab(page, sign_out, sign_in)
        page.fill("#id_title", "Title typed")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        save(page)
        assert article.draft.content["title"] == "Title typed"

    def test_a_new_article_is_saved_under_its_own_address(self, page):
        page.goto(reverse("admin:articles_article_add"))
        page.wait_for_selector(".ProseMirror")
        page.locator("#id_title").press_sequentially("Sleep and strength")
        page.wait_for_selector("text=/Draft saved \\d/", timeout=15_000)
        article = Article.objects.get()
        assert (article.title, article.slug) == ("Sleep and strength", "sleep-and-strength")
        assert page.url.endswith(reverse("admin:articles_article_change", args=[article.pk]))
        assert page.inner_text("[data-state]") == "Draft"
        save(page)
        assert Article.objects.count() == 1
