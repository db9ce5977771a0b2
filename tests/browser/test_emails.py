"""The HTML of the gym's alert on a phone's screen."""

import pytest

from bookings import emails
from tests.bookings.factories import NOW, make_gym, make_intro

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

ADDRESS = "https://example.com/" + "scan" * 120


@pytest.mark.parametrize("typed", [{"note": ADDRESS}, {"name": "M" * 80}])
def test_a_word_without_an_end_does_not_widen_it(chromium, typed):
    row = emails.alerts(make_intro(**typed), make_gym(), NOW, [])[0]
    page = chromium.new_page(viewport={"width": 390, "height": 800})
    page.set_content(row.html)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()
