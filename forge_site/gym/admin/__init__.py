"""The gym in the admin. One file a subject, as in models."""

from forge_site.gym.admin.addresses import RedirectAdmin
from forge_site.gym.admin.classes import GroupClassAdmin
from forge_site.gym.admin.gym import GymAdmin, SpecialDayAdmin
from forge_site.gym.admin.offers import ProgramAdmin, QuestionAdmin
from forge_site.gym.admin.pages import PageAdmin
from forge_site.gym.admin.people import CoachAdmin, TestimonialAdmin
from forge_site.gym.admin.pictures import PictureAdmin
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.admin.texts import SiteTextsAdmin

__all__ = [
    "CoachAdmin",
    "GroupClassAdmin",
    "GymAdmin",
    "PageAdmin",
    "PictureAdmin",
    "ProgramAdmin",
    "PublicContentAdmin",
    "QuestionAdmin",
    "RedirectAdmin",
    "SiteTextsAdmin",
    "SpecialDayAdmin",
    "TestimonialAdmin",
]
