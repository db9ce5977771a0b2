"""Who can be met when, and who is coming. Models by subject, one file each."""

from bookings.models.diary import Diary, ExtraHours, TimeOff, WeeklyHours
from bookings.models.intro import Intro, IntroNote, Status
from bookings.models.policy import IntroPolicy, Way

__all__ = [
    "Diary",
    "ExtraHours",
    "Intro",
    "IntroNote",
    "IntroPolicy",
    "Status",
    "TimeOff",
    "Way",
    "WeeklyHours",
]
