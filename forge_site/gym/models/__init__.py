"""The ground: what the gym is. Models by subject, one file each."""

from forge_site.gym.models.classes import GroupClass
from forge_site.gym.models.gym import Gym
from forge_site.gym.models.hours import HoursKind, OpeningHours, SpecialDay, Weekday
from forge_site.gym.models.landmarks import Landmark
from forge_site.gym.models.offers import Program, Question
from forge_site.gym.models.pages import Page
from forge_site.gym.models.people import Coach, Testimonial
from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.redirects import Redirect
from forge_site.gym.models.sample import LoadedSample, Sample, SampleQuerySet
from forge_site.gym.models.texts import SiteTexts

__all__ = [
    "Coach",
    "GroupClass",
    "Gym",
    "HoursKind",
    "Landmark",
    "LoadedSample",
    "OpeningHours",
    "Page",
    "Picture",
    "Program",
    "Question",
    "Redirect",
    "Sample",
    "SampleQuerySet",
    "SiteTexts",
    "SpecialDay",
    "Testimonial",
    "Weekday",
]
