"""Rows for the tests of bookings: functions with keyword overrides, plain defaults."""

from datetime import UTC, datetime, time, timedelta
from itertools import count

from bookings.models import Diary, Intro, Status, WeeklyHours
from forge_site.gym.models import Coach, Gym

# Sunday, 10:41 am in New York.
NOW = datetime(2026, 11, 22, 15, 41, tzinfo=UTC)
# Tuesday, 5:30 pm in New York.
START = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
PAST = START - timedelta(days=7)
LENGTH = timedelta(minutes=30)
numbers = count(1)


def make_gym(**fields):
    gym = Gym(
        **{
            "name": "Forge Fitness",
            "street": "123 Example Street, Suite 4",
            "locality": "Sampletown",
            "region": "ST",
            "postal_code": "00000",
            "phone": "+15555550142",
            "time_zone": "America/New_York",
            "alert_addresses": "desk@forge-fitness.net",
            "reply_to": "hello@forge-fitness.net",
        }
        | fields
    )
    gym.save()
    return gym


def make_coach(name="Maya Ellison", **fields):
    slug = fields.pop("slug", name.lower().replace(" ", "-"))
    return Coach.objects.create(name=name, slug=slug, **fields)


def make_diary(name="Maya Ellison", hours=(), is_open=True, **coach):
    """Return a diary open as `hours` say: (weekday, "17:30", "20:00") each."""
    diary = Diary.objects.create(coach=make_coach(name, **coach), is_open=is_open)
    for weekday, opens, closes in hours:
        WeeklyHours.objects.create(
            diary=diary,
            weekday=weekday,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )
    return diary


def make_intro(**fields):
    """Return a saved intro, booked with Maya for Tuesday 5:30 pm unless told otherwise."""
    number = next(numbers)
    status = fields.get("status", Status.BOOKED)
    person = {
        "name": "Sam Rivera",
        "email": f"sam{number}@forge-fitness.net",
        "created_at": NOW,
        "changed_at": NOW,
    }
    if status in Status.holding_a_time():
        starts_at = fields.get("starts_at", START)
        person |= {"starts_at": starts_at, "ends_at": starts_at + LENGTH}
        if "diary" not in fields:
            person["diary"] = Diary.objects.first() or make_diary()
    return Intro.objects.create(**person | fields)
