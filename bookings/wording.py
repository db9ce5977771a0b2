"""
What pages and e-mails say alike of an intro that has a time: when, where and how.
"""

from bookings.models import Way
from forge_site.gym.maps import map_links
from forge_site.web import times


def words_of(intro, gym):
    """Return what is said of `intro`, times in the zone of `gym`."""
    zone = gym.zone
    return {
        "full": times.full(intro.starts_at, zone),
        "spoken": times.spoken(intro.starts_at, zone),
        "short_day": times.short_day(intro.starts_at, zone),
        "clock": times.clock(intro.starts_at, zone),
        "minutes": int((intro.ends_at - intro.starts_at).total_seconds()) // 60,
        "where": place(intro, gym),
        "map_url": directions(intro, gym),
        "is_in_person": intro.way == Way.IN_PERSON,
        "how": how(intro),
    }


def place(intro, gym):
    """Return where the intro takes place, in one line."""
    if intro.way == Way.IN_PERSON:
        return gym.address_line or f"At {gym.name}"
    return intro.get_way_display()


def directions(intro, gym):
    """
    Return OpenStreetMap's address of the gym, if that is where they meet.

    "" if not, or if the gym has neither point nor address.
    """
    if intro.way != Way.IN_PERSON:
        return ""
    return next((one["url"] for one in map_links(gym) if one["name"] == "OpenStreetMap"), "")


def how(intro):
    """Return the sentence that says who does what when it is time."""
    first = intro.diary.coach.first_name
    return {
        Way.IN_PERSON: f"{first} meets you at the door.",
        Way.PHONE: f"{first} calls you on the number you gave.",
        Way.VIDEO: f"{first} sends you the link for the video call before it begins.",
    }[intro.way]
