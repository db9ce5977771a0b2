"""What every e-mail about an intro is made of: rendering, facts, prefilled replies."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

from bookings import links, people
from bookings.wording import words_of
from forge_site.outbox.alerts import alert_recipients
from forge_site.outbox.models import OutboxEmail
from forge_site.web import phones, times

SUBJECT_NAME = 60


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an e-mail: what, and what it is, with a link behind it if there is one."""

    label: str
    value: str
    url: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """Something to tap. `main` is the one in ember."""

    label: str
    url: str
    main: bool = False


def letter(kind, template, context, *, to, about, **fields):
    """
    Return an unsaved OutboxEmail of `kind`, its subject, text and HTML from `template`.

    Text and subject are rendered as they are, the HTML escaped and with the `subject`.
    """
    subject = " ".join(plain(f"emails/{template}_subject.txt", context).split())
    return OutboxEmail(
        kind=kind,
        to=list(to),
        subject=subject,
        text=tidy(plain(f"emails/{template}.txt", context)),
        html=times.unbroken(
            get_template(f"emails/{template}.html").render(context | {"subject": subject})
        ),
        about=about,
        **fields,
    )


def plain(template, context):
    return get_template(template).template.render(Context(context, autoescape=False))


def tidy(text):
    """Return `text` with at most one empty line in a row and no blanks at line ends."""
    text = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return re.sub(r"\n{3,}", "\n\n", text) + "\n"


def alert_addresses(gym):
    """
    Return who at the gym hears of an intro.

    Made-up addresses are passed over for ALERT_EMAILS, and kept only if there is nothing
    better: then the row in the outbox says so.
    """
    return alert_recipients(gym) or gym.alert_address_list or list(settings.ALERT_EMAILS)


def shared(gym):
    """Return what every e-mail shows of the gym."""
    return {
        "gym": gym,
        "phone": phones.shown(gym.phone, gym.country) if gym.phone else "",
        "phone_url": f"tel:{phones.dialled(gym.phone, gym.country)}" if gym.phone else "",
        "address": gym.address_line,
        "site_url": settings.SITE_URL,
    }


def of_intro(intro, gym):
    """Return what every e-mail to the person shows of their `intro`, which has a time."""
    return (
        shared(gym)
        | words_of(intro, gym)
        | {
            "hello": people.hello(intro.name),
            "coach": intro.diary.coach,
            "manage_url": links.manage_url(intro),
            "calendar_url": links.calendar_url(intro),
        }
    )


def facts_for_person(words, gym):
    """Return the facts of a booked intro, for the person, out of the `words` of `of_intro`."""
    facts = [
        Fact("Coach", words["coach"].name),
        Fact("When", words["full"]),
        Fact("Where", words["where"], words["map_url"]),
    ]
    if words["is_in_person"] and gym.arrival:
        facts.append(Fact("Arriving", gym.arrival))
    return facts


def mailto(address, subject="", body=""):
    """Return a mailto: address (RFC 6068), its line ends as %0D%0A."""
    fields = {"subject": subject, "body": body.replace("\n", "\r\n")}
    query = "&".join(f"{name}={quote(text)}" for name, text in fields.items() if text)
    return f"mailto:{quote(address, safe='@')}" + (f"?{query}" if query else "")


def reply_with_times(intro, gym, next_times):
    """Return a mailto: to the person that offers the `next_times`, ready to send."""
    lines = [
        people.hello(intro.name),
        "",
        f"thank you for asking for a free intro at {gym.name}. Would one of these suit you?",
        "",
        *(f"- {one.spoken}" for one in next_times),
        "",
        f"All times are {times.zone_name(gym.zone)}. Just answer with the one you like, or "
        f"book it here: {links.book_url()}",
        "",
        gym.name,
    ]
    return mailto(intro.email, f"Your free intro at {gym.name}", "\n".join(lines))
