"""
Many clients after the same times, against gunicorn and a database of its own.

    python -m tests.faults.race --clients 200 --rounds 50

prints one JSON line with what was counted and, under "broken", every promise that did not
hold; the exit code is 1 if there is any. DATABASE_URL chooses the database server, as it
does for the site. The suite runs each race small: test_race.py.
"""

import argparse
import asyncio
import random
import time
from collections import defaultdict
from datetime import timedelta
from zoneinfo import ZoneInfo

from bookings.models import IntroPolicy
from forge_site.web import times
from tests.bookings.visitor import BOOK
from tests.faults import storm
from tests.faults.ground import ZONE
from tests.faults.ledger import intros, letters, standing
from tests.faults.script import on_a_site_of_its_own

# Each client stands behind one proxy, which names it. How many intros the whole site may
# get in an hour is a limit of its own and no part of these races.
SETTINGS = {"TRUSTED_PROXIES": "1", "INTROS_AN_HOUR": "0", "OUTBOX_SENDER": "0"}


def for_one_time(site, clients, rounds=1, address=None):
    """
    All `clients` want the same time, in each of `rounds`: one gets it, the others 409.

    With `address` they all come from there (one office, one household).
    """

    async def run():
        visitors = []
        async with storm.client(site.url) as http:
            for _ in range(rounds):
                page = await storm.page_of(http)
                slot = storm.slots_of(page)[0]
                visitors += await storm.all_at_once(
                    http,
                    [
                        storm.filled(page, len(visitors) + n, email=new_email(), slot=slot)
                        for n in range(clients)
                    ],
                    address,
                )
        return visitors

    began = intros(site).count()
    visitors = asyncio.run(run())
    broken = wrong_answers(visitors, {303: rounds, 409: (clients - 1) * rounds})
    made = intros(site).count() - began
    if made != rounds:
        broken.append(f"{made} intros were stored in {rounds} rounds")
    return storm.told(visitors) | {"broken": broken + standing(site)}


def for_several_times(site, clients, wanted=20, tries=5):
    """Each of `clients` tries up to `tries` of the same times, which rule out each other."""

    async def run():
        async with storm.client(site.url) as http:
            page = await storm.page_of(http)
            slots = (await storm.all_open(http))[:wanted]
            visitors = [storm.filled(page, n, email=new_email()) for n in range(clients)]
            wishes = {id(one): random.sample(slots, tries) for one in visitors}
            for attempt in range(tries):
                waiting = [
                    one for one in visitors if not one.answer or one.answer.status == 409
                ]
                for one in waiting:
                    one.form["slot"] = wishes[id(one)][attempt]
                await storm.all_at_once(http, waiting)
        return visitors

    began = intros(site).count()
    visitors = asyncio.run(run())
    won = sum(visitor.answer.status == 303 for visitor in visitors)
    made = intros(site).count() - began
    broken = wrong_answers(visitors, {303: won, 409: None})
    if not won or made != won:
        broken.append(f"{won} were told they are in, {made} are")
    return storm.told(visitors) | {"booked": made, "broken": broken + standing(site)}


def for_neighbouring_times(site, clients, rounds):
    """
    Half of `clients` want one time of a coach, half the next: they touch, but the time kept
    free behind the first reaches into the second. No constraint of a database knows of that.
    """

    async def run():
        visitors = []
        async with storm.client(site.url) as http:
            page = await storm.page_of(http)
            for both in neighbours(await storm.all_open(http, BOOK + "?coach=marcus-tran")):
                if len(visitors) == clients * rounds:
                    break
                visitors += await storm.all_at_once(
                    http,
                    [
                        storm.filled(
                            page, len(visitors) + n, email=new_email(), slot=both[n % 2]
                        )
                        for n in range(clients)
                    ],
                )
        return visitors

    visitors = asyncio.run(run())
    broken = wrong_answers(visitors, {303: rounds, 409: (clients - 1) * rounds})
    return storm.told(visitors) | {"broken": broken + standing(site)}


def neighbours(slots):
    """Yield pairs of one coach's `slots` half an hour apart, each clear of the others."""
    starts = {start_of(slot): slot for slot in slots}
    clear_from = min(starts)
    for start, slot in sorted(starts.items()):
        touching = start + timedelta(minutes=30)
        if start >= clear_from and touching in starts:
            yield slot, starts[touching]
            clear_from = touching + timedelta(minutes=60)


