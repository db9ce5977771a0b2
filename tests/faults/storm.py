"""
Many visitors at once, over real connections: each fills the form it was given and sends it
with its own submission key, again and again with the same one, until there is an answer.
"""

import asyncio
import html
import random
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from uuid import uuid4

import httpx

from tests.bookings.visitor import BOOK, fields_of, slots_of

PATIENCE_SECONDS = 90
LATER = re.compile(r'href="([^"]+)#times">Later days')


@dataclass
class Visitor:
    """One person with a form filled in, behind an address of their own."""

    number: int
    form: dict
    answers: list = field(default_factory=list)
    repeats: int = 0

    @property
    def address(self):
        """One of 16 million private addresses (RFC 1918)."""
        return f"10.{self.number >> 16 & 255}.{self.number >> 8 & 255}.{self.number & 255}"

    @property
    def answer(self):
        """The last answer, or None."""
        return self.answers[-1] if self.answers else None

    @property
    def key(self):
        return self.form["key"]


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    seconds: float


def filled(page, number, **changes):
    """Return the Visitor `number` who fills in the form of `page`, with a key of their own."""
    given = fields_of(page)
    return Visitor(
        number,
        {
            "key": str(uuid4()),
            "stamp": given["stamp"],
            "name": f"Visitor {number}",
            "email": f"visitor-{number}@forge-fitness.net",
            "goal": "stronger",
            "note": "I can come right after work.",
        }
        | changes,
    )


def client(url):
    return httpx.AsyncClient(
        base_url=url,
        timeout=PATIENCE_SECONDS,
        limits=httpx.Limits(max_connections=None, max_keepalive_connections=None),
    )


async def page_of(http):
    """Return the booking page as somebody new sees it."""
    answer = await http.get(BOOK)
    assert answer.status_code == 200, answer.text[:500]
    return answer.text


async def all_open(http, path=BOOK):
    """Return the value of every open time, from the page at `path` and those it leads on to."""
    found = []
    while path:
        page = (await http.get(path)).text
        found += slots_of(page)
        later = LATER.search(page)
        path = later and html.unescape(later[1])
    return found


async def send(http, visitor, address=None, rest=0.05):
    """Post the form of `visitor` until it is answered: what breaks is sent again, same key."""
    end = time.monotonic() + PATIENCE_SECONDS
    headers = {"X-Forwarded-For": address or visitor.address}
    began = time.monotonic()
    while True:
        try:
            answer = await http.post(BOOK, data=visitor.form, headers=headers)
            break
        except httpx.TransportError:
            if time.monotonic() > end:
                raise
            visitor.repeats += 1
            await asyncio.sleep(rest * (1 + random.random()))
    took = time.monotonic() - began
    visitor.answers.append(Answer(answer.status_code, answer.headers.get("Location", ""), took))
    return visitor.answer


async def all_at_once(http, visitors, address=None):
    """Let all `visitors` send at the same moment and wait for every answer."""
    go = asyncio.Event()

    async def one(visitor):
        await go.wait()
        return await send(http, visitor, address)

    tasks = [asyncio.create_task(one(visitor)) for visitor in visitors]
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(*tasks)
    return visitors


def other_than(visitors, statuses):
    """Return a sentence for every kind of answer that is none of `statuses`."""
    counts = Counter(answer.status for visitor in visitors for answer in visitor.answers)
    return [
        f"{n} answers of {status}" for status, n in counts.items() if status not in statuses
    ]


def told(visitors):
    """Return the counts of a storm: each status, what was sent again, how long it took."""
    answers = [answer for visitor in visitors for answer in visitor.answers]
    seconds = sorted(answer.seconds for answer in answers)
    return {
        **{str(status): n for status, n in sorted(Counter(a.status for a in answers).items())},
        "sent_again": sum(visitor.repeats for visitor in visitors),
        "median_s": round(statistics.median(seconds), 2),
        "p99_s": round(seconds[int(len(seconds) * 0.99) - 1], 2),
    }
