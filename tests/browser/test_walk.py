"""
The whole way, real at every step: home, article, open time, booked; the gym hears of it.

A site from `quickstart` with its sample content, its sender and a real SMTP server, opened
in Chromium through another port than its own; on SQLite and on PostgreSQL, with JavaScript
and without.
"""

import re
import sqlite3
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests import postgresql
from tests.faults.site import free_port, until
from tests.forwarder import Forwarder
from tests.outbox.mailserver import MailServer
from tests.test_quickstart import quickstart

pytestmark = pytest.mark.browser

ARTICLE = "lower-back-pain-and-training"
GYM = "coach@forge-fitness.net"
SECONDS_TO_THE_MAILBOX = 10


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def database(request):
    """Return (DATABASE_URL, a function that runs SQL on it once `folder` is known)."""
    if request.param == "sqlite":
        yield ""
    elif postgresql.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    else:
        with postgresql.own_server() as url:
            yield url


@pytest.fixture(scope="module")
def site(fresh_copy, database, tmp_path_factory):
    """A running quickstart behind a forwarder, with a mail server behind another."""
    folder = tmp_path_factory.mktemp("walk")
    port = free_port()
    with MailServer() as mailbox, Forwarder(mailbox.port) as smtp:
        settings = {
            "SECRET_KEY": "walk-" + "k" * 50,
            "DATA_DIR": folder,
            "DATABASE_URL": database,
            "EMAIL_URL": f"smtp://127.0.0.1:{smtp.port}",
        }
        arguments = ("--port", str(port), f"--alert-email={GYM}")
        with (
            quickstart(fresh_copy, *arguments, **settings) as (_, printed),
            Forwarder(port) as door,
        ):
            yield SimpleNamespace(
                url=f"http://127.0.0.1:{door.port}",
                password=re.search(r"Password +(\S+)", printed).group(1),
                mailbox=mailbox,
                smtp=smtp,
                sql=sql_on(database, folder),
            )


def sql_on(url, folder):
    """Return a function that runs one statement in the site's database, from outside."""

    @contextmanager
    def connected():
        if url:
            with psycopg.connect(url) as connection:
                yield connection
        else:
            with closing(sqlite3.connect(folder / "forge.sqlite3", timeout=20)) as connection:
                yield connection
                connection.commit()

    def sql(statement):
        with connected() as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    return sql


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def context(request, chromium, site):
    has_scripts = request.param == "with JavaScript"
    with closing(
        chromium.new_context(base_url=site.url, java_script_enabled=has_scripts)
    ) as context:
        yield context


def walk_to_an_open_time(page):
    """From the front page through the back article to a time; return the time's value."""
    page.goto("/")
    page.locator(f'a[href="/articles/{ARTICLE}/"]').first.click()
    assert page.locator("h1").text_content().strip().startswith("Lower back pain")
    link = page.locator(f'a[href^="/free-intro/?from={ARTICLE}&at="]').first
    slot = parse_qs(urlsplit(link.get_attribute("href")).query)["at"][0]
    link.click()
    assert page.locator("input[name=slot]:checked").get_attribute("value") == slot
    return slot


def book(page, name, email):
    required = page.locator("form input[required]:not([type=radio]), form textarea[required]")
    assert required.count() == 2
    page.get_by_label("Name").fill(name)
    page.get_by_label("mail", exact=False).first.fill(email)
    page.get_by_role("button", name="Book my free intro").click()
    page.wait_for_url("**/free-intro/done/**")
    assert "You are in" in page.locator("h1").text_content()


def mail_for(site, address):
    return [message for to, message in site.mailbox.messages if address in to]


def alerts_about(site, email):
    return [message for message in mail_for(site, GYM) if message["Reply-To"] == email]


