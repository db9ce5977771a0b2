"""The text beside the HTML of every e-mail: complete in itself, and readable as it stands."""

import html
import re

import pytest

from bookings.admin import previews
from forge_site.web import phones
from tests.articles import factories as articles
from tests.reading import words_of

pytestmark = pytest.mark.django_db
# Blanks at the end of a line or the beginning, markup, and gaps that align nothing.
UNREADABLE = re.compile(r"[ \t]\n|^\s|\n\n\n|&(amp|quot|#39|lt|gt);|<[a-z/]|[^:\s] {2,}\S")
OWN_LINK = re.compile(r"http://127\.0\.0\.1:8000/free-intro/b/[\w.-]+/(?!intro)")
ROW = re.compile(r'class="rule ash key"[^>]*>([^<]+)</td><td[^>]*>(.*?)</td>', re.S)
TO_A_PERSON = {
    "confirmation", "reminder_day", "reminder_hours", "moved", "handed_over", "cancelled",
    "missed", "received", "already",
}  # fmt: skip


@pytest.fixture
def letters(gym, maya):
    """Every e-mail as the desk previews it, at a gym with all that e-mails can show."""
    gym.arrival = "Park behind the building."
    gym.latitude, gym.longitude = "40.71278", "-74.00594"
    gym.save()
    articles.article(slug="back-pain", title="Lower back pain")
    return {kind: email for kind, (_, email) in previews.samples().items()}


class TestTheTextTwin:
    def test_says_every_fact_of_the_html(self, letters):
        for kind, letter in letters.items():
            text = words_of(letter.text)
            for label, value in ROW.findall(letter.html):
                assert words_of(value).strip("“” ") in text, (kind, label)

    def test_holds_every_link_of_the_html_that_leads_somewhere(self, letters):
        """A call and an e-mail are taps in the HTML; in the text number and address stand."""
        for kind, letter in letters.items():
            for link in map(html.unescape, re.findall(r'href="([^"]+)"', letter.html)):
                scheme, _, rest = link.partition(":")
                if scheme in ("tel", "sms"):
                    link = phones.shown(rest, "US")
                elif scheme == "mailto":
                    link = rest.partition("?")[0]
                assert link in letter.text, kind

    def test_reads_well(self, letters):
        for kind, letter in letters.items():
            assert letter.text.endswith("\n")
            assert not UNREADABLE.search(letter.text), kind


class TestOnesOwnLink:
    def test_stands_in_every_e_mail_to_a_person(self, letters):
        """After a no-show the intro is over, and with it the link."""
        to_a_person = {kind for kind in letters if not kind.startswith("alert")}
        assert to_a_person == TO_A_PERSON
        for kind in to_a_person - {"missed"}:
            for said in (letters[kind].text, letters[kind].html):
                assert OWN_LINK.search(said), kind
