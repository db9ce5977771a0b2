"""
As a coach would: write an article from nothing with mouse and keyboard, be stopped by the
check, mend it, schedule it, then change it live, compare and go back.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article
from forge_site.gym.models import Gym
from tests.articles import factories
from tests.browser.editing import press, save, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ZONE = ZoneInfo("America/New_York")
FIRST = "Keep moving, get stronger, and know the few warning signs."


def write(page, field, text):
    """Click into `field` and type `text`, over what stands there."""
    field = page.locator(field) if isinstance(field, str) else field
    field.click()
    page.keyboard.press("Control+a")
    page.keyboard.type(text)


def choose(page, select, words):
    """Go to `select` and type the beginning of the choice, as the keyboard does it."""
    select.focus()
    page.keyboard.type(words)
    page.keyboard.press("Tab")


def add_source(page, number, key, text):
    write(page, f"#id_references-{number}-key", key)
    write(page, f"#id_references-{number}-text", text)


def cite(page, key):
    press(page, "Cite a source from the list of references")
    choose(page, page.get_by_label("Source", exact=True).last, key)
    press(page, "Cite")


def cursor_to(page, text):
    """Put the cursor behind the paragraph that holds `text`."""
    page.locator(".ProseMirror p", has_text=text).first.click()
    page.keyboard.press("End")


@pytest.fixture
def page(chromium, live_server, admin_client):
    with signed_in(chromium, live_server.url, admin_client) as page:
        yield page


def test_a_coach_writes_schedules_changes_compares_and_restores(page):
    Gym.objects.current().save()
    topic = factories.topic(name="Lower back pain")
    factories.picture()
    factories.article(title="Sleep and strength", slug="sleep-and-strength", topic=topic)

    # From nothing: title, topic, summary, text.
    page.goto(reverse("admin:articles_article_add"))
    page.wait_for_selector(".ProseMirror")
    page.locator("#id_title").press_sequentially("Lower back pain: what helps")
    choose(page, page.locator("#id_topic"), "Lower back")
    write(page, "#id_summary", "Most back pain has no single cause. Here is what helps.")
    page.click(".ProseMirror")
    page.keyboard.type(FIRST)
    page.keyboard.press("Enter")
    page.keyboard.type("Hips and backside")
    press(page, "Heading (##)")
    press(page, "Numbered heading: a cause, step or myth")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("People with back pain tend to have weaker hips.")
    page.keyboard.press("Enter")
    page.keyboard.type("Two lifts, twice a week.")
    press(page, "The fix: what to do, how much, how often")

    # A picture, two sources, and a link that leads nowhere.
    cursor_to(page, "weaker hips")
    press(page, "Picture: choose or upload one")
    page.get_by_role("radio", name="Barbell").click()
    write(page, page.get_by_label("Caption", exact=True), "The bar we start with.")
    press(page, "Put in")
    add_source(page, 0, "sadler-2019", "Sadler S. <cite>BMC</cite>. 2019.")
    add_source(page, 1, "owen-2020", "Owen PJ. <cite>BJSM</cite>. 2020.")
    cursor_to(page, "weaker hips")
    cite(page, "sadler-2019")
    cursor_to(page, FIRST)
    cite(page, "owen-2020")
    page.locator(".ProseMirror p", has_text="Two lifts").click(click_count=3)
    page.keyboard.press("Control+k")
    write(page, page.get_by_label("Where to"), "/articles/nowhere/")
    press(page, "Set link")

    # The preview shows it; the check stops it; mended, it is scheduled.
    press(page, "Preview")
    shown = page.frame_locator("iframe[name=preview]")
    shown.get_by_role("heading", name="Lower back pain: what helps", level=1).wait_for()
    shown.locator(".refs li >> nth=1").wait_for()
    assert shown.locator(".refs li").count() == 2
    press(page, "Close")
    save(page, "Publish")
    assert "The link to “/articles/nowhere/” leads nowhere." in page.inner_text(".messagelist")
    article = Article.objects.get(slug="lower-back-pain-what-helps")
    assert article.published_at is None
    page.locator(".ProseMirror p", has_text="Two lifts").click(click_count=3)
    page.keyboard.press("Control+k")
    write(page, page.get_by_label("Where to"), "Sleep and strength")
    press(page, "Set link")
    page.click("text=Publish later")
    tomorrow = datetime.now(ZONE) + timedelta(days=1)
    page.focus("#id_publish_at")
    page.keyboard.type(f"{tomorrow:%m%d%Y}")
    page.keyboard.press("Tab")  # from the year to the hour
    page.keyboard.type("0700AM")
    save(page, "Schedule")
    assert f"Goes live {tomorrow:%a %-d %b}, 7:00 am Eastern time" in page.inner_text(".state")
    article.refresh_from_db()
    assert article.citations == ["owen-2020", "sadler-2019"]
    assert '<h2 data-number="1">Hips and backside</h2>' in article.body
    assert '<figure data-picture="barbell"><figcaption>The bar we start with.' in article.body

    # Its hour has come. A change waits until it is published, and can be taken back.
    Article.objects.filter(pk=article.pk).update(published_at=timezone.now())
    page.reload()
    page.wait_for_selector(".ProseMirror")
    write(page, "#id_title", "Lower back pain: what really helps")
    save(page)
    assert "Live, with unpublished changes" in page.inner_text(".state")
    article.refresh_from_db()
    assert article.title == "Lower back pain: what helps"
    save(page, "Publish changes")
    article.refresh_from_db()
    assert article.title == "Lower back pain: what really helps"
    page.click("text=History")
    assert page.inner_text(".difference ins").strip() == "really"
    press(page, "Restore")
    page.wait_for_selector(".ProseMirror")
    assert page.input_value("#id_title") == "Lower back pain: what helps"
    assert publishing.working_content(article)["title"] == "Lower back pain: what helps"
    assert page.violations == []