def with_one_key(site, clients):
    """The same form arrives `clients` times at once: one intro, one alert, one answer."""

    async def run():
        async with storm.client(site.url) as http:
            page = await storm.page_of(http)
            first = storm.filled(page, 1, email=new_email(), slot=storm.slots_of(page)[0])
            visitors = [storm.Visitor(1, first.form) for _ in range(clients)]
            await storm.all_at_once(http, visitors)
            for visitor in visitors[:10]:
                await storm.send(http, visitor)
        return visitors

    visitors = asyncio.run(run())
    made = list(intros(site).filter(submission_key=visitors[0].key))
    mails = letters(site, made[0]) if made else {}
    broken = wrong_answers(visitors, {303: clients + min(10, clients)})
    shown = {answer.location for visitor in visitors for answer in visitor.answers}
    if len(shown) != 1:
        broken.append(f"{len(shown)} different thank-you pages")
    if len(made) != 1 or (mails["alert"], mails["confirmation"]) != (1, 1):
        broken.append(f"{len(made)} intros with the e-mails {dict(mails)}")
    return storm.told(visitors) | {"intros": len(made), "broken": broken + standing(site)}


def by_one_person(site, clients):
    """One e-mail address asks for `clients` times at once: one is booked, the rest wait."""

    async def run():
        async with storm.client(site.url) as http:
            page, email = await storm.page_of(http), new_email()
            slots = (await storm.all_open(http))[: clients * 4 : 4]
            visitors = [
                storm.filled(page, n, email=email, slot=slot) for n, slot in enumerate(slots)
            ]
            await storm.all_at_once(http, visitors)
        return visitors

    visitors = asyncio.run(run())
    theirs = intros(site).filter(email=visitors[0].form["email"])
    booked = theirs.filter(status="booked").count()
    broken = wrong_answers(visitors, {303: len(visitors)})
    if booked != 1 or theirs.count() != len(visitors):
        broken.append(f"{booked} booked of {theirs.count()} stored for one address")
    return storm.told(visitors) | {"booked": booked, "broken": broken + standing(site)}


def for_one_day(site, clients):
    """A coach takes one intro a day; `clients` want different times of a full day."""

    async def run():
        async with storm.client(site.url) as http:
            page = await storm.page_of(http)
            visitors = [
                storm.filled(page, n, email=new_email(), slot=slot)
                for n, slot in enumerate(fullest_day(await storm.all_open(http))[:clients])
            ]
            await storm.all_at_once(http, visitors)
        return visitors

    policy = IntroPolicy.objects.using(site.folder.alias)
    policy.update(most_per_day=1)
    try:
        visitors = asyncio.run(run())
    finally:
        policy.update(most_per_day=None)
    broken = wrong_answers(visitors, {303: 1, 409: len(visitors) - 1})
    if len(visitors) < 2:
        broken.append("nobody to race against")
    return storm.told(visitors) | {"broken": broken + standing(site)}


def fullest_day(slots):
    """
    Return those of `slots` that are one coach's on the gym's day on which most begin.

    The first and the last day open are cut short by the hour at which this runs.
    """
    days = defaultdict(list)
    for slot in slots:
        coach = slot.partition("@")[0]
        days[coach, times.local(start_of(slot), ZoneInfo(ZONE)).date()].append(slot)
    return max(days.values(), key=len)


def start_of(slot):
    """Return the instant (UTC) in a slot's value, "maya-ellison@2026-11-24T22:30Z"."""
    return times.parse_instant(slot.partition("@")[2])


def wrong_answers(visitors, expected):
    """Return a sentence if the answers are others than `expected`, {status: how many}."""
    answers = [answer.status for visitor in visitors for answer in visitor.answers]
    counts = {status: answers.count(status) for status in sorted(set(answers))}
    wanted = {status: n for status, n in expected.items() if n}
    fits = all(counts.get(status) == n for status, n in wanted.items())
    if fits and set(counts) <= set(expected):
        return []
    return [f"answers {counts}, not {expected}"]


def new_email():
    return f"v{random.getrandbits(64):x}@forge-fitness.net"


def run_all(site, clients, rounds):
    """Run every race in its full size and return what was counted."""
    races = {
        "one_address": lambda: for_one_time(site, 50, address="192.0.2.7"),
        "one_time": lambda: for_one_time(site, clients, rounds),
        "several_times": lambda: for_several_times(site, clients),
        "neighbouring_times": lambda: for_neighbouring_times(site, 8, 20),
        "one_key": lambda: with_one_key(site, 100),
        "one_person": lambda: by_one_person(site, 20),
        "one_day": lambda: for_one_day(site, 15),
    }
    counted = {}
    for name, race in races.items():
        began = time.monotonic()
        counted[name] = race() | {"took_s": round(time.monotonic() - began, 1)}
    return counted


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=50)
    asked = parser.parse_args()
    on_a_site_of_its_own(
        lambda folder: run_all(folder.serve(**SETTINGS), asked.clients, asked.rounds)
    )


if __name__ == "__main__":
    main()
