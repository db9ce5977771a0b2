"""What was brought in survives the editor: opened, touched, saved, not a letter different."""

from pathlib import Path

import pytest

from articles.bringing_in import bring_in_file
from forge_site.web.cleaning import clean_body
from tests.browser.test_editor import body_now, edit, save
from tests.browser.test_editor import page as page  # the fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FILES = sorted((Path(__file__).parents[1] / "articles" / "importing" / "files").iterdir())


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
