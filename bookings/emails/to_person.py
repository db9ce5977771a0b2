"""
To the person who booked. Nothing they typed goes there but their first name, since nobody
has verified that the address is theirs.
"""

from bookings import calendar_files, links, people, reminders
from bookings.emails.parts import (
    Button,
    facts_for_person,
    letter,
    of_intro,
    shared,
)
from bookings.wording import directions
from forge_site.web import times

WROTE = (
    "You get this because somebody wrote to us with this email address. Was it not you? Then "
    "there is nothing to do."
)


def to_person(kind, intro, gym, *, template=None, context=None, **fields):
    """Return an e-mail of `kind` to the person who booked `intro`."""
    words = of_intro(intro, gym)
    return letter(
        kind,
        template or kind,
        words | {"facts": facts_for_person(words, gym)} | (context or {}),
        to=[intro.email],
        about=intro.key,
        reply_to=gym.answers_go_to,
        **fields,
    )


def confirmation(intro, gym):
    """Return "you are in", with the calendar file."""
    buttons = [
        Button("Add to calendar", links.calendar_url(intro), main=True),
        Button("Move or cancel", links.manage_url(intro)),
    ]
    return to_person(
        "confirmation",
        intro,
        gym,
        context={"buttons": buttons},
        attachments=[calendar_files.attachment(intro, gym)],
    )


def reminders_of(intro, gym, now):
    """Return the reminders of `intro` that are still to come at `now`."""
    buttons = [Button("I need another time", links.manage_url(intro))]
    if way_there := directions(intro, gym):
        buttons.insert(0, Button("Get directions", way_there, main=True))
    return [
        to_person(
            kind,
            intro,
            gym,
            template="reminder",
            context={
                "day": times.distance(intro.starts_at, at, gym.zone),
                "buttons": buttons,
            },
            send_after=at,
            send_before=reminders.latest(at, intro.starts_at, gym.zone),
        )
        for kind, at in reminders.due(intro.starts_at, gym.zone, now).items()
    ]


def moved(intro, gym, was_at, was_with):
    """Return "your intro has moved", or that another coach will be there."""
    buttons = [
        Button("Update my calendar", links.calendar_url(intro), main=True),
        Button("Move or cancel", links.manage_url(intro)),
    ]
    has_new_time = was_at != intro.starts_at
    return to_person(
        "moved" if has_new_time else "handed_over",
        intro,
        gym,
        template="moved",
        context={
            "was": times.spoken(was_at, gym.zone),
            "has_new_time": has_new_time,
            "was_with": was_with.coach,
            "buttons": buttons,
        },
        attachments=[calendar_files.attachment(intro, gym)],
    )


def cancelled(intro, gym):
    """
    Return "your intro is cancelled", with the file that takes it out of the calendar.

    Its link shows what was cancelled, until that would have ended.
    """
    buttons = [
        Button("Pick a new time", links.book_url(), main=True),
        Button("See what it was", links.manage_url(intro)),
    ]
    return to_person(
        "cancelled",
        intro,
        gym,
        context={"buttons": buttons},
        attachments=[calendar_files.attachment(intro, gym)],
    )


def missed(intro, gym, *, send_after):
    """
    Return "sorry we missed you", sent once after a no-show.

    The one e-mail about a time without the link to it: links end with the intro, so this one
    would lead to the page that says so, and from there to where its button leads.
    """
    buttons = [Button("Pick a new time", links.book_url(), main=True)]
    return to_person("missed", intro, gym, context={"buttons": buttons}, send_after=send_after)


def already(first, gym):
    """
    Return, to somebody who asked for a second intro, the link to the `first`.

    Sent to the address and shown on no page: whoever typed it need not be its owner.
    """
    buttons = [Button("See or move it", links.manage_url(first), main=True)]
    return to_person("already", first, gym, context={"buttons": buttons})


def received(intro, gym):
    """Return "we have your message", to somebody who wrote without choosing a time."""
    manage_url = links.manage_url(intro)
    buttons = [
        Button("Pick a time", links.book_url(), main=True),
        Button("See where it stands", manage_url),
    ]
    said = {
        "hello": people.hello(intro.name),
        "buttons": buttons,
        "manage_url": manage_url,
        "why": WROTE,
    }
    return letter(
        "received",
        "received",
        shared(gym) | said,
        to=[intro.email],
        about=intro.key,
        reply_to=gym.answers_go_to,
    )
