"""
A sketch of the way to the gym: the gym in the middle, what people know around it.

Drawn from what staff wrote down, direction and minutes on foot, and from nothing else: it has
no streets and no scale, and says so. Pure. Units are those of the drawing, whose middle is
(0, 0); y grows downwards.
"""

from dataclasses import dataclass
from math import cos, radians, sin

# Of the drawing, from its middle: half its width and height, and between which distances
# landmarks lie. It is wider than high, and so are its rings.
WIDTH, HEIGHT, MARGIN = 200, 150, 6
NEAREST, FARTHEST = 64, 112
WIDER = 1.3
# Of a label, in the condensed type at the size of the drawing: a letter, rounded up, and how
# far one line has to be from another. Minutes follow the name.
LETTER, LINE = 6.6, 20
AFTER_THE_NAME = len(" 10 min")
ABOVE, BELOW = -12, 24


@dataclass(frozen=True)
class Mark:
    """A landmark: a dot at (x, y), its label centred at (label_x, label_y), the base line."""

    name: str
    minutes: int
    towards: str
    x: float
    y: float
    label_x: float
    label_y: float


def plan(landmarks):
    """
    Return the Marks of `landmarks`: rows with `name`, `minutes`, `bearing` in degrees
    clockwise from north, and `towards`, that direction in words.

    The longest way lies farthest out. Labels stand on the far side of their dots, and those
    that would cover one another are moved apart.
    """
    landmarks = list(landmarks)
    longest = max((each.minutes for each in landmarks), default=0)
    marks = []
    for each in sorted(landmarks, key=lambda each: each.minutes):
        distance = NEAREST + (FARTHEST - NEAREST) * each.minutes / longest
        angle = radians(each.bearing)
        x, y = round(WIDER * distance * sin(angle), 1), round(-distance * cos(angle), 1)
        room = WIDTH - MARGIN - _half_width(each.name)
        label_x = round(max(-room, min(room, x)), 1)
        label_y = _free_line(y, label_x, each.name, marks)
        marks.append(Mark(each.name, each.minutes, each.towards, x, y, label_x, label_y))
    return marks


def _free_line(y, x, name, marks):
    """Return the first line, from the dot at `y` outwards, where a label covers no other."""
    step = LINE if y >= 0 else -LINE
    y += BELOW if y >= 0 else ABOVE
    apart = {mark: _half_width(name) + _half_width(mark.name) for mark in marks}
    while any(
        abs(mark.label_x - x) < apart[mark] and abs(mark.label_y - y) < LINE for mark in marks
    ):
        y += step
    return round(max(LINE - HEIGHT, min(HEIGHT - 4, y)), 1)


def _half_width(name):
    return (len(name) + AFTER_THE_NAME) * LETTER / 2
