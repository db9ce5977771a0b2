"""What the page of one intro shows, and which buttons make sense in which state."""

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from bookings import emails
from bookings.admin.intro_forms import TimeForm
from bookings.availability import OpenTimes
from bookings.hours import outside_hours
from bookings.models import Diary, Intro, Status
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times
from forge_site.web.cleaning import clean_number

OUTCOMES = [(status.value, status.label) for status in Status.outcomes()]


def short_acts(intro, now):
    """
    Return the (act, label) that fit into a row of the list: nothing that mails a person.

    Cancelling is asked for on the intro's own page, where one sees whom it concerns.
    """
    if intro.status == Status.BOOKED:
        return OUTCOMES if intro.starts_at <= now else []
    if intro.status == Status.ATTENDED:
        return OUTCOMES[2:]
    if intro.status == Status.QUARANTINED:
        return [("release", "Release")]
    if intro.status == Status.REQUESTED and intro.answered_at is None:
        return [("answer", "I have answered")]
    return []


def outcome_acts(intro, now):
    """Return the (act, label) that say what came of an intro, or take it back."""
    if not intro.holds_a_time:
        return []
    fitting = OUTCOMES if intro.starts_at <= now else []
    acts = [(act, label) for act, label in fitting if act != intro.status]
    if intro.status != Status.BOOKED:
        acts.append(("booked", "Take it back: booked"))
    return acts


def context(pk, gym):
    """Return what the page of the intro `pk` (text) shows beside the form, or {}."""
    intro = Intro.objects.for_pages().filter(pk=clean_number(pk)).first()
    if intro is None:
        return {}
    now = timezone.now()
    open_times = OpenTimes(zone=gym.zone, now=now, ignoring=intro)
    can_have_time = intro.status in (Status.BOOKED, *Status.waiting(), Status.CANCELLED)
    next_times = [one for one in open_times.offers if one.starts_at != intro.starts_at][:3]
    by_phone, by_mail = emails.contact_buttons(intro, gym, next_times)
    return {
        "intro": intro,
        "title": intro.name,
        "subtitle": None,
        "when": times.full(intro.starts_at, gym.zone) if intro.starts_at else "",
        "facts": emails.alert_facts(intro, gym, now),
        "contact_buttons": [*by_phone, *by_mail],
        "outcome_acts": outcome_acts(intro, now),
        "time_form": TimeForm(open_times=open_times) if can_have_time else None,
        "other_diaries": others(intro) if intro.is_ahead(now) else [],
        "can_cancel": intro.can_be_cancelled(now),
        "can_answer": intro.status == Status.REQUESTED and intro.answered_at is None,
        "can_release": intro.status == Status.QUARANTINED,
        "warnings": list(warnings(intro, gym.zone, now)),
        "mails": OutboxEmail.objects.about(intro.key).order_by("pk"),
        "zone": gym.zone,
    }


def others(intro):
    """Return the diaries an intro could be handed to."""
    return Diary.objects.in_order().exclude(pk=intro.diary_id).filter(coach__is_active=True)


def warnings(intro, zone, now):
    """Yield what staff should know before they write or wait, as text or safe HTML."""
    if intro.is_sample:
        yield "Sample: this person does not exist, and nothing here sends e-mail."
    if intro.quarantine_reason:
        yield f"Was held back: {intro.quarantine_reason}"
    is_ahead = intro.is_ahead(now)
    if is_ahead and outside_hours([intro], zone):
        yield f"This time lies outside {intro.diary.coach.first_name}'s present hours."
    if is_ahead and not intro.diary.coach.is_active:
        yield f"{intro.diary.coach.first_name} no longer coaches here: hand it over."
    same_phone = Intro.objects.exclude(pk=intro.pk).filter(phone=intro.phone)
    if intro.phone and (names := set(same_phone.values_list("name", flat=True)[:3])):
        yield f"The same phone number was given by {', '.join(sorted(names))}."
    if is_ahead or intro.status in Status.waiting():
        yield from same_address(intro, zone, now)


def same_address(intro, zone, now):
    """
    Yield that the person is booked besides `intro`, and when.

    The site books one intro at a time for an address; a slip of the finger mended later, by
    them or at the desk, can make two of it, and both stay.
    """
    others = Intro.objects.exclude(pk=intro.pk).from_person(intro.email).upcoming(now)
    if other := others.first():
        yield format_html(
            'The same e-mail address has another intro ahead: <a href="{}">{}</a>.',
            reverse("admin:bookings_intro_change", args=[other.pk]),
            times.short(other.starts_at, zone),
        )
