"""
The editor of an article in a real Chromium, under the strict content policy.

Each test starts at the form of a stored article. `violations` holds what the browser reported
against the policy; a page that makes any is broken.
"""

import pytest
from django.urls import reverse

from articles import publishing
from articles.importing.markdown_reader import read_markdown
from articles.loading import store
from articles.models import ArticleDraft
from forge_site.gym.models import Page
from forge_site.web.cleaning import clean_body
from tests.articles import factories
from tests.articles.test_loading import NOW, SAMPLES
from tests.browser.editing import body_now, edit, press, save, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYTHING = "\n".join(
    [
        '<p>The short answer.<sup data-ref="owen-2020"></sup></p>',
        '<h2 data-number="1">A cause</h2>',
        "<h3>Closer</h3>",
        '<p>With <strong>bold</strong>, <em>stress</em> and <a href="/free-intro/">a link</a>.'
        "<br>A second line.</p>",
        '<aside class="callout fix"><p>Do this.</p><ul><li>Deadlift</li><li>Bridge</li></ul>'
        "</aside>",
        '<aside class="callout flag"><h3>Get help if</h3><ul><li>It <em>burns</em>.</li>'
        "</ul></aside>",
        '<aside class="callout note"><h3>And sitting?</h3><p>Fine.</p></aside>',
        "<blockquote><p>A pull quote.</p></blockquote>",
        '<figure data-diagram="hip-hinge" data-alt="A hinge"><figcaption>The <strong>hinge'
        "</strong></figcaption></figure>",
        '<figure data-picture="barbell"></figure>',
        "<ol><li>One<ol><li>Inner</li></ol></li><li><p>Two</p><p>paragraphs</p></li></ol>",
    ]
)

BUTTONS = {
    "Heading (##)": "<h2>First.</h2>",
    "Subheading (###)": "<h3>First.</h3>",
    "Bold (Ctrl B)": "<p><strong>First.</strong></p>",
    "Italic (Ctrl I)": "<p><em>First.</em></p>",
    "List": "<ul><li>First.</li></ul>",
    "Numbered list": "<ol><li>First.</li></ol>",
    "Pull quote": "<blockquote><p>First.</p></blockquote>",
    "Warning box: when to get help": '<aside class="callout flag"><p>First.</p></aside>',
    "Note box": '<aside class="callout note"><p>First.</p></aside>',
}


@pytest.fixture
def page(chromium, live_server, admin_client):
    with signed_in(chromium, live_server.url, admin_client) as page:
        yield page


class TestRoundTrip:
    def test_opened_and_saved_nothing_changes(self, page):
        factories.picture()
        article = factories.article(body=EVERYTHING, references=["owen-2020"])
        assert article.body == clean_body(EVERYTHING)
        edit(page, article)
        save(page)
        assert not ArticleDraft.objects.exists()
        assert body_now(article) == article.body
        assert page.violations == []

    def test_what_the_editor_writes_is_what_it_read(self, page):
        """A letter typed and taken back makes the editor write the whole body anew."""
        factories.picture()
        article = factories.article(body=EVERYTHING, references=["owen-2020"])
        edit(page, article)
        assert page.input_value("#id_body").split() == article.body.split()
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.type("x")
        page.keyboard.press("Backspace")
        assert "<li><p>Deadlift</p></li>" in page.input_value("#id_body")
        assert clean_body(page.input_value("#id_body")) == article.body

    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
    def test_every_sample_article_survives_it(self, page, path):
        article = store(read_markdown(path.read_text()), publish_at=NOW)
        edit(page, article)
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.type("x")
        page.keyboard.press("Backspace")
        assert clean_body(page.input_value("#id_body")) == article.body


