"""The form of an article in a real Chromium: what the tests of the editor share."""

from contextlib import contextmanager

from django.urls import reverse

from articles.models import Article, ArticleDraft

AUTOSAVE = "**/autosave/"
NOT_ON_LEAVING = """
    addEventListener("visibilitychange", (event) => event.stopImmediatePropagation(), true)
"""


@contextmanager
def signed_in(chromium, url, client):
    """
    A page of the site at `url` for the staff `client` is signed in as.

    `violations` holds what the browser reported against the content policy, and errors. Drafts
    are not saved by themselves, unless a test takes the route away.
    """
    cookie = client.cookies["sessionid"].value
    context = chromium.new_context(base_url=url)
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": url}])
    page = context.new_page()
    page.violations = []
    page.on("console", lambda message: _note(page.violations, message))
    page.on("pageerror", lambda error: page.violations.append(str(error)))
    context.route(AUTOSAVE, lambda route: route.fulfill(json={"note": ""}))
    yield page
    # A saving under way while the rows of the test are cleared would lock both out.
    page.evaluate(NOT_ON_LEAVING)
    page.wait_for_load_state("networkidle")
    context.close()


def _note(violations, message):
    # The pictures of the tests are rows without a file.
    missing_picture = "/media/" in message.location.get("url", "")
    if message.type in {"error", "warning"} and not missing_picture:
        violations.append(f"{message.text} {message.location}")


def edit(page, article):
    page.goto(reverse("admin:articles_article_change", args=[article.pk]))
    page.wait_for_selector(".prose-menubar")  # the last part of the editor to come


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


@contextmanager
def next_page(page):
    """
    Wait for the page that follows on what is done inside.

    Its marks may all be on this one too: a message of the last saving, a button.
    """
    page.evaluate("document.documentElement.dataset.isLeft = 'yes'")
    yield
    page.wait_for_selector("html:not([data-is-left]) body", state="attached")
    page.wait_for_load_state()


def save(page, name="Save draft"):
    with next_page(page):
        press(page, name)
    page.wait_for_selector(".messagelist")
    page.wait_for_selector(".prose-menubar")


def body_now(article):
    """The body of the working copy."""
    draft = ArticleDraft.objects.filter(article=article).first()
    return draft.content["body"] if draft else Article.objects.get(pk=article.pk).body
