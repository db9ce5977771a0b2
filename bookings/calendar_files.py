"""
Intros as iCalendar (RFC 5545), for the file a prospect keeps and the feed a coach follows.

Start and end are UTC instants (form 2 of §3.3.5), so that no VTIMEZONE is needed and no
calendar can disagree about the hour. The UID never changes and SEQUENCE rises (§3.8.7.4),
which is how a calendar knows a moved intro for the one it has.
"""

from datetime import UTC, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event, vCalAddress, vText

from bookings import links
from bookings.models import Status
from forge_site.web import phones, times

PUBLISH, CANCEL = "PUBLISH", "CANCEL"


def for_prospect(intro, gym):
    """Return the calendar file of `intro` as the person gets it: METHOD:CANCEL if cancelled."""
    method = method_of(intro)
    calendar = new_calendar(method)
    event = event_of(intro, gym)
    event.add("summary", f"Free intro at {gym.name}")
    if method == PUBLISH:
        event.add("description", description(intro, gym))
    calendar.add_component(event)
    return as_text(calendar)


def feed(diary, intros, gym):
    """
    Return the calendar a coach subscribes to: the `intros` of `diary`, with who is coming.

    Asks to be fetched again every half hour (RFC 7986 §5.7; the X- name is the one that
    Apple and Microsoft read).
    """
    calendar = new_calendar(PUBLISH)
    calendar.add("x-wr-calname", f"Free intros, {diary.coach.first_name}")
    calendar.add("refresh-interval", timedelta(minutes=30), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT30M")
    for intro in intros:
        event = event_of(intro, gym)
        event.add("summary", f"Free intro: {intro.name}")
        event.add("description", for_coach(intro, gym))
        calendar.add_component(event)
    return as_text(calendar)


def for_coach(intro, gym):
    """Return what a coach sees in the appointment: when, whom, how, and what they said."""
    article = intro.source_article
    lines = [
        times.full(intro.starts_at, gym.zone),
        phones.shown(intro.phone, gym.country) if intro.phone else "",
        intro.email,
        intro.get_way_display(),
        intro.get_goal_display() if intro.goal else "",
        f"“{intro.note}”" if intro.note else "",
        f"Was reading: {article.title}" if article else "",
        links.desk_url(intro),
    ]
    return "\n".join(line for line in lines if line)


def attachment(intro, gym):
    """Return the calendar file of `intro` as an attachment for the outbox."""
    return {
        "name": "free-intro.ics",
        "mime": f"text/calendar; method={method_of(intro)}",
        "text": for_prospect(intro, gym),
    }


def method_of(intro):
    """Return what a calendar is to do with `intro`: keep it, or take it out."""
    return CANCEL if intro.status == Status.CANCELLED else PUBLISH


def new_calendar(method):
    calendar = Calendar()
    calendar.add("prodid", "-//Forge Fitness//Free intro//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    return calendar


def event_of(intro, gym):
    """Return an Event with the time, identity and state of `intro`, without words."""
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, intro.reference)))
    event.add("sequence", intro.sequence)
    event.add("dtstamp", intro.changed_at.astimezone(UTC))
    event.add("dtstart", intro.starts_at.astimezone(UTC))
    event.add("dtend", intro.ends_at.astimezone(UTC))
    event.add("status", "CANCELLED" if method_of(intro) == CANCEL else "CONFIRMED")
    if intro.way == intro.Way.IN_PERSON and gym.address_line:
        event.add("location", gym.address_line)
    if gym.answers_go_to:
        organizer = vCalAddress(f"mailto:{gym.answers_go_to}")
        organizer.params["CN"] = vText(gym.name)
        event.add("organizer", organizer)
    return event


def description(intro, gym):
    """Return what the appointment says when it is opened: who, where, and how to change it."""
    lines = [
        f"With {intro.diary.coach.name}. {intro.get_way_display()}.",
        times.full(intro.starts_at, gym.zone),
        gym.arrival if intro.way == intro.Way.IN_PERSON else "",
        f"Move or cancel: {links.manage_url(intro)}",
        f"Questions: {phones.shown(gym.phone, gym.country)}" if gym.phone else "",
    ]
    return "\n".join(line for line in lines if line)


def as_text(calendar):
    """Return `calendar` as text with the line ends of RFC 5545 §3.1."""
    return calendar.to_ical().decode("utf-8")
