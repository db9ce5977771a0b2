"""To the gym and its coaches: everything they should know, and what they can tap."""

from django.urls import reverse

from bookings import links
from bookings.emails.parts import (
    SUBJECT_NAME,
    Button,
    Fact,
    alert_addresses,
    letter,
    mailto,
    reply_with_times,
    shared,
)
from bookings.models import Intro, Status, Way
from forge_site.outbox.words import counted
from forge_site.web import phones, times


def alerts(intro, gym, now, next_times):
    """Return what tells the gym, and the coach concerned, of a new intro or request."""
    context = alert_context(intro, gym, now, next_times)
    kind = "alert" if intro.holds_a_time else "alert_request"
    return to_gym(kind, "alert", intro, gym, context)


def alerts_of_change(intro, gym, now, change, *, was, was_with=None):
    """
    Return what tells the gym, and the coaches concerned, that an intro changed.

    `change` is "moved", "handed_over" (at the same time), "changed" or "cancelled", `was`
    what it was before, `was_with` its diary then.
    """
    context = alert_context(intro, gym, now, ()) | {
        "change": change,
        "said": "with another coach" if change == "handed_over" else change,
        "was": was,
        "when": times.short(intro.starts_at, gym.zone) if intro.starts_at else "no time yet",
    }
    coaches = {intro.coach, was_with and was_with.coach} - {None}
    return to_gym(f"alert_{change}", "alert_change", intro, gym, context, coaches)


def said_of(was, gym):
    """Return the former way, phone and e-mail address in `was` in words, some of the three."""
    said = []
    if "way" in was:
        said.append(Way(was["way"]).label.lower())
    if "phone" in was:
        said.append(phones.shown(was["phone"], gym.country) if was["phone"] else "no phone")
    if "email" in was:
        said.append(was["email"] or "no email")
    return ", ".join(said)


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
        "reply_url": reply_with_times(intro, gym, next_times)
        if next_times and intro.email
        else "",
        "next_times": next_times,
        "desk_url": links.desk_url(intro),
        "record_button": [Button("Open the record", links.desk_url(intro))],
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
    if not intro.email:
        return phone, []
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
    if intro.email:
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
        return f"They have asked {counted(earlier, 'time')} before."
    if intro.phone and others.filter(phone=intro.phone).exists():
        return "Someone else gave the same phone number before."
    return "First time we hear from them."


def digest(intros, count, gym, now):
    """
    Return the daily e-mail about the `count` requests nobody has answered; `intros` are the
    first of them, the oldest first.
    """
    return summary(
        "alert_digest",
        intros,
        count,
        gym,
        now,
        stage="requests",
        headline="Nobody has",
        under="answered yet",
        subject=f"{counted(count, 'request')} without an answer",
        lead="They asked for a free intro and wait to hear from a coach. Open a record and "
        "tap “I have answered”, or book a time, and it is off this list.",
    )


def held_back(intros, count, gym, now):
    """
    Return the hourly e-mail about the `count` intros that were held back as suspicious;
    `intros` are the first of them.
    """
    return summary(
        "alert_held",
        intros,
        count,
        gym,
        now,
        stage="held",
        headline="Held back:",
        under="look at them",
        subject=f"{counted(count, 'intro')} held back",
        lead="They look like a machine’s. None holds a time and nobody was written to. Is one "
        "a real person? Open the record and tap “Release”.",
    )


def summary(kind, intros, count, gym, now, *, stage, **words):
    """
    Return an e-mail to the gym that lists `intros` of `count`, with `words` around the list.

    `stage` is where all of them stand at the desk: a value of bookings.admin.filters.Stage.
    """
    entries = [
        {
            "name": intro.name[:SUBJECT_NAME],
            "said": "; ".join(
                [
                    f"asked {times.short(intro.created_at, gym.zone)}",
                    *(f"wants {wish}" for wish in wishes(intro, gym.zone)),
                    *([intro.quarantine_reason] if intro.quarantine_reason else []),
                ]
            ),
            "url": links.desk_url(intro),
        }
        for intro in intros
    ]
    context = shared(gym) | words | {"entries": entries, "further": count - len(entries)}
    every_one = reverse("admin:bookings_intro_changelist", query={"stage": stage})
    context["list_url"] = links.absolute(every_one)
    context["why"] = "Sent to the alert addresses set under The gym."
    return letter(kind, "summary", context, to=alert_addresses(gym), about="", send_after=now)
