"""
Sample hours for the sample coaches, and six sample intros that show the desk at work.

The people are invented, their addresses are at example.com, nobody is mailed about them
and no report counts them. Each piece is loaded once (gym.LoadedSample), dates lie around
the day of loading.
"""

from datetime import datetime, time, timedelta

from bookings import slots
from bookings.models import Diary, Intro, IntroPolicy, Status, WeeklyHours
from forge_site.gym.models import Coach, LoadedSample

# Monday is 0. Two stretches a week each, inside the sample gym's opening hours.
HOURS = {
    "maya-ellison": [(0, "17:30", "19:45"), (5, "09:00", "11:15")],
    "marcus-tran": [(1, "07:00", "09:15"), (3, "06:30", "08:45")],
    "priya-raman": [(1, "12:00", "14:15"), (4, "12:00", "14:15")],
    "joe-hadley": [(2, "16:45", "19:00"), (3, "16:45", "19:00")],
}
# (status, name, goal, note, coach, weekday, clock, weeks from now)
INTROS = [
    ("booked", "Sam Rivera", "pain", "Sore back since spring.", "maya-ellison", 0, "17:30", 1),
    ("booked", "Alex Okafor", "stronger", "", "priya-raman", 4, "12:45", 1),
    ("attended", "Jo Lindqvist", "return", "Two years away.", "marcus-tran", 1, "07:45", -1),
    ("joined", "Ren Castillo", "stronger", "", "maya-ellison", 5, "09:45", -2),
    ("no_show", "Kit Moreau", "curious", "", "joe-hadley", 2, "17:30", -1),
    ("requested", "Dana Whitfield", "eat", "Only after eight.", "", 0, "", 0),
]


def load_bookings(now, zone):
    """Load what is missing. `now` an instant, `zone` the gym's ZoneInfo."""
    for slug, stretches in HOURS.items():
        LoadedSample.objects.once(f"diary:{slug}", lambda s=slug, h=stretches: add_diary(s, h))
    for row in INTROS:
        LoadedSample.objects.once(f"intro:{row[1]}", lambda r=row: add_intro(r, now, zone))


def add_diary(slug, stretches):
    """Open a diary for the sample coach at `slug`, unless coach or diary is the gym's own."""
    coach = Coach.objects.sample().filter(slug=slug, diary=None).first()
    if coach is None:
        return
    diary = Diary.objects.create(coach=coach)
    WeeklyHours.objects.bulk_create(
        WeeklyHours(
            diary=diary,
            weekday=weekday,
            opens=time.fromisoformat(opens),
            closes=time.fromisoformat(closes),
        )
        for weekday, opens, closes in stretches
    )


def add_intro(row, now, zone):
    """Add one sample intro, unless its time is somebody's or its coach has no diary."""
    status, name, goal, note, slug, weekday, clock, weeks = row
    fields = {
        "status": status,
        "name": name,
        "email": f"{name.split()[0].lower()}@example.com",
        "phone": "+15555550117",
        "goal": goal,
        "note": note,
        "created_at": now - timedelta(days=1, hours=3),
        "changed_at": now,
        "is_sample": True,
    }
    if status in Status.holding_a_time():
        diary = Diary.objects.filter(coach__slug=slug, coach__is_sample=True).first()
        if diary is None:
            return
        starts_at = time_near(now, zone, weekday, clock, weeks)
        ends_at = starts_at + IntroPolicy.objects.current().length
        if diary.intros.overlapping(starts_at, ends_at).exists():
            return
        fields |= {"diary": diary, "starts_at": starts_at, "ends_at": ends_at}
        fields["created_at"] = min(fields["created_at"], starts_at - timedelta(days=2))
    else:
        fields |= {"wished_days": "Tuesday, Thursday", "wished_hours": "Evening"}
    Intro.objects.create(**fields)


def time_near(now, zone, weekday, clock, weeks):
    """
    Return `clock` on a `weekday` near `now`, an instant.

    With `weeks` 1 it is the next one after today, with -1 the last but one before.
    """
    today = now.astimezone(zone).date()
    ahead = (weekday - today.weekday()) % 7 or 7
    day = today + timedelta(days=ahead, weeks=weeks - 1)
    return slots.instant(datetime.combine(day, time.fromisoformat(clock)), zone)


def remove_bookings():
    """Remove the sample intros, and the diaries of sample coaches that hold no real ones."""
    Intro.objects.sample().delete()
    Diary.objects.filter(coach__is_sample=True, intros=None).delete()
