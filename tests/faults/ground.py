"""What a site under fire needs to take bookings: a gym, its rules, coaches with hours."""

from datetime import time

from bookings.models import Diary, IntroPolicy, WeeklyHours
from forge_site.gym.models import Coach, Gym, Weekday

ALERTS = "desk@forge-fitness.net"
COACHES = {"maya-ellison": "Maya Ellison", "marcus-tran": "Marcus Tran"}
# Two sets of hours that lie over each other: starts 15 minutes apart, of which each rules
# out its neighbours. What guards overlaps, and not only equal starts, is put to the test.
HOURS = (("14:00", "17:30"), ("14:15", "17:45"))
ZONE = "America/New_York"


def open_gym(alias, hours=HOURS, **policy):
    """Fill the empty database `alias`; `policy` are fields of IntroPolicy."""
    Gym(
        phone="+15555550142",
        time_zone=ZONE,
        alert_addresses=ALERTS,
        reply_to="hello@forge-fitness.net",
    ).save(using=alias)
    IntroPolicy(**{"notice_hours": 1} | policy).save(using=alias)
    for position, (slug, name) in enumerate(COACHES.items(), start=1):
        coach = Coach(slug=slug, name=name, position=position)
        coach.save(using=alias)
        diary = Diary(coach=coach)
        diary.save(using=alias)
        WeeklyHours.objects.using(alias).bulk_create(
            WeeklyHours(
                diary=diary,
                weekday=weekday,
                opens=time.fromisoformat(opens),
                closes=time.fromisoformat(closes),
            )
            for weekday in Weekday
            for opens, closes in hours
        )
