"""
The dialog for pictures in a real Chromium: the editor's and that of the cover, with real files
and under the content policy.
"""

import pytest

from articles.models import Article
from forge_site.gym.models import Picture
from forge_site.web.images import NOT_A_PICTURE
from tests.articles import factories
from tests.browser.editing import edit, next_page, press, save, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN = "Picture: choose or upload one"
COUNT_OBJECT_ADDRESSES = """() => {
    const { createObjectURL, revokeObjectURL } = URL
    window.made = window.released = 0
    URL.createObjectURL = (file) => { window.made += 1; return createObjectURL(file) }
    URL.revokeObjectURL = (address) => { window.released += 1; revokeObjectURL(address) }
}"""


@pytest.fixture
def page(chromium, live_server, admin_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with signed_in(chromium, live_server.url, admin_client) as page:
        yield page


@pytest.fixture
def article():
    return factories.draft(body="<p>First.</p>")


def a_file(content=None, name="bar.jpg"):
    content = content or factories.jpeg_bytes()
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def to_text(page):
    page.click(".ProseMirror p >> nth=0")
    page.keyboard.press("End")


class TestInTheText:
    def test_a_picture_is_uploaded_in_the_dialog(self, page, article):
        edit(page, article)
        to_text(page)
        press(page, OPEN)
        dialog = page.get_by_role("dialog", name="Picture")
        page.evaluate(COUNT_OBJECT_ADDRESSES)
        dialog.get_by_label("File").set_input_files(a_file())
        dialog.get_by_label("What it shows").last.fill("A chalked bar")
        dialog.get_by_label("Caption").fill("Ours.")
        dialog.get_by_text("What must stay in view").click()
        frame = dialog.locator(".focal")
        box = frame.bounding_box()
        frame.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.5})
        dialog.get_by_role("button", name="Put in").click()
        page.wait_for_selector(".ProseMirror figure img")
        assert page.evaluate("[made, released]") == [1, 1]
        save(page)
        picture = Picture.objects.get()
        assert (picture.slug, picture.focal_x, picture.focal_y) == ("a-chalked-bar", 25, 50)
        assert Article.objects.get().body == (
            '<p>First.</p>\n<figure data-picture="a-chalked-bar">'
            "<figcaption>Ours.</figcaption></figure>"
        )
        assert page.violations == []

    def test_a_refusal_stands_in_the_dialog_and_nothing_typed_is_lost(self, page, article):
        edit(page, article)
        to_text(page)
        press(page, OPEN)
        dialog = page.get_by_role("dialog", name="Picture")
        dialog.get_by_label("File").set_input_files(a_file(b"<svg/>"))
        dialog.get_by_label("Caption").fill("Ours.")
        dialog.get_by_role("button", name="Put in").click()
        dialog.get_by_text(NOT_A_PICTURE).wait_for()
        assert dialog.get_by_text("Describe what matters in the picture").is_visible()
        assert dialog.get_by_label("Caption").input_value() == "Ours."
        assert not Picture.objects.exists()

        dialog.get_by_label("File").set_input_files(a_file())
        assert not dialog.get_by_text(NOT_A_PICTURE).is_visible()
        dialog.get_by_label("Only decoration: nothing to read aloud").check()
        dialog.get_by_role("button", name="Put in").click()
        page.wait_for_selector(".ProseMirror figure img")
        assert Picture.objects.get().is_decorative
        assert page.violations == []

    def test_without_an_answer_of_the_site_nothing_typed_is_lost(self, page, article):
        edit(page, article)
        to_text(page)
        press(page, OPEN)
        page.context.route("**/upload/", lambda route: route.fulfill(status=200, body="<html>"))
        dialog = page.get_by_role("dialog", name="Picture")
        dialog.get_by_label("File").set_input_files(a_file())
        dialog.get_by_label("What it shows").last.fill("A chalked bar")
        dialog.get_by_role("button", name="Put in").click()
        dialog.get_by_text("Not stored: the site does not answer").wait_for()
        page.context.unroute("**/upload/")
        dialog.get_by_role("button", name="Put in").click()
        page.wait_for_selector(".ProseMirror figure img")
        assert Picture.objects.get().alt == "A chalked bar"

    def test_one_of_many_is_found_by_its_words(self, page, article):
        for number in range(30):
            factories.picture(title=f"Plate {number}", slug=f"plate-{number}", alt="A plate")
        factories.picture(title="Barbell", slug="barbell", alt="A loaded barbell")
        edit(page, article)
        to_text(page)
        press(page, OPEN)
        dialog = page.get_by_role("dialog", name="Picture")
        dialog.wait_for()
        assert dialog.get_by_role("radio").count() == 24
        assert dialog.get_by_text("7 more. Search to find them.").is_visible()
        dialog.get_by_label("Search").fill("loaded bar")
        assert dialog.get_by_role("radio").count() == 1
        dialog.get_by_role("radio").check()
        dialog.get_by_label("What it shows").first.fill("The bar of today")
        dialog.get_by_role("button", name="Put in").click()
        page.wait_for_selector(".ProseMirror figure img")
        save(page)
        figure = '<figure data-picture="barbell" data-alt="The bar of today"></figure>'
        assert figure in Article.objects.get().body

    def test_nothing_chosen_is_said_and_cancel_puts_nothing_in(self, page, article):
        factories.picture()
        edit(page, article)
        to_text(page)
        press(page, OPEN)
        dialog = page.get_by_role("dialog", name="Picture")
        dialog.get_by_role("button", name="Put in").click()
        dialog.get_by_text("Choose one of the pictures.").wait_for()
        dialog.get_by_role("button", name="Cancel").click()
        assert page.locator(".ProseMirror figure").count() == 0


