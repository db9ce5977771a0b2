"""Typing on while the page is too busy to follow, in a real Chromium."""

import pytest

from forge_site.web.cleaning import clean_body
from tests.articles import factories
from tests.browser.editing import edit, press, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# On a page that is busy they come after the next key or click. Here they never come.
NO_NEWS_OF_THE_CURSOR = """
    document.addEventListener("selectionchange", (event) => {
        if (event.isTrusted) event.stopImmediatePropagation()
    }, true)
"""


@pytest.fixture
def page(chromium, live_server, admin_client):
    with signed_in(chromium, live_server.url, admin_client) as page:
        page.add_init_script(NO_NEWS_OF_THE_CURSOR)
        yield page


def test_keys_and_buttons_act_where_the_cursor_is(page):
    """Enter was carried out where the cursor had stood before End, in the middle of a line."""
    edit(page, factories.draft(body="<p>First.</p>"))
    page.click(".ProseMirror p >> nth=0")
    # 20 ms after it was given the focus the editor sets the cursor where it knows it.
    page.evaluate("new Promise((done) => setTimeout(done, 40))")
    page.keyboard.type(" Second.")
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    page.keyboard.type("Then. ")
    assert clean_body(page.input_value("#id_body")) == "<p>Then. First. Second.</p>"
    page.keyboard.press("Shift+End")
    press(page, "Bold (Ctrl B)")
    bold = "<p>Then. <strong>First. Second.</strong></p>"
    assert clean_body(page.input_value("#id_body")) == bold
    assert page.violations == []
