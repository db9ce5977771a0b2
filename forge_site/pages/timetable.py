"""
The classes of the week, day by day. There is such a page only while there is a class: until
then a page of that address that staff wrote is shown, or none.
"""

from itertools import groupby

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from forge_site.gym import hours
from forge_site.gym.context import gym_of
from forge_site.gym.models import GroupClass, SpecialDay
from forge_site.pages.plain import page
from forge_site.web import times

LOOKING_AHEAD_DAYS = 14


@require_safe
def timetable(request):
    classes = list(GroupClass.objects.for_timetable())
    if not classes:
        return page(request, "timetable")
    zone = gym_of(request).zone
    today = timezone.now().astimezone(zone).date()
    special_days = list(SpecialDay.objects.coming(today, days=LOOKING_AHEAD_DAYS))
    context = {
        "days": [
            {
                "name": hours.DAYS[weekday],
                "is_today": weekday == today.weekday(),
                "classes": list(held),
                "special": hours.special_lines(
                    day for day in special_days if day.on.weekday() == weekday
                ),
            }
            for weekday, held in groupby(classes, key=lambda held: held.weekday)
        ],
        "zone_name": times.zone_name(zone),
    }
    return TemplateResponse(request, "site/timetable.html", context)
