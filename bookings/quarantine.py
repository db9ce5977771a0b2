"""
Which bookings are held back for a coach to look at. Nothing is dropped, nobody is told.

Judged after the time is known to be free, from what was typed and from rows already
stored: a refused post counts nowhere. How fast somebody typed is no sign at all, since
browsers fill a form in a second.
"""

import re
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q

from bookings.models import Intro, Status

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ADDRESS = re.compile(
    r"https?:(?://www\.)?|www\.|\[url|<a\s|\b[\w-]+\.(?:ru|cn|top|xyz|click|shop)\b", re.I
)
LINKS_ALLOWED = 1


def verdict(*, person, trap, stamp_is_ours, network_key, now):
    """
    Return why this intro should be held back, in words for staff, or "".

    `person` are the cleaned fields, `trap` what stood in the field nobody sees,
    `stamp_is_ours` whether the form was rendered by us.
    """
    return words_against(person, trap, stamp_is_ours) or limit_reached(
        person["email"], network_key, now
    )


def words_against(person, trap, stamp_is_ours):
    """Return what in the form itself speaks against a person, or "". Pure."""
    if trap:
        return "The field that people cannot see was filled in."
    if not stamp_is_ours:
        return "The form was not sent from our page."
    if ADDRESS.search(person["name"]):
        return "The name holds a web address."
    if len(ADDRESS.findall(person["note"])) > LINKS_ALLOWED:
        return "What they wrote holds several web addresses."
    return ""


def limit_reached(email, network_key, now):
    """
    Return which limit the stored intros have reached at `now`, or "". One query.

    What is held back counts against the network it came from and against nobody else: one
    machine's rubbish, which costs it nothing, would otherwise hold back the neighbours.
    """
    recent = Intro.objects.real().filter(created_at__gt=now - DAY, created_at__lte=now)
    last_hour = Q(created_at__gt=now - HOUR)
    let_in = ~Q(status=Status.QUARANTINED)
    counts = recent.aggregate(
        address=Count("pk", filter=let_in & Q(email=email)),
        network=Count("pk", filter=last_hour & Q(network_key=network_key)),
        everyone=Count("pk", filter=let_in & last_hour),
    )
    limits = (
        (
            counts["address"] if email else 0,
            settings.INTROS_PER_ADDRESS_A_DAY,
            "this e-mail address today",
        ),
        (
            counts["network"] if network_key else 0,
            settings.INTROS_PER_NETWORK_AN_HOUR,
            "the same network within an hour",
        ),
        (counts["everyone"], settings.INTROS_AN_HOUR, "everybody within an hour"),
    )
    for count, most, whose in limits:
        if most and count >= most:
            return f"{count} came before it from {whose}."
    return ""