class TestWriting:
    @pytest.fixture
    def article(self):
        return factories.draft(body="<p>First.</p>")

    def at_the_end(self, page, article):
        edit(page, article)
        page.click(".ProseMirror")
        page.wait_for_selector(".ProseMirror-focused")
        page.keyboard.press("Control+End")
        page.keyboard.press("Enter")

    def test_a_numbered_cause_with_its_fix(self, page, article):
        self.at_the_end(page, article)
        page.keyboard.type("A weak chain?")
        press(page, "Heading (##)")
        press(page, "Numbered heading: a cause, step or myth")
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        page.keyboard.type("Lift.")
        press(page, "The fix: what to do, how much, how often")
        save(page)
        assert body_now(article).splitlines()[1:] == [
            '<h2 data-number="1">A weak chain?</h2>',
            '<aside class="callout fix"><p>Lift.</p></aside>',
        ]
        assert page.violations == []

    def add_and_cite(self, page, name, text):
        """Type a source below the text and cite it, as owen-2020, behind the first sentence."""
        press(page, "Add a source")
        page.fill("#id_references-2-key", name)
        page.fill("#id_references-2-text", text)
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.press("End")
        press(page, "Cite a source from the list of references")
        page.get_by_label("Source", exact=True).last.select_option("owen-2020")
        press(page, "Cite")

    def test_a_source_is_added_and_cited(self, page, article):
        edit(page, article)
        self.add_and_cite(page, "owen-2020", "Owen PJ. <cite>BJSM</cite>. 2020.")
        save(page)
        article.refresh_from_db()
        assert article.body == '<p>First.<sup data-ref="owen-2020"></sup></p>'
        assert article.citations == ["owen-2020"]

    def test_a_source_is_written_where_it_is_cited(self, page, article):
        """Into a row that stands empty, and into one more when none does."""
        edit(page, article)
        for source in ("Owen PJ, et al. BJSM. 2020.", "Owen PJ. JAMA. 2020.", "No year"):
            page.click(".ProseMirror p >> nth=0")
            page.keyboard.press("End")
            press(page, "Cite a source from the list of references")
            label = "Or a new one" if page.get_by_label("Or a new one").count() else "Source"
            page.get_by_role("dialog").get_by_label(label, exact=True).fill(source)
            page.get_by_role("dialog").get_by_label("Link").fill("10.1136/bjsports-2019-100886")
            press(page, "Cite")
        save(page)
        article.refresh_from_db()
        assert article.citations == ["owen-2020", "owen-2020-2", "source"]
        rows = article.references.order_by("key").values_list("key", "text")
        assert rows.first() == ("owen-2020", "Owen PJ, et al. BJSM. 2020.")
        doi = "https://doi.org/10.1136/bjsports-2019-100886"
        assert set(article.references.values_list("url", flat=True)) == {doi}
        assert page.violations == []

    def test_a_citation_holds_with_the_short_name_people_type(self, page, article):
        """It was lost without a word while the name had a space or a capital."""
        edit(page, article)
        self.add_and_cite(page, "Owen 2020", "Owen PJ. 2020.")
        page.fill("#id_references-2-key", "Owen 2021")
        page.locator("#id_references-2-key").blur()
        save(page)
        assert body_now(article) == '<p>First.<sup data-ref="owen-2021"></sup></p>'
        page.fill("#id_references-1-text", "Smith A, et al. On sleep. 2019.")
        page.locator("#id_references-1-text").blur()
        assert page.input_value("#id_references-1-key") == "smith-2019"
        assert page.violations == []

    def test_a_drawing_stands_below_the_sentence_one_is_in(self, page, article):
        edit(page, article)
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.press("Home")
        press(page, "One of our own drawings")
        page.get_by_label("Which drawing").select_option("hip-hinge")
        press(page, "Put in")
        page.wait_for_selector(".ProseMirror figure svg")
        save(page)
        assert body_now(article).splitlines()[0] == "<p>First.</p>"

    def test_what_is_seen_says_what_it_is_once(self, page, article):
        edit(page, article)
        label = page.locator(".field-body label")  # for the ear: a heading is above
        assert label.bounding_box()["width"] <= 1
        assert page.locator(".ProseMirror").get_attribute("aria-label").startswith("Text")
        button = page.get_by_role("button", name="Numbered heading: a cause, step or myth")
        assert button.inner_text() == "Numbered"

    def test_the_buttons_stay_in_view_beside_a_long_text(self, page, article):
        edit(page, article)
        page.click(".ProseMirror")
        for _ in range(40):
            page.keyboard.press("Enter")
        page.keyboard.type("Far down.")
        assert page.locator(".prose-menubar").bounding_box()["y"] >= 0

    def ask_for_a_link(self, page, article):
        """Select the first paragraph and open the dialog; return its field."""
        edit(page, article)
        page.click(".ProseMirror p >> nth=0", click_count=3)
        page.keyboard.press("Control+k")
        return page.get_by_label("Where to")

    def test_a_link_is_picked_by_title(self, page, article):
        factories.article(title="Sleep and strength", slug="sleep")
        where = self.ask_for_a_link(page, article)
        offered = page.locator("dialog datalist option", has_text="Sleep and strength")
        assert offered.get_attribute("value") == "/articles/sleep/"
        where.press_sequentially("sleep and Strength")
        press(page, "Set link")
        page.wait_for_selector(".ProseMirror a")
        save(page)
        assert body_now(article) == '<p><a href="/articles/sleep/">First.</a></p>'

    def test_an_address_of_this_site_is_kept_without_its_host(self, page, article):
        other = factories.article(slug="sleep")
        where = self.ask_for_a_link(page, article)
        where.fill(page.url.partition("/admin/")[0] + other.get_absolute_url())
        press(page, "Set link")
        page.wait_for_selector(".ProseMirror a")
        save(page)
        assert body_now(article) == '<p><a href="/articles/sleep/">First.</a></p>'

    def test_what_is_neither_title_nor_address_is_refused_in_the_dialog(self, page, article):
        """The server would drop such a link without a word."""
        where = self.ask_for_a_link(page, article)
        where.fill("sleep and str")
        press(page, "Set link")
        assert where.evaluate("field => field.validationMessage").startswith("No page has this")
        where.fill("https://doi.org/10.1/x")
        press(page, "Set link")
        page.wait_for_selector(".ProseMirror a")
        save(page)
        assert body_now(article) == '<p><a href="https://doi.org/10.1/x">First.</a></p>'

    def test_each_button_does_what_it_says_and_undo_takes_it_back(self, page, article):
        edit(page, article)
        for button, html in BUTTONS.items():
            page.click(".ProseMirror p >> nth=0")
            page.keyboard.press("Home")
            page.keyboard.press("Shift+End")
            press(page, button)
            assert clean_body(page.input_value("#id_body")) == html
            press(page, "Undo (Ctrl Z)")
            assert clean_body(page.input_value("#id_body")) == "<p>First.</p>"
            press(page, "Redo (Ctrl Shift Z)")
            assert clean_body(page.input_value("#id_body")) == html
            page.keyboard.press("Control+z")
            assert clean_body(page.input_value("#id_body")) == "<p>First.</p>"
        assert page.violations == []

    def test_a_drawing_is_put_in(self, page, article):
        self.at_the_end(page, article)
        press(page, "One of our own drawings")
        page.get_by_label("Which drawing").select_option("hip-hinge")
        press(page, "Put in")
        page.wait_for_selector(".ProseMirror figure svg")
        page.click(".ProseMirror figcaption")
        page.keyboard.type("The hinge.")
        save(page)
        assert '<figure data-diagram="hip-hinge"><figcaption>The hinge.' in body_now(article)
        assert page.violations == []

    def test_the_check_follows_the_typing(self, page, article):
        edit(page, article)
        page.wait_for_selector("text=1 words")
        page.click(".ProseMirror p >> nth=0")
        page.keyboard.press("Home")
        page.keyboard.type("Two more words ")
        page.wait_for_selector("text=4 words")


