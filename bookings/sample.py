"""
Sample diaries and intros, so that open times and the desk have something to show.

The people are invented and their addresses lie in example.com, which is never mailed. Dates
are counted from the day they are loaded. Nothing here goes through services: a sample
intro sends no e-mail.
"""

from datetime import datetime, time, timedelta

from bookings.models import Diary, Intro, IntroNote, IntroPolicy, Status, WeeklyHours
from bookings.slots import instant
from forge_site.gym.models import Coach, LoadedSample, Weekday

# Two stretches a week for each sample coach, within the sample opening hours: three intros
# of half an hour and a quarter between them.
WEEKLY_HOURS = {
    "maya-ellison": (
        (Weekday.MONDAY, time(17, 30), time(19, 45)),
        (Weekday.SATURDAY, time(9), time(11, 15)),
    ),
    "marcus-tran": (
        (Weekday.TUESDAY, time(7), time(9, 15)),
        (Weekday.THURSDAY, time(6, 30), time(8, 45)),
    ),
    "priya-raman": (
        (Weekday.TUESDAY, time(12), time(14, 15)),
        (Weekday.FRIDAY, time(12), time(14, 15)),
    ),
    "joe-hadley": (
        (Weekday.WEDNESDAY, time(16, 45), time(19)),
        (Weekday.THURSDAY, time(16, 45), time(19)),
    ),
}

# Each in another state; `week` as in `_start`.
INTROS = (
    {
        "name": "Dana Whitfield",
        "status": Status.BOOKED,
        "coach": "maya-ellison",
        "week": 0,
        "phone": "+15555550117",
        "goal": Intro.Goal.PAIN,
        "note": "My lower back has been grumpy since spring. I have never touched a barbell.",
        "article": "lower-back-pain-and-training",
    },
    {
        "name": "Luis Ortega",
        "status": Status.REQUESTED,
        "goal": Intro.Goal.RETURN,
        "note": "I work shifts, so it changes from week to week.",
        "wished_days": "Saturday",
        "wished_hours": "Early, 6 to 9",
    },
    {
        "name": "Ruth Abelson",
        "status": Status.ATTENDED,
        "coach": "priya-raman",
        "week": -1,
        "phone": "+15555550163",
        "goal": Intro.Goal.STRONGER,
        "story": "Wants to carry her grandson up the stairs. Bringing her doctor's note.",
        "article": "starting-strength-training-after-40",
    },
    {
        "name": "Ken Okafor",
        "status": Status.JOINED,
        "coach": "marcus-tran",
        "week": -3,
        "goal": Intro.Goal.STRONGER,
        "story": "Started Foundations, Tuesdays and Thursdays.",
    },
    {
        "name": "Jo Lindqvist",
        "status": Status.NO_SHOW,
        "coach": "joe-hadley",
        "week": -2,
        "phone": "+15555550125",
        "goal": Intro.Goal.EAT,
    },
    {
        "name": "Sam Petrov",
        "status": Status.CANCELLED,
        "coach": "maya-ellison",
        "week": -1,
        "goal": Intro.Goal.CURIOUS,
        "cancel_reason": "Out of town after all.",
    },
)


def load_bookings(now, zone, article=lambda slug: None):
    """
    Load what is missing: the rules for intros, the diaries, the intros.

    `now` is an instant, `zone` the gym's; `article(slug)` returns the article somebody came
    from, or None. What belongs to a coach who is not there is left out for good.
    """
    once = LoadedSample.objects.once
    once("intro-policy", lambda: IntroPolicy.objects.current().save())
    for slug in WEEKLY_HOURS:
        once(f"diary:{slug}", lambda slug=slug: _open_diary(slug))
    for row in INTROS:
        once(f"intro:{row['name']}", lambda row=row: _add_intro(row, now, zone, article))


def holds_real_intros():
    return Intro.objects.real().exists()


def remove_bookings():
    """Remove the sample intros, and the diaries of sample coaches that hold no real ones."""
    Intro.objects.sample().delete()
    Diary.objects.filter(coach__is_sample=True, intros=None).delete()


def _open_diary(slug):
    coach = Coach.objects.sample().filter(slug=slug, diary=None).first()
    if coach is None:
        return
    diary = Diary.objects.create(coach=coach)
    WeeklyHours.objects.bulk_create(
        WeeklyHours(diary=diary, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in WEEKLY_HOURS[slug]
    )


def _add_intro(row, now, zone, article):
    time_held = {}
    if coach := row.get("coach"):
        diary = Diary.objects.filter(coach__slug=coach, coach__is_sample=True).first()
        if diary is None:
            return
        starts_at = _start(WEEKLY_HOURS[coach][0], row["week"], now, zone)
        ends_at = starts_at + IntroPolicy.objects.current().length
        if diary.intros.overlapping(starts_at, ends_at).exists():
            return
        time_held = {"diary": diary, "starts_at": starts_at, "ends_at": ends_at}
    asked_at = min(
        now - timedelta(hours=3), time_held.get("starts_at", now) - timedelta(days=3)
    )
    intro = Intro.objects.create(
        name=row["name"],
        status=row["status"],
        email=f"{row['name'].split()[0].lower()}@example.com",
        phone=row.get("phone", ""),
        goal=row["goal"],
        note=row.get("note", ""),
        wished_days=row.get("wished_days", ""),
        wished_hours=row.get("wished_hours", ""),
        cancel_reason=row.get("cancel_reason", ""),
        source_article=article(row["article"]) if "article" in row else None,
        created_at=asked_at,
        changed_at=asked_at,
        is_sample=True,
        **time_held,
    )
    if story := row.get("story"):
        IntroNote.objects.create(intro=intro, text=story, written_at=intro.ends_at)


def _start(stretch, week, now, zone):
    """
    Return the UTC instant at which `stretch` begins: 0 is its next time from tomorrow on,
    -1 its last time before today, -2 the one before that.
    """
    weekday, opens, _ = stretch
    today = now.astimezone(zone).date()
    if week < 0:
        near = today - timedelta(days=1)
        on = near - timedelta(days=(near.weekday() - weekday) % 7, weeks=-week - 1)
    else:
        near = today + timedelta(days=1)
        on = near + timedelta(days=(weekday - near.weekday()) % 7, weeks=week)
    return instant(datetime.combine(on, opens), zone)
