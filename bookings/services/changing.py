"""
What becomes of an intro: moved, cancelled, handed over, released, answered, held.

`by` is the staff member who acts, or None for the person themselves, whose link carries
the `version` they were shown.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError

from bookings import emails
from bookings.availability import OpenTime
from bookings.models import IntroPolicy, Status
from bookings.services.rules import (
    Changed,
    Taken,
    guarded,
    lock_diaries,
    locked,
    note,
    queue,
    refuse_if_closed,
    refuse_if_taken,
    take_back,
)
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times

REMINDERS = "reminder"
# How a coach meets or reaches somebody: what is in the alerts and must not grow stale there.
REACHED_BY = ("way", "phone", "email")
# A no-show ticked by mistake can be taken back before the person hears of it.
MISSED_AFTER = timedelta(minutes=15)


def move(*, intro, open_time, gym, now, version=None, by=None, by_the_rules=True):
    """
    Give `intro` another time, free the old one, tell everybody, and return it.

    Staff may leave out buffers and the limit a day (`by_the_rules` False), never another
    intro. Raises Taken if the new time is no longer free (the old one is kept), Changed if the
    intro is not booked any more or `version` is not the present one. The time it has already,
    as after a second tap on the button, is no change, whatever the version.
    """
    with guarded():
        lock_diaries()
        intro = locked(intro)
        if intro.status != Status.BOOKED:
            raise Changed
        if (intro.diary_id, intro.starts_at) == (open_time.diary.pk, open_time.starts_at):
            return intro
        if version not in (None, intro.version):
            raise Changed
        refuse_if_taken(open_time, ignoring=intro, by_the_rules=by_the_rules)
        return _shift(intro, open_time, gym, now, by)


def hand_over(*, intro, diary, gym, now, by):
    """
    Give `intro` to the coach of `diary` at the time it has, and return it.

    The other coach's hours do not matter here, since the two have agreed; another intro of
    theirs does. Raises Taken, or Changed if it is not ahead or is that coach's already.
    """
    with guarded():
        lock_diaries()
        intro = locked(intro)
        if not intro.is_ahead(now) or intro.diary_id == diary.pk:
            raise Changed
        same_time = OpenTime(intro.starts_at, intro.ends_at, diary, gym.zone)
        refuse_if_taken(same_time, by_the_rules=False)
        return _shift(intro, same_time, gym, now, by)


def _shift(intro, new, gym, now, by):
    was_with, was_at = intro.diary, intro.starts_at
    change = "moved" if new.starts_at != was_at else "handed_over"
    intro.diary, intro.starts_at, intro.ends_at = new.diary, new.starts_at, new.ends_at
    _save(intro, now, new_sequence=True)
    before = f"{times.short(was_at, gym.zone)} with {was_with.coach.name}"
    after = f"{times.short(intro.starts_at, gym.zone)} with {intro.diary.coach.name}"
    note(intro, f"Moved from {before} to {after}.", now, by)
    take_back(intro, REMINDERS)
    queue(
        intro,
        [
            emails.moved(intro, gym, was_at, was_with),
            *emails.alerts_of_change(intro, gym, now, change, was=before, was_with=was_with),
            *emails.reminders_of(intro, gym, now),
        ],
    )
    return intro


def cancel(*, intro, gym, now, version=None, reason="", by=None):
    """
    Cancel `intro`, free its time, tell everybody concerned, and return it.

    A request or a quarantined intro is closed without a word to anybody. Raises Changed if
    it was cancelled before, is over or has an outcome: nobody is mailed about yesterday.
    """
    with guarded():
        intro = locked(intro, version)
        if not intro.can_be_cancelled(now):
            if intro.status == Status.BOOKED:
                raise Changed("This intro is over. Say what came of it.")
            raise Changed
        had_a_time = intro.holds_a_time
        intro.status, intro.cancel_reason = Status.CANCELLED, reason[:300]
        _save(intro, now, new_sequence=had_a_time)
        who = "by us" if by else "by the person"
        note(intro, f"Cancelled {who}." + (f" “{reason}”" if reason else ""), now, by)
        take_back(intro, REMINDERS)
        if had_a_time:
            queue(
                intro,
                [
                    emails.cancelled(intro, gym),
                    *emails.alerts_of_change(intro, gym, now, "cancelled", was=""),
                ],
            )
        return intro


def record_outcome(*, intro, outcome, gym, now, by):
    """
    Note what came of `intro`, a Status that is an outcome, or BOOKED to take one back.

    A no-show is written to once, a quarter of an hour later, so that a slip of the finger
    can be mended. Raises ValidationError for an intro that holds no time, or has not begun:
    until then it can be cancelled, and nothing has come of it yet.
    """
    with guarded():
        intro = locked(intro)
        if not intro.holds_a_time or outcome not in Status.holding_a_time():
            raise ValidationError("Only an intro with a time can have an outcome.")
        if outcome in Status.outcomes() and now < intro.starts_at:
            raise ValidationError(
                "This intro has not begun yet. If it will not take place, cancel it."
            )
        if intro.status == outcome:
            return intro
        intro.status = outcome
        _save(intro, now)
        note(intro, f"Marked as “{intro.get_status_display()}”.", now, by)
        take_back(intro, "missed")
        was_told = OutboxEmail.objects.about(intro.key).filter(kind="missed").exists()
        if outcome == Status.BOOKED:
            queue(intro, emails.reminders_of(intro, gym, now))
        if outcome == Status.NO_SHOW and not was_told:
            queue(intro, [emails.missed(intro, gym, send_after=now + MISSED_AFTER)])
        return intro


def release(*, intro, gym, now, by):
    """
    Let a quarantined intro go its way, and return it.

    Its wished time is booked if it is ahead and still free, if its coach still takes intros
    and if it still lies within their hours: one that was closed meanwhile, or a day off, is
    given to nobody. Else it becomes a request. Raises Changed if it is not in quarantine.
    """
    with guarded():
        lock_diaries()
        intro = locked(intro)
        if intro.status != Status.QUARANTINED:
            raise Changed
        note(intro, "Released from quarantine.", now, by)
        diary = intro.wished_diary
        takes_intros = diary and diary.is_open and diary.coach.is_active
        if takes_intros and intro.wished_at and intro.wished_at > now:
            ends_at = intro.wished_at + IntroPolicy.objects.current().length
            wished = OpenTime(intro.wished_at, ends_at, diary, gym.zone)
            try:
                refuse_if_taken(wished)
                refuse_if_closed(wished)
                return _settle(intro, wished, gym, now)
            except Taken:
                note(intro, "The time they chose is no longer free.", now)
        intro.status = Status.REQUESTED
        _save(intro, now)
        queue(intro, emails.alerts(intro, gym, now, ()))
        return intro


def give_time(*, intro, open_time, gym, now, by):
    """
    Book a request, or a cancelled intro, for a time a coach has agreed, and return it.

    Raises Taken if another intro stands in the way, Changed if it holds a time already.
    """
    with guarded():
        lock_diaries()
        intro = locked(intro)
        if intro.holds_a_time:
            raise Changed
        refuse_if_taken(open_time, by_the_rules=False)
        note(intro, f"Booked for {open_time.short}.", now, by)
        return _settle(intro, open_time, gym, now)


def _settle(intro, new, gym, now):
    intro.diary, intro.starts_at, intro.ends_at = new.diary, new.starts_at, new.ends_at
    intro.status, intro.answered_at = Status.BOOKED, intro.answered_at or now
    _save(intro, now, new_sequence=intro.sequence > 0)
    queue(
        intro,
        [
            emails.confirmation(intro, gym),
            *emails.alerts(intro, gym, now, ()),
            *emails.reminders_of(intro, gym, now),
        ],
    )
    return intro


def answer(*, intro, now, by):
    """Note that somebody has written to the person of a request: it waits no longer."""
    with guarded():
        intro = locked(intro)
        if intro.status != Status.REQUESTED or intro.answered_at:
            raise Changed
        intro.answered_at = now
        _save(intro, now)
        note(intro, "Answered.", now, by)
        return intro


def correct(*, intro, changes, gym, now, by=None):
    """
    Mend what was typed, `changes` being fields of the person, and return the intro.

    The confirmation goes again to a new e-mail address, and when the way to meet has changed:
    else somebody drives to the gym for a video call. Gym and coach, whose alert says
    otherwise, are told of these and of another phone number, of a request as well. The
    reminders are written anew.
    """
    with guarded():
        intro = locked(intro)
        was = {name: getattr(intro, name) for name in REACHED_BY}
        for name, value in changes.items():
            setattr(intro, name, value)
        _save(intro, now, new_sequence="way" in changes)
        note(intro, f"Corrected: {', '.join(sorted(changes))}.", now, by)
        if intro.is_ahead(now):
            take_back(intro, REMINDERS)
            queue(
                intro,
                [
                    *told_of_correction(intro, gym, now, was),
                    *emails.reminders_of(intro, gym, now),
                ],
            )
        elif intro.status == Status.REQUESTED:
            queue(intro, told_of_correction(intro, gym, now, was))
        return intro


def told_of_correction(intro, gym, now, was):
    """Return who is told what, if how to meet or reach the person is no longer as it `was`."""
    letters = []
    if intro.holds_a_time and (intro.email, intro.way) != (was["email"], was["way"]):
        take_back(intro, "confirmation")
        letters.append(emails.confirmation(intro, gym))
    if changed := {name: old for name, old in was.items() if getattr(intro, name) != old}:
        before = emails.said_of(changed, gym)
        letters += emails.alerts_of_change(intro, gym, now, "changed", was=before)
    return letters


def _save(intro, now, *, new_sequence=False):
    intro.version += 1
    intro.sequence += new_sequence
    intro.changed_at = now
    intro.save()