def row_of(site, email):
    (row,) = site.sql(
        "SELECT intro.name, intro.status, coach.slug, article.slug, intro.starts_at, intro.id"
        " FROM bookings_intro intro JOIN bookings_diary diary ON diary.id = intro.diary_id"
        " JOIN gym_coach coach ON coach.id = diary.coach_id"
        " JOIN articles_article article ON article.id = intro.source_article_id"
        f" WHERE intro.email = '{email}'"
    )
    return row


def minute(instant):
    """Return "2026-11-24T22:30" of an instant as SQLite (text) or PostgreSQL gives it."""
    return str(instant).replace(" ", "T")[:16]


class TestTheWalk:
    def test_from_the_front_page_to_the_gyms_mailbox(self, site, context):
        email = f"walker-{time.time_ns()}@forge-fitness.net"
        page = context.new_page()
        slot = walk_to_an_open_time(page)
        asked = []
        page.on("request", lambda sent: asked.append(sent))
        book(page, "Robin Walker", email)
        asked_at = time.monotonic()
        # The form's own page was the first load; the answer and where it leads the second.
        loads = [sent.method for sent in asked if sent.is_navigation_request()]
        assert loads == ["POST", "GET"]
        until(
            lambda: mail_for(site, email) and alerts_about(site, email),
            SECONDS_TO_THE_MAILBOX,
            what="alert and confirmation at the mail server",
        )
        print(f"\nboth e-mails arrived {time.monotonic() - asked_at:.1f} s after the answer")

        coach, _, starts_at = slot.partition("@")
        *row, starts, pk = row_of(site, email)
        assert row == ["Robin Walker", "booked", coach, ARTICLE]
        assert minute(starts) == starts_at.removesuffix("Z")
        (confirmation,) = mail_for(site, email)
        (alert,) = alerts_about(site, email)
        assert "Robin Walker" in alert["Subject"]
        assert "Robin" in alert.get_body(("plain",)).get_content()
        assert f"/bookings/intro/{pk}/" in alert.get_body(("plain",)).get_content()
        assert confirmation.get_body(("html",)) is not None
        assert context.cookies() == []

    def test_the_coach_signs_in_and_sees_it(self, site, context):
        page = context.new_page()
        page.goto("/admin/")
        page.get_by_label("Username").fill("staff")
        page.get_by_label("Password").fill(site.password)
        page.get_by_role("button", name="Log in").click()
        page.wait_for_url("**/admin/")
        assert "Robin Walker" in page.locator("main, #content").first.inner_text()

    def test_a_mail_server_that_was_away_delays_and_loses_nothing(self, site, chromium):
        """Half a minute of waiting, so once for each database, scripts or not."""
        email = f"patient-{time.time_ns()}@forge-fitness.net"
        site.smtp.close()
        try:
            page = chromium.new_page(base_url=site.url)
            page.goto("/free-intro/")
            page.locator("label.slot:has(input[name=slot])").last.click()
            book(page, "Pat Ient", email)
            pk = site.sql(f"SELECT id FROM bookings_intro WHERE email = '{email}'")[0][0]
            about = f"about = 'intro:{pk}' AND kind IN ('alert', 'confirmation')"
            until(
                lambda: (
                    site.sql(
                        f"SELECT count(*) FROM outbox_outboxemail WHERE {about}"
                        " AND state = 'queued' AND attempts > 0 AND last_error <> ''"
                    )
                    == [(2,)]
                ),
                what="both e-mails tried in vain",
            )
            assert mail_for(site, email) == []
            page.close()
        finally:
            site.smtp.open()
        # A minute's wait, taken away: they are due at once.
        site.sql(f"UPDATE outbox_outboxemail SET send_after = created_at WHERE {about}")
        sent = f"SELECT count(*) FROM outbox_outboxemail WHERE {about} AND state = 'sent'"
        until(lambda: site.sql(sent) == [(2,)], what="both e-mails sent")
        time.sleep(2)  # a second copy would come with the sender's next look
        assert len(mail_for(site, email)) == 1
        assert len(alerts_about(site, email)) == 1
