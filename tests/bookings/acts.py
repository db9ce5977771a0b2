"""What the tests of the services share: a booking made as the page makes it, and its mail."""

from bookings import services
from bookings.availability import OpenTime, OpenTimes
from bookings.models import Intro
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import LENGTH, NOW, START


def kinds(intro):
    """Return the kinds of the e-mails about `intro`, in order."""
    mails = OutboxEmail.objects.about(intro.key).order_by("pk")
    return list(mails.values_list("kind", flat=True))


def booked(gym, maya, **changes):
    """Return an intro that went through `book`, with its e-mails."""
    open_time = find(gym, "maya-ellison@2026-11-24T22:30Z")
    person = {"name": "Sam Rivera", "email": "sam@forge-fitness.net"}
    key = Intro._meta.get_field("submission_key").get_default()
    arguments = {"person": person, "source": {}, "key": key, "gym": gym, "now": NOW}
    return services.book(**arguments | {"open_time": open_time} | changes)


def stale(diary, gym):
    """Return the time at START as a page from a moment ago offered it."""
    return OpenTime(START, START + LENGTH, diary, gym.zone)


def find(gym, value, **options):
    """Return the open time that `value` names, or None."""
    return OpenTimes(zone=gym.zone, now=NOW, **options).find(value)
