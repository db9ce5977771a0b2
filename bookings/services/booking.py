"""How an intro comes to be: booked, asked for, or held back."""

from functools import wraps

from django.db import IntegrityError, transaction

from bookings import emails
from bookings.models import Intro, Status
from bookings.services.rules import (
    Taken,
    guarded,
    lock_diaries,
    note,
    queue,
    refuse_if_taken,
)


def once(act):
    """
    Let `act` make one intro for a submission key, however often and at once the form is sent.

    Who comes second finds the row of the first or, if both come at once, meets it: the time
    is taken, or the key, which is unique.
    """

    @wraps(act)
    def made_once(*, key, **details):
        try:
            return made_with(key) or act(key=key, **details)
        except (IntegrityError, Taken):
            if made := made_with(key):
                return made
            raise

    return made_once


@once
def book(*, open_time, person, source, key, gym, now, next_times=()):
    """
    Book `open_time` for a person, queue the e-mails that follow, and return the intro.

    `person` and `source` are fields of Intro, `key` the form's submission key: a key used
    before returns the intro it made. Somebody who already has an intro ahead gets a request
    in place of a second time, since couples share addresses and bots do not. Raises Taken.
    """
    with guarded():
        lock_diaries()
        refuse_if_taken(open_time)
        mine = Intro.objects.real().for_pages().from_person(person["email"])
        if first := mine.upcoming(now).first():
            return _request_beside(first, open_time, person, source, key, gym, now)
        intro = _new(Status.BOOKED, person | source | _time_of(open_time), key, now)
        queue(
            intro,
            [
                emails.confirmation(intro, gym),
                *emails.alerts(intro, gym, now, next_times),
                *emails.reminders_of(intro, gym, now),
            ],
        )
        return intro


@once
@transaction.atomic
def request_contact(*, person, wish, source, key, gym, now, next_times=(), acknowledge=False):
    """
    Take a request without a time, tell the gym, and return it.

    `wish` says when it suits the person, as fields of Intro; with `acknowledge` the person
    hears that it arrived.
    """
    intro = _new(Status.REQUESTED, person | source | wish, key, now)
    letters = [emails.received(intro, gym)] if acknowledge else []
    queue(intro, [*letters, *emails.alerts(intro, gym, now, next_times)])
    return intro


@once
@transaction.atomic
def hold_back(*, reason, person, wish, source, key, now):
    """
    Keep a suspicious intro in quarantine: it holds no time and nobody is mailed about it.

    The time it asked for is kept in `wish`, for `release`.
    """
    fields = person | source | wish | {"quarantine_reason": reason[:120]}
    return _new(Status.QUARANTINED, fields, key, now)


def made_with(key):
    """Return the intro that the form with this submission key has made, or None."""
    return Intro.objects.filter(submission_key=key).first()


def wish_of(open_time):
    """Return `open_time` as the wish of an intro that does not hold it."""
    return {"wished_diary": open_time.diary, "wished_at": open_time.starts_at}


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
    queue(intro, [emails.already(first, gym), *emails.alerts(intro, gym, now, ())])
    return intro
