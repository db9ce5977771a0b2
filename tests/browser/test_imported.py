"""What was brought in survives the editor: opened, touched, saved, not a letter different."""

from pathlib import Path

import pytest
from django.urls import reverse

from articles.bringing_in import bring_in_file
from articles.models import Article
from forge_site.web.cleaning import clean_body
from tests.browser.test_editor import body_now, edit, save
from tests.browser.test_editor import page as page  # the fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES = sorted((Path(__file__).parents[1] / "articles" / "importing" / "files").iterdir())


def test_a_file_is_dropped_on_the_page(page):
    page.goto(reverse("admin:articles_article_import"))
    box = page.locator("#id_file").bounding_box()
    path = next(path for path in FILES if path.name == "house.txt")
    session = page.context.new_cdp_session(page)
    dragged = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": dragged, **place})
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("link", name="Open the draft").wait_for()
    assert Article.objects.get().topic.name == "Lower back pain"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_brought_in_is_the_same_after_the_editor(page, path):
    article = bring_in_file(path.name, path.read_bytes()).article
    assert article.body
    edit(page, article)
    page.click(".ProseMirror p >> nth=0")
    page.keyboard.type("x")
    page.keyboard.press("Backspace")
    assert clean_body(page.input_value("#id_body")) == article.body
    save(page)
    assert body_now(article) == article.body
    assert page.violations == []
