"""The state of an e-mail in words a coach understands. Pure: handed `now` and the zone."""

from datetime import timedelta

from forge_site.web import times

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


def state(email, now, zone):
    """
    Return one line on what became of `email`, times in `zone`, a ZoneInfo.

    "Sent Tue 24 Nov, 5:30 pm Eastern time", "Trying again in 5 minutes: the mail server
    cannot be reached.", "Given up: there is no such address."
    """
    said = news(email, now, zone)
    if email.state == email.State.SENT:
        return f"Sent {said}"
    if email.state == email.State.QUEUED:
        return said
    return f"{email.get_state_display()}: {said}"


def news(email, now, zone):
    """Return what there is to say beside the bare state: "there is no such address."."""
    if email.state == email.State.SENT:
        beside = f". {email.last_error}" if email.last_error else ""
        return when(email.sent_at, zone) + beside
    if email.state != email.State.QUEUED:
        return email.last_error
    ahead = email.send_after - now
    if email.last_error:
        return f"Trying again {soon(ahead)}: {email.last_error}"
    if email.attempts:
        return "Being sent"
    if ahead <= MINUTE:
        return "Waiting to go out"
    return f"Goes out {when(email.send_after, zone)}"


def kind(slug):
    """Return "Reminder day" for "reminder_day"."""
    return capitalized(slug.replace("_", " "))


def capitalized(text):
    """Return `text` with its first letter capital and the others as they are."""
    return text[:1].upper() + text[1:]


def when(instant, zone):
    """Return `instant` in `zone` as "Tue 24 Nov, 5:30 pm Eastern time"."""
    return f"{times.short(instant, zone)} {times.zone_name(zone)}"


def soon(ahead):
    """Return "now", "in 5 minutes" or "in 2 hours" for the timedelta `ahead`, rounded up."""
    if ahead <= timedelta(0):
        return "now"
    if ahead <= 90 * MINUTE:
        return "in " + counted(-(-ahead // MINUTE), "minute")
    return "in " + counted(-(-ahead // HOUR), "hour")


def ago(past):
    """Return "3 minutes" or "2 days" for the timedelta `past`, rounded down."""
    if past < 90 * MINUTE:
        return counted(past // MINUTE, "minute")
    if past < 48 * HOUR:
        return counted(past // HOUR, "hour")
    return counted(past.days, "day")


def counted(number, noun):
    """Return "1 minute" or "5 minutes"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
