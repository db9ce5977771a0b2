"""
What can be done with an intro: each act one function, one transaction, the whole story.

Everybody comes through here: the booking page, the links in e-mails, the desk. The diaries
are locked first, so that on PostgreSQL, too, one writer at a time looks and then writes
(on SQLite the IMMEDIATE transaction sees to it); the constraints are the last guard. The
e-mails that follow are saved in the same transaction.
"""

from bookings.services.booking import book, hold_back, made_with, request_contact, wish_of
from bookings.services.changing import (
    answer,
    cancel,
    correct,
    give_time,
    hand_over,
    move,
    record_outcome,
    release,
)
from bookings.services.reminding import remind_anew
from bookings.services.rules import Changed, Taken

__all__ = [
    "Changed",
    "Taken",
    "answer",
    "book",
    "cancel",
    "correct",
    "give_time",
    "hand_over",
    "hold_back",
    "made_with",
    "move",
    "record_outcome",
    "release",
    "remind_anew",
    "request_contact",
    "wish_of",
]