class TestTheCover:
    def test_is_chosen_by_its_looks_and_taken_away(self, page, article):
        picture = factories.picture()
        edit(page, article)
        press(page, "Choose or upload a picture")
        dialog = page.get_by_role("dialog", name="Cover picture")
        assert dialog.get_by_label("Caption").count() == 0
        dialog.get_by_role("radio", name="Barbell").check()
        dialog.get_by_role("button", name="Use it").click()
        assert page.locator(".cover-choice img").get_attribute("alt") == "A loaded barbell"
        save(page)
        assert Article.objects.get().hero == picture
        assert not page.locator("#id_hero").is_visible()
        press(page, "No cover")
        save(page)
        assert Article.objects.get().hero is None
        assert page.violations == []

    def test_is_uploaded_in_the_same_dialog(self, page, article):
        edit(page, article)
        press(page, "Choose or upload a picture")
        dialog = page.get_by_role("dialog", name="Cover picture")
        dialog.get_by_label("File").set_input_files(a_file())
        dialog.get_by_label("What it shows").fill("A chalked bar")
        dialog.get_by_role("button", name="Use it").click()
        page.wait_for_selector(".cover-choice img")
        save(page)
        assert Article.objects.get().hero.alt == "A chalked bar"

    def test_without_javascript_it_is_a_list_and_a_link(
        self, chromium, live_server, page, article
    ):
        factories.picture()
        state = page.context.storage_state()
        context = chromium.new_context(
            base_url=live_server.url, storage_state=state, java_script_enabled=False
        )
        plain = context.new_page()
        plain.goto(f"/admin/articles/article/{article.pk}/change/")
        plain.locator("#id_hero").select_option(label="Barbell")
        assert plain.locator("#add_id_hero").get_attribute("href").startswith("/admin/gym/")
        plain.get_by_role("button", name="Save draft").click()
        plain.wait_for_selector(".messagelist")
        assert Article.objects.get().hero.slug == "barbell"
        context.close()


def test_the_focal_point_is_set_by_a_click_on_the_picture(page):
    sent = {"name": "bar.jpg", "mimeType": "image/jpeg", "buffer": factories.jpeg_bytes()}
    page.goto("/admin/gym/picture/add/")
    page.set_input_files("#id_upload", [sent])
    page.locator("#id_title").press_sequentially("Bar")
    page.fill("#id_alt", "A bar")
    with next_page(page):
        page.click("[name=_continue]")
    frame = page.locator(".focal")
    box = frame.bounding_box()
    frame.click(position={"x": box["width"] * 0.75, "y": box["height"] * 0.25})
    assert page.input_value("#id_focal_x") == "75"
    with next_page(page):
        page.click("[name=_continue]")
    picture = Picture.objects.get()
    assert (picture.slug, picture.focal_x, picture.focal_y) == ("bar", 75, 25)
    assert page.violations == []