class TestThePagesOfTheGym:
    def test_have_the_editor_without_citations(self, page):
        kept = Page.objects.create(title="Terms", slug="terms", body="<p>First.</p>")
        page.goto(reverse("admin:gym_page_change", args=[kept.pk]))
        page.wait_for_selector(".ProseMirror")
        cite = page.get_by_role("button", name="Cite a source from the list of references")
        assert cite.count() == 0
        page.click(".ProseMirror p >> nth=0", click_count=3)
        press(page, "Heading (##)")
        press(page, "Save")
        page.wait_for_selector(".messagelist .success")
        kept.refresh_from_db()
        assert kept.body == "<h2>First.</h2>"
        assert page.violations == []


class TestPreview:
    def test_shows_what_is_typed_over_the_form_at_two_widths(self, page):
        article = factories.article(body="<p>Seen.</p>")
        edit(page, article)
        page.fill("#id_title", "A title not saved")
        press(page, "Preview")
        shown = page.frame_locator("iframe[name=preview]")
        shown.get_by_role("heading", name="A title not saved", level=1).wait_for()
        press(page, "Phone")
        assert page.locator("iframe[name=preview]").bounding_box()["width"] == 390
        press(page, "Desktop")
        assert page.locator("iframe[name=preview]").bounding_box()["width"] > 1000
        press(page, "Close")
        assert page.input_value("#id_title") == "A title not saved"
        assert page.violations == []


class TestOnAPhone:
    @pytest.mark.parametrize("width", [390, 820])
    def test_the_desk_of_articles_fits_its_width(self, page, width):
        article = factories.article(title="A long title that says what readers come here for")
        for title in ("Another title", "A third title"):
            typed = {"title": title}
            publishing.save_draft(article=article, content=typed, by=None)
            publishing.publish(article=article, by=None)
        page.set_viewport_size({"width": width, "height": 844})
        for name, args in (
            ("changelist", []),
            ("change", [article.pk]),
            ("history", [article.pk]),
        ):
            page.goto(reverse(f"admin:articles_article_{name}", args=args))
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.documentElement.scrollWidth") == width
        page.goto(reverse("admin:articles_article_changelist"))
        title = page.locator(".field-shown_title").first.bounding_box()
        assert title["width"] > 150
        rule = page.locator("#header").bounding_box()
        tools = page.locator("#user-tools").bounding_box()
        assert tools["y"] + tools["height"] < rule["y"] + rule["height"]


def test_the_secret_link_is_copied_in_one_press(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    draft = factories.draft()
    edit(page, draft)
    save(page)
    page.get_by_text("Show the draft to someone").click()
    press(page, "Make a secret link")
    press(page, "Copy the link")
    page.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Secret link to the draft").input_value()
    assert page.violations == []
