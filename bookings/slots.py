"""
Cutting stretches of wall time into starts, as UTC instants. Pure: no model, no clock.

Hours are kept as the gym's clock shows them, and a clock is moved twice a year in many
places. A start the clock skips does not exist and is dropped; one it shows twice is
offered once, the first time round (Python's fold=0). Everything after that is arithmetic
on UTC instants, where no hour is missing and none is repeated.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of time from one UTC instant up to, and without, another."""

    starts_at: datetime
    ends_at: datetime

    def overlaps(self, other):
        """Return True if both share a moment. Touching is not overlapping."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at

    def padded(self, before, after):
        """Return this span with `before` and `after`, timedeltas, added to its ends."""
        return Span(self.starts_at - before, self.ends_at + after)


def shown(wall, zone):
    """
    Return the first UTC instant at which the clock of `zone` shows the naive datetime `wall`.

    None if it never does.
    """
    at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return at if at.astimezone(zone).replace(tzinfo=None) == wall else None


def instant(wall, zone):
    """
    Return the first UTC instant at which the clock of `zone` shows `wall` or later.

    For a wall time the clock skips, that is the instant of the change.
    """
    if at := shown(wall, zone):
        return at
    # In a gap the two folds lie on either side of the change (PEP 495), both of whole
    # minutes: the change is found between them.
    low, high = sorted(wall.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (0, 1))
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        if middle.astimezone(zone).replace(tzinfo=None) >= wall:
            high = middle
        else:
            low = middle
    return high


def day_span(first, last, zone, opens=None, closes=None):
    """
    Return the Span from `opens` on the date `first` until `closes` on the date `last`.

    Without `opens` it begins with the day, without `closes` it ends with the day.
    """
    begins = datetime.combine(first, opens or time.min)
    if closes is None:
        ends = datetime.combine(last + timedelta(days=1), time.min)
    else:
        ends = datetime.combine(last, closes)
    return Span(instant(begins, zone), instant(ends, zone))


def cut(day, opens, closes, zone, length, step):
    """
    Return the Spans of `length` that fit between two wall times of a date.

    They begin at `opens` and every `step` after it, by the clock on the wall, so that the
    same clock times are offered on the day the clock is moved as on any other. Lengths are
    elapsed time: a span over a change lasts as long as any other.
    """
    closing = instant(datetime.combine(day, closes), zone)
    wall, last = datetime.combine(day, opens), datetime.combine(day, closes)
    spans = []
    while wall < last:
        starts_at = shown(wall, zone)
        if starts_at and starts_at + length <= closing:
            spans.append(Span(starts_at, starts_at + length))
        wall += step
    return spans


def free(spans, busy):
    """Return those of `spans` that overlap none of `busy`, both in order of their start."""
    kept, first = [], 0
    for span in sorted(spans):
        while first < len(busy) and busy[first].ends_at <= span.starts_at:
            first += 1
        if not any(span.overlaps(other) for other in upto(busy, first, span.ends_at)):
            kept.append(span)
    return kept


def upto(busy, first, ends_at):
    """Yield the spans of `busy` from index `first` that begin before `ends_at`."""
    for index in range(first, len(busy)):
        if busy[index].starts_at >= ends_at:
            return
        yield busy[index]
