"""
What can be done with an intro: each act one function, one transaction, the whole story.

Everybody comes through here: the booking page, the links in e-mails, the desk. The diaries
are locked first, so that on PostgreSQL, too, one writer at a time looks and then writes
(on SQLite the IMMEDIATE transaction sees to it); the constraints are the last guard. The
e-mails that follow are saved in the same transaction.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from bookings import emails
from bookings.models import Diary, Intro, IntroNote, IntroPolicy, Status
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times


class Taken(ValidationError):
    """The time is no longer free."""

    def __init__(self):
        super().__init__("That time has just been taken.", code="taken")


def book(*, open_time, person, source, key, gym, now, next_times=()):
    """
    Book `open_time` for a person, queue the e-mails that follow, and return the intro.

    `person` and `source` are fields of Intro, `key` the form's submission key: a key used
    before returns the intro it made. Somebody who already has an intro ahead gets a request
    in place of a second time, since couples share addresses and bots do not. Raises Taken.
    """
    try:
        with transaction.atomic():
            lock_diaries()
            made = Intro.objects.for_pages().filter(submission_key=key).first()
            if made:
                return made
            refuse_if_taken(open_time.diary, open_time.starts_at, open_time.ends_at)
            refuse_if_day_is_full(open_time.diary, open_time.starts_at, gym.zone)
            first = Intro.objects.real().from_person(person["email"]).upcoming(now).first()
            if first:
                return _request_beside(first, open_time, person, source, key, gym, now)
            intro = _new(
                Status.BOOKED,
                person | source | _time_of(open_time),
                key,
                now,
            )
            _queue(
                intro,
                [
                    emails.confirmation(intro, gym),
                    *emails.alerts(intro, gym, now, next_times),
                    *emails.reminders_of(intro, gym, now),
                ],
            )
            return intro
    except IntegrityError as refused:
        return _made_with(key, refused)


def request_contact(*, person, wish, source, key, gym, now, next_times=()):
    """
    Take a request without a time, tell the gym, and return it.

    `wish` says when it suits the person, as fields of Intro.
    """
    try:
        with transaction.atomic():
            made = Intro.objects.for_pages().filter(submission_key=key).first()
            if made:
                return made
            intro = _new(Status.REQUESTED, person | source | wish, key, now)
            _queue(intro, emails.alerts(intro, gym, now, next_times))
            return intro
    except IntegrityError as refused:
        return _made_with(key, refused)


def hold_back(*, reason, person, wish, source, key, now):
    """
    Keep a suspicious intro in quarantine: it holds no time and nobody is mailed about it.

    The time it asked for is kept in `wish`, for `release`.
    """
    try:
        with transaction.atomic():
            made = Intro.objects.for_pages().filter(submission_key=key).first()
            if made:
                return made
            fields = person | source | wish | {"quarantine_reason": reason[:120]}
            return _new(Status.QUARANTINED, fields, key, now)
    except IntegrityError as refused:
        return _made_with(key, refused)


def wish_of(open_time):
    """Return `open_time` as the wish of an intro that does not hold it."""
    return {"wished_diary": open_time.diary, "wished_at": open_time.starts_at}


def lock_diaries():
    """Wait until nobody else is booking. Ends with the transaction."""
    list(Diary.objects.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def refuse_if_taken(diary, starts_at, ends_at, *, ignoring=None, with_buffers=True):
    """Raise Taken if an intro of `diary`, other than `ignoring`, stands in the way."""
    policy = IntroPolicy.objects.current()
    pad = policy.before + policy.after if with_buffers else timedelta(0)
    others = diary.intros.overlapping(starts_at - pad, ends_at + pad)
    if ignoring:
        others = others.exclude(pk=ignoring.pk)
    if others.exists():
        raise Taken


def refuse_if_day_is_full(diary, starts_at, zone, *, ignoring=None):
    """Raise Taken if `diary` has as many intros on that day as the policy allows."""
    most = IntroPolicy.objects.current().most_per_day
    if most is None:
        return
    day = times.local(starts_at, zone).date()
    near = diary.intros.overlapping(
        starts_at - timedelta(hours=26), starts_at + timedelta(hours=26)
    )
    if ignoring:
        near = near.exclude(pk=ignoring.pk)
    starts = near.values_list("starts_at", flat=True)
    if sum(times.local(other, zone).date() == day for other in starts) >= most:
        raise Taken


def _new(status, fields, key, now):
    return Intro.objects.create(
        status=status, submission_key=key, created_at=now, changed_at=now, **fields
    )


def _time_of(open_time):
    return {
        "diary": open_time.diary,
        "starts_at": open_time.starts_at,
        "ends_at": open_time.ends_at,
    }


def _request_beside(first, open_time, person, source, key, gym, now):
    intro = _new(Status.REQUESTED, person | source | wish_of(open_time), key, now)
    note(intro, "They have an intro ahead already, so this one waits for a coach.", now)
    _queue(intro, [*emails.alerts(intro, gym, now, ())])
    return intro


def note(intro, text, now, author=None):
    """Add a line to the story of `intro`."""
    return IntroNote.objects.create(intro=intro, text=text, author=author, written_at=now)


def _queue(intro, letters):
    """Save `letters`, unless the intro is sample content, about which nobody is mailed."""
    if not intro.is_sample:
        OutboxEmail.objects.bulk_create(letters)


def _made_with(key, refused):
    """Return the intro another request has just made with the same key, or raise Taken."""
    made = Intro.objects.for_pages().filter(submission_key=key).first()
    if made:
        return made
    raise Taken from refused
