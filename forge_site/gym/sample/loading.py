"""
The sample gym as rows: the words of `content` and the pictures beside it, flagged.

Each piece is loaded once and for all, under a key of its own. Where the database holds a
row of the same name already, it is left as it is.
"""

from datetime import date, time, timedelta
from pathlib import Path

from django.conf import settings
from django.db.models import Q

from forge_site.gym.models import (
    Coach,
    Gym,
    LoadedSample,
    OpeningHours,
    Page,
    Picture,
    Program,
    Question,
    SpecialDay,
    Testimonial,
)
from forge_site.gym.picture_files import remove_picture_files, store_picture
from forge_site.gym.sample import content

PICTURES = Path(__file__).parent / "pictures"
FLAGGED = (SpecialDay, Program, Question, Testimonial, Page, Picture)
ROOM_PICTURE = "gym-interior-morning-light"
# What of the sample gym is invented; its name, country and zone stay when it goes.
INVENTED = (
    "tagline",
    "pitch",
    "street",
    "locality",
    "region",
    "postal_code",
    "arrival",
    "phone",
    "email",
)


def load_gym(today, tell):
    """Load what is missing of the sample gym. `today`: the gym's date; `tell(text)` prints."""
    once = LoadedSample.objects.once
    once("gym", lambda: _fill_gym())
    once("landmarks", lambda: _add_landmarks())
    for day in special_days(today):
        once(f"special-day:{day['note']}", lambda day=day: _add(SpecialDay, "on", day))
    _load_pictures(tell)
    once("room-picture", lambda: _hang_room_picture())
    for position, row in enumerate(content.PROGRAMS):
        row = row | {"position": position, "picture": _picture(row["picture"])}
        once(f"program:{row['slug']}", lambda row=row: _add(Program, "slug", row))
    for position, row in enumerate(content.COACHES):
        row = row | {"position": position}
        once(f"coach:{row['slug']}", lambda row=row: _add(Coach, "slug", row))
    for position, row in enumerate(content.QUESTIONS):
        row = row | {"position": position}
        once(f"question:{row['question']}", lambda row=row: _add(Question, "question", row))
    for position, words in enumerate(content.TESTIMONIALS):
        row = {"words": words, "position": position}
        once(f"testimonial:{position}", lambda row=row: _add(Testimonial, "words", row))
    for position, row in enumerate(content.PAGES):
        row = row | {"position": position, "body": _with_terms(row["body"])}
        once(f"page:{row['slug']}", lambda row=row: _add(Page, "slug", row))


def holds_real_gym():
    """Return True if staff have entered anything of their own about the gym."""
    own_gym = Gym.objects.real().exclude(Q(street="") & Q(phone="") & Q(email="") & Q(pitch=""))
    return own_gym.exists() or any(model.objects.real().exists() for model in (Coach, *FLAGGED))


def remove_gym(pictures_in_use):
    """
    Remove the sample rows, but not the coaches: those with real intros have to stay.

    Pictures that real rows show stay too, as do those whose ids are in `pictures_in_use`.
    """
    for model in FLAGGED:
        if model is not Picture:
            model.objects.sample().delete()
    pictures_in_use = [*pictures_in_use, *_hung_by_staff()]
    for picture in Picture.objects.sample().exclude(pk__in=pictures_in_use):
        if not (picture.programs.exists() or picture.coaches.real().exists()):
            remove_picture_files(picture)
            picture.delete()
    gym = Gym.objects.sample().first()
    if gym:
        for name in INVENTED:
            if getattr(gym, name) == content.GYM.get(name):
                setattr(gym, name, "")
        for row in _opening_hours():
            gym.opening_hours.filter(**row).delete()
        for row in content.LANDMARKS:
            gym.landmarks.filter(**row).delete()
        gym.is_sample = False
        gym.save()


def _hung_by_staff():
    """Return the ids of pictures staff chose for the front page or the room."""
    gym = Gym.objects.select_related("room_picture").first()
    if gym is None:
        return []
    room = gym.room_picture
    chosen = room if room and room.slug != ROOM_PICTURE else None
    return [pk for pk in (gym.front_picture_id, chosen and chosen.pk) if pk]


def special_days(today):
    """Return the next closed day of each kind in `content.SPECIAL_DAYS`, from `today` on."""
    days = []
    for entry in content.SPECIAL_DAYS:
        on, note = (
            (thanksgiving, "Thanksgiving") if entry == "thanksgiving" else _yearly(*entry)
        )
        next_one = on(today.year) if on(today.year) >= today else on(today.year + 1)
        days.append({"on": next_one, "note": note})
    return days


def thanksgiving(year):
    """Return the fourth Thursday of November (5 U.S.C. § 6103)."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


def _yearly(month, day, note):
    return (lambda year: date(year, month, day)), note


def _fill_gym():
    """Fill the gym's row where it is empty, and give it the sample hours if it has none."""
    gym = Gym.objects.current()
    for name, value in content.GYM.items():
        if not getattr(gym, name):
            setattr(gym, name, value)
    gym.is_sample = True
    gym.save()
    if not gym.opening_hours.exists():
        OpeningHours.objects.bulk_create(
            OpeningHours(gym=gym, **row) for row in _opening_hours()
        )


def _add_landmarks():
    """Give the sample gym its places nearby, unless staff wrote down their own."""
    gym = Gym.objects.sample().first()
    if gym and not gym.landmarks.exists():
        for row in content.LANDMARKS:
            gym.landmarks.create(**row)


def _hang_room_picture():
    """Show the sample picture of the room, unless staff chose one."""
    picture = _picture(ROOM_PICTURE)
    Gym.objects.filter(room_picture=None).update(room_picture=picture)


def _opening_hours():
    return [
        row
        | {
            "opens": time.fromisoformat(row["opens"]),
            "closes": time.fromisoformat(row["closes"]),
        }
        for row in content.OPENING_HOURS
    ]


def _add(model, name, row):
    """Add `row` as sample content unless a row of that `name` (a field) is there."""
    if not model.objects.filter(**{name: row[name]}).exists():
        model.objects.create(is_sample=True, **row)


def _load_pictures(tell):
    """Load the pictures, telling of each: they are what takes long."""
    loaded = set(LoadedSample.objects.values_list("key", flat=True))
    missing = [row for row in content.PICTURES if f"picture:{row['slug']}" not in loaded]
    for number, row in enumerate(missing, start=1):
        LoadedSample.objects.once(f"picture:{row['slug']}", lambda row=row: _add_picture(row))
        tell(f"picture {number} of {len(missing)}, " if number == 1 else f"{number}, ")


def _add_picture(row):
    if Picture.objects.filter(slug=row["slug"]).exists():
        return
    picture = Picture(
        slug=row["slug"],
        title=row["slug"].replace("-", " ").capitalize(),
        alt=row["alt"],
        is_decorative=row["decorative"],
        focal_x=row["focal_x"],
        focal_y=row["focal_y"],
        is_sample=True,
    )
    with (PICTURES / row["file"]).open("rb") as file:
        store_picture(picture, file)
    picture.save()


def _picture(slug):
    return Picture.objects.filter(slug=slug).first() if slug else None


def _with_terms(body):
    """Fill in the terms the clean-up keeps, so that a page never promises others."""
    return body.replace("{leads_months}", str(settings.LEAD_RETENTION_MONTHS)).replace(
        "{outbox_days}", str(settings.OUTBOX_BODY_DAYS)
    )
