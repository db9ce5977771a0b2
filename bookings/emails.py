"""
The e-mails about intros. Composes only: each function returns an unsaved OutboxEmail, which
the service saves in the transaction that made it true.

To the person goes nothing they typed but their first name, since nobody has verified that
the address is theirs. To the gym goes everything.
"""

from django.urls import reverse

from bookings import calendar_files, links, reminders
from bookings.email_parts import (
    SUBJECT_NAME,
    Button,
    Fact,
    alert_addresses,
    facts_for_person,
    letter,
    mailto,
    map_url,
    of_intro,
    reply_with_times,
    shared,
)
from bookings.models import Intro, Status
from forge_site.web import phones, times


def to_person(kind, intro, gym, *, template=None, context=None, **fields):
    """Return an e-mail of `kind` to the person who booked `intro`."""
    context = of_intro(intro, gym) | {"facts": facts_for_person(intro, gym)} | (context or {})
    return letter(
        kind,
        template or kind,
        context,
        to=[intro.email],
        about=intro.key,
        reply_to=gym.reply_to or gym.email,
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
    if intro.way == Intro.Way.IN_PERSON and map_url(gym):
        buttons.insert(0, Button("Get directions", map_url(gym), main=True))
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
            send_before=intro.starts_at,
        )
        for kind, at in reminders.due(intro.starts_at, gym.zone, now).items()
    ]


def moved(intro, gym, was_at, was_with):
    """Return "your intro has moved", or that another coach will be there."""
    buttons = [
        Button("Update my calendar", links.calendar_url(intro), main=True),
        Button("Move or cancel", links.manage_url(intro)),
    ]
    return to_person(
        "moved",
        intro,
        gym,
        context={
            "was": times.spoken(was_at, gym.zone),
            "has_new_time": was_at != intro.starts_at,
            "was_with": was_with.coach,
            "buttons": buttons,
        },
        attachments=[calendar_files.attachment(intro, gym)],
    )


def cancelled(intro, gym):
    """Return "your intro is cancelled", with the file that takes it out of the calendar."""
    buttons = [Button("Pick a new time", links.absolute(reverse("bookings:book")), main=True)]
    return to_person(
        "cancelled",
        intro,
        gym,
        context={"buttons": buttons},
        attachments=[calendar_files.attachment(intro, gym)],
    )


def missed(intro, gym, *, send_after):
    """Return "sorry we missed you", sent once after a no-show."""
    buttons = [Button("Pick a new time", links.absolute(reverse("bookings:book")), main=True)]
    return to_person("missed", intro, gym, context={"buttons": buttons}, send_after=send_after)


def alerts(intro, gym, now, next_times):
    """Return what tells the gym, and the coach concerned, of a new intro or request."""
    context = alert_context(intro, gym, now, next_times)
    kind = "alert" if intro.holds_a_time else "alert_request"
    return to_gym(kind, "alert", intro, gym, context)


def alerts_of_change(intro, gym, now, change, *, was, was_with=None):
    """
    Return what tells the gym, and the coaches concerned, that an intro changed.

    `change` is "moved" or "cancelled", `was` what it was before, `was_with` its diary then.
    """
    context = alert_context(intro, gym, now, ()) | {
        "change": change,
        "was": was,
        "when": times.short(intro.starts_at, gym.zone),
    }
    coaches = {diary.coach for diary in (intro.diary, was_with) if diary}
    return to_gym(f"alert_{change}", "alert_change", intro, gym, context, coaches)


def to_gym(kind, template, intro, gym, context, coaches=None):
    """Return an e-mail of `kind` to the gym, and one to each coach with an own address."""
    everyone = alert_addresses(gym)
    made = [
        letter(
            kind,
            template,
            context | {"why": "Sent to the alert addresses set under The gym."},
            to=everyone,
            about=intro.key,
            reply_to=intro.email,
        )
    ]
    if coaches is None:
        coaches = {intro.coach} if intro.coach else set()
    own = {coach.alert_email for coach in coaches} - {"", *everyone}
    context = context | {"why": "Sent to you because it is your intro."}
    made += [
        letter(
            f"{kind}_coach",
            template,
            context,
            to=[address],
            about=intro.key,
            reply_to=intro.email,
        )
        for address in sorted(own)
    ]
    return made


def alert_context(intro, gym, now, next_times):
    """Return all that staff should know of `intro`, and what they can tap."""
    call, write = contact_buttons(intro, gym, next_times)
    return shared(gym) | {
        "intro": intro,
        "name": intro.name[:SUBJECT_NAME],
        "is_booked": intro.holds_a_time,
        "coach": intro.coach,
        "short": times.short(intro.starts_at, gym.zone) if intro.holds_a_time else "",
        "facts": alert_facts(intro, gym, now),
        "buttons": [*call, *write],
        "reply_url": reply_with_times(intro, gym, next_times) if next_times else "",
        "next_times": next_times,
        "desk_url": links.desk_url(intro),
    }


def contact_buttons(intro, gym, next_times):
    """Return (buttons by phone, buttons by e-mail) that reach the person."""
    phone = []
    if intro.phone:
        shown = phones.shown(intro.phone, gym.country)
        phone = [
            Button(f"Call {shown}", f"tel:{intro.phone}", main=True),
            Button("Text", f"sms:{intro.phone}"),
        ]
    mail = [Button(f"Email {intro.first_name[:20]}", mailto(intro.email), main=not phone)]
    if next_times:
        mail.append(Button("Reply with times", reply_with_times(intro, gym, next_times)))
    return phone, mail


def alert_facts(intro, gym, now):
    """Return the lines of an alert: when, with whom, what they wrote, where they come from."""
    zone = gym.zone
    facts = []
    if intro.holds_a_time:
        away = times.distance(intro.starts_at, now, zone)
        facts.append(Fact("When", f"{times.full(intro.starts_at, zone)}, {away}"))
    facts += [Fact("Suits them", wish) for wish in wishes(intro, zone)]
    if intro.coach:
        facts.append(Fact("Coach", intro.coach.name))
    facts.append(Fact("How", intro.get_way_display()))
    if intro.goal:
        facts.append(Fact("Goal", intro.get_goal_display()))
    if intro.note:
        facts.append(Fact("Note", intro.note, quoted=True))
    if intro.source_article:
        page = links.absolute(intro.source_article.get_absolute_url())
        facts.append(Fact("Was reading", intro.source_article.title, page))
    if intro.campaign:
        facts.append(Fact("Campaign", intro.campaign))
    if intro.cancel_reason:
        facts.append(Fact("Why", intro.cancel_reason, quoted=True))
    if intro.phone:
        shown = phones.shown(intro.phone, gym.country)
        facts.append(Fact("Phone", shown, f"tel:{intro.phone}"))
    facts.append(Fact("Email", intro.email, mailto(intro.email)))
    facts.append(Fact("Asked", f"{times.full(intro.created_at, zone)}. {history(intro)}"))
    return facts


def wishes(intro, zone):
    """Return what a person without a time said about when it suits them."""
    wished = [intro.wished_days, intro.wished_hours]
    if intro.wished_at:
        wished.insert(0, times.full(intro.wished_at, zone))
    return [wish for wish in wished if wish and intro.status in Status.waiting()]


def history(intro):
    """Return whether the gym has heard of this person before, by address or phone."""
    others = Intro.objects.exclude(pk=intro.pk)
    earlier = others.from_person(intro.email).count()
    if earlier:
        return f"They have asked {earlier} time{'s' if earlier > 1 else ''} before."
    if intro.phone and others.filter(phone=intro.phone).exists():
        return "Someone else gave the same phone number before."
    return "First time we hear from them."
