"""
The whole server killed with SIGKILL again and again while visitors book and ask.

    python -m tests.faults.kill --kills 100 --posts 8000

Every visitor sends the same form with the same key until there is an answer. Afterwards
every answer is held against the database: who was told yes is in it once, with each of
their e-mails once; who was told no is not; nothing else is. Then a last sender empties the
outbox, and every e-mail must have reached the mail server, a repeat bearing the same
Message-ID and there being no more repeats than kills. Prints one JSON line, as race.py does.
"""

import argparse
import asyncio
import os
import random
import signal
from collections import Counter
from contextlib import suppress
from types import SimpleNamespace

import httpx
from django.utils import timezone

from tests.faults import storm
from tests.faults.ledger import damage, emails, intros, standing
from tests.faults.script import on_a_site_of_its_own
from tests.faults.site import free_port
from tests.outbox.mailserver import MailServer

VISITORS = 12
BOOKED, ASKED = ("confirmation", "alert"), ("alert_request",)
SETTINGS = {
    "TRUSTED_PROXIES": "1",
    "INTROS_AN_HOUR": "0",
    "INTROS_PER_NETWORK_AN_HOUR": "0",
}


class Server:
    """Gunicorn on one port, in a process group of its own, which dies as one."""

    def __init__(self, folder, **env):
        self.folder = folder
        self.env = SETTINGS | env
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.kills = 0
        self.process = None

    def start(self):
        self.process = self.folder.start_gunicorn(
            own_group=True, BIND=f"127.0.0.1:{self.port}", **self.env
        )

    def kill(self):
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills += 1

    async def is_up(self):
        async with storm.client(self.url) as http:
            while True:
                with suppress(httpx.TransportError):
                    if (await http.get("/free-intro/")).status_code == 200:
                        return
                await asyncio.sleep(0.05)


async def run(server, kills, posts, longest_life):
    """Let visitors post while the server is killed; return the visitors, all answered."""
    server.start()
    await server.is_up()
    async with storm.client(server.url) as http:
        page = await storm.page_of(http)
        slots = await storm.all_open(http)
    visitors, running = [], True

    def next_visitor():
        number = len(visitors)
        # One in three wants a time, each time being wanted twice; the others ask for one.
        wants = {"slot": slots[number // 6 % len(slots)]} if number % 3 == 0 else {"ask": "1"}
        visitors.append(storm.filled(page, number, **wants))
        return visitors[-1]

    async def visit():
        # A connection of one's own each time: kept ones die unseen with the server.
        while running or len(visitors) < posts:
            async with storm.client(server.url) as http:
                await storm.send(http, next_visitor(), rest=0.2)

    tasks = [asyncio.create_task(visit()) for _ in range(VISITORS)]
    while server.kills < kills:
        await asyncio.sleep(random.uniform(0.05, longest_life))
        server.kill()
        server.start()
        await server.is_up()
    running = False
    await asyncio.gather(*tasks)
    return visitors


def storm_and_count(folder, kills, posts, longest_life=1.3, **env):
    """Run the storm on `folder`, empty the outbox, and return what was counted."""
    server = Server(folder, **env)
    with MailServer() as mail:
        folder.env["EMAIL_URL"] = f"smtp://127.0.0.1:{mail.port}"
        visitors = asyncio.run(run(server, kills, posts, longest_life))
        os.killpg(server.process.pid, signal.SIGTERM)
        server.process.wait(40)
        site = SimpleNamespace(folder=folder)
        broken = [*answers_against_rows(site, visitors), *standing(site), *damage(site)]
        repeats, lost = delivered(site, mail)
    if lost:
        broken.append(f"{lost} e-mails never reached the mail server")
    if repeats > server.kills:
        broken.append(f"{repeats} e-mails were repeated after {server.kills} kills")
    return {
        "kills": server.kills,
        "posts": len(visitors),
        "killed_in_hand": sum(visitor.repeats > 0 for visitor in visitors),
        **storm.told(visitors),
        "emails": emails(site).count(),
        "emails_repeated": repeats,
        "broken": broken,
    }


def answers_against_rows(site, visitors):
    """Return a sentence for every visitor whose answer the rows do not bear out."""
    broken = storm.other_than(visitors, {303, 409})
    rows = {str(intro.submission_key): intro for intro in intros(site)}
    by_email = Counter(intro.email for intro in rows.values())
    kinds = {}
    for about, kind in emails(site).values_list("about", "kind"):
        kinds.setdefault(about, Counter())[kind] += 1
    for visitor in visitors:
        intro = rows.pop(visitor.key, None)
        if visitor.answer.status == 409:
            if intro:
                broken.append(f"visitor {visitor.number} was refused and is in all the same")
            continue
        if intro is None or by_email[visitor.form["email"]] != 1:
            broken.append(f"visitor {visitor.number} was told yes and is lost or doubled")
            continue
        wanted = ASKED if "ask" in visitor.form else BOOKED
        found = kinds.pop(intro.key, Counter())
        if intro.reference not in visitor.answer.location:
            broken.append(f"visitor {visitor.number} was shown somebody else's page")
        if any(found[kind] != 1 for kind in wanted) or max(found.values()) != 1:
            broken.append(f"visitor {visitor.number} has the e-mails {dict(found)}")
    if rows or kinds:
        broken.append(f"{len(rows)} intros and {len(kinds)} e-mails belong to nobody")
    return broken


def delivered(site, mail):
    """Send what is due, leases ended, and return (how many were repeated, how many lost)."""
    now = timezone.now()
    leased = emails(site).unsent().filter(attempts__gt=0)
    leased.update(send_after=now)
    site.folder.manage("send_outbox", "--once", timeout=1800)
    counts = Counter(mail.message_ids())
    wanted = emails(site).filter(created_at__lte=now, kind__in=(*BOOKED, *ASKED))
    keys = {str(key) for key in wanted.values_list("key", flat=True)}
    arrived = {one.strip("<>").partition("@")[0] for one in counts}
    return sum(count - 1 for count in counts.values()), len(keys - arrived)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--posts", type=int, default=8000)
    asked = parser.parse_args()
    on_a_site_of_its_own(
        lambda folder: {"kill": storm_and_count(folder, asked.kills, asked.posts)},
        hours=(("08:00", "20:00"),),
        days_ahead=42,
    )


if __name__ == "__main__":
    main()
