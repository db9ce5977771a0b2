"""
When booking does not go smoothly, in a real Chromium: a mistake mended with all that was
typed still there, a time somebody else was quicker to take, large letters, a keyboard whose
owner has to see where they are.
"""

import sqlite3
from contextlib import closing

import httpx
import pytest

from tests.bookings.visitor import BOOK, fields_of, slots_of
from tests.browser.editing import next_page

pytestmark = pytest.mark.browser

TYPED = {
    "name": "Robin O'Hara-Núñez",
    "email": "robin@forge-fitness.net",
    "phone": "+44 20 7946 0018",
    "note": 'My "bad" knee <left>\nand a second line & more.',
}
# Of a radio button, which lies unseen in its label, the face beside it has to be ringed.
FOCUS_IS_SEEN = """() => {
    const here = document.activeElement;
    const face = here.parentElement.querySelector("input + .face");
    const shown = here.matches(".slot input") ? [face] : [here, here.closest(".card") || here];
    const box = shown[0].getBoundingClientRect();
    const isRinged = shown.map(each => getComputedStyle(each)).some(style =>
        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    const isInView = box.bottom > 0 && box.top < innerHeight && box.right > 0
        && box.left < innerWidth;
    return isRinged && isInView ? "" : here.outerHTML.slice(0, 120);
}"""


def fill(page, **changes):
    for name, value in (TYPED | changes).items():
        page.fill(f"#{name}", value)
    page.locator(".slot:has(input[name=goal][value=pain])").click()


def typed_into(page):
    values = {name: page.locator(f"#{name}").input_value() for name in TYPED}
    return values | {"goal": page.locator("input[name=goal]:checked").input_value()}


def chosen(page):
    return page.locator("input[name=slot]:checked").get_attribute("value")


def send(page):
    with next_page(page):
        page.locator("button.large").click()


def take(site, slot):
    """Book `slot` as another visitor."""
    form = fields_of(httpx.get(site.url + BOOK).text)
    form |= {"slot": slot, "name": "Someone Else", "email": "quick@forge-fitness.net"}
    assert httpx.post(site.url + BOOK, data=form).status_code == 303


def work_the_same_hours(site):
    """Let every coach of `site` keep the hours of all the others as well."""
    rows = sqlite3.connect(site.path / "forge.sqlite3", timeout=20)
    with closing(rows), rows:
        rows.execute(
            "INSERT OR IGNORE INTO bookings_weeklyhours (diary_id, weekday, opens, closes)"
            " SELECT diary.id, weekday, opens, closes"
            " FROM bookings_diary diary, bookings_weeklyhours"
        )


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def phone(request, own_site, new_page):
    """A page on a phone, at a site of its own."""
    page = new_page(320, 568, java_script_enabled=request.param == "with JavaScript")
    page.site = own_site
    return page


class TestAMistakeMended:
    def test_everything_typed_is_kept_and_then_booked(self, phone):
        phone.goto(phone.site.url + BOOK)
        fill(phone, email="robin.forge-fitness.net", phone="12")
        phone.locator(".slot:has(input[name=slot])").nth(3).click()
        wanted = chosen(phone)
        send(phone)

        assert phone.title().startswith("2 problems: ")
        assert phone.locator(".notice.alarm:focus").count() == 1
        assert chosen(phone) == wanted
        wrong = {"email": "robin.forge-fitness.net", "phone": "12"}
        assert typed_into(phone) == TYPED | wrong | {"goal": "pain"}
        for name in wrong:
            said = phone.locator(f"#{name}").get_attribute("aria-describedby").split()
            assert f"{name}_error" in said
            assert phone.locator(f"#{name}_error").is_visible()
            assert phone.locator(f"#{name}").get_attribute("aria-invalid") == "true"

        phone.locator(".notice.alarm a[href='#email']").click()
        phone.fill("#email", TYPED["email"])
        phone.fill("#phone", TYPED["phone"])
        send(phone)
        phone.wait_for_url("**/free-intro/done/**")
        assert "You are in, Robin" in phone.locator("h1").text_content()
        assert "#" not in phone.url

        booked = phone.url
        phone.go_back()
        assert phone.title().startswith("2 problems: "), "not asked whether to send again"
        assert phone.locator("#name").input_value() == TYPED["name"]
        send(phone)
        phone.wait_for_url(booked)


class TestSomebodyWasQuicker:
    def test_the_same_hour_with_another_coach_is_marked_and_all_is_kept(self, phone):
        work_the_same_hours(phone.site)
        phone.goto(phone.site.url + BOOK)
        phone.locator(".slot:has(input[name=slot])").nth(2).click()
        slot = chosen(phone)
        first_coach, _, start = slot.partition("@")
        fill(phone)
        take(phone.site, slot)
        send(phone)

        assert phone.title().startswith("That time is gone: ")
        assert "is no longer free" in phone.locator(".notice.alarm:focus").text_content()
        coach, _, offered = chosen(phone).partition("@")
        assert offered == start
        assert coach != first_coach
        assert typed_into(phone) == TYPED | {"goal": "pain"}
        gone = phone.locator("label.slot:has(input:disabled)")
        assert "Taken" in gone.text_content()

        send(phone)
        phone.wait_for_url("**/free-intro/done/**")
        name = coach.replace("-", " ").title()
        assert name in phone.locator("main").text_content()


class TestLargeLetters:
    """Letters twice as large, the window as it is (WCAG 1.4.4): nothing is cut off."""

    CUT_OFF = """() => [...document.querySelectorAll("main *")].filter(each =>
        getComputedStyle(each).overflowX === "hidden" && each.clientWidth > 1
        && each.scrollWidth > each.clientWidth + 1).map(each => each.outerHTML.slice(0, 120))"""

    @pytest.mark.parametrize("width", [640, 1280])
    def test_the_page_can_still_be_used(self, site, new_page, width):
        page = new_page(width, 900, bypass_csp=True)
        page.goto(site.url + BOOK)
        page.add_style_tag(content="html { font-size: 200% !important; }")
        box = page.locator("#name").bounding_box()
        assert box["height"] > 60, "the letters did grow"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(self.CUT_OFF) == []
        fill(page)
        page.locator(".slot:has(input[name=slot])").last.click()
        assert page.locator("button.large").is_visible()


class TestTheFocus:
    @pytest.mark.parametrize("width", [320, 1440])
    def test_can_be_seen_at_every_stop(self, site, new_page, width):
        page = new_page(width, 700)
        page.goto(site.url + BOOK)
        unseen, stops = [], 0
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement === document.body"):
                break
            stops += 1
            unseen += [each for each in [page.evaluate(FOCUS_IS_SEEN)] if each]
        assert unseen == []
        assert stops > 12

    def test_arrows_walk_through_the_times_and_the_trap_is_never_met(self, site, new_page):
        page = new_page(1440)
        page.goto(site.url + BOOK)
        while not page.locator("input[name=slot]:focus").count():
            page.keyboard.press("Tab")
        met = []
        for _ in range(3):
            page.keyboard.press("ArrowDown")
            met.append(chosen(page))
        assert met == slots_of(page.content())[1:4]
        names = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            names.add(page.evaluate("document.activeElement.name || ''"))
        assert {"name", "email", "phone", "goal", "note"} <= names
        assert "website" not in names
