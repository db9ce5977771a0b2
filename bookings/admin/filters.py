"""How the list of intros is narrowed, in a coach's words."""

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db.models import Count
from django.utils import timezone

from bookings.hours import outside_hours
from bookings.models import Intro, Status
from forge_site.gym.context import gym_of


class Stage(admin.SimpleListFilter):
    """What is to be done: come, answer, say what came of it, look at."""

    title = "what is to do"
    parameter_name = "stage"
    AHEAD = ("ahead", "outside", "hand_over")
    is_asked_otherwise = False

    def lookups(self, request, model_admin):
        return [
            ("ahead", "Coming up"),
            ("requests", "Waiting for an answer"),
            ("outcome", "What came of it?"),
            ("held", "Held back"),
            ("outside", "Outside the coach's hours"),
            ("hand_over", "To hand over: the coach has left"),
        ]

    def choices(self, changelist):
        """Say of the first choice what it leaves out, if it leaves anything out."""
        every, *others = super().choices(changelist)
        display = "All" if self.is_asked_otherwise else "All but those held back"
        return [every | {"display": display}, *others]

    def queryset(self, request, intros):
        now = timezone.now()
        if self.value() == "ahead":
            return intros.upcoming(now)
        if self.value() == "requests":
            return intros.requests_waiting()
        if self.value() == "outcome":
            return intros.filter(status=Status.BOOKED, ends_at__lte=now)
        self.is_asked_otherwise = any(map(request.GET.get, ("status__exact", SEARCH_VAR)))
        if self.value() is None and not self.is_asked_otherwise:
            # A burst of spam must not bury the people who really asked.
            return intros.exclude(status=Status.QUARANTINED)
        if self.value() == "held":
            return intros.filter(status=Status.QUARANTINED)
        if self.value() == "hand_over":
            return intros.to_hand_over(now)
        if self.value() == "outside":
            found = outside_hours(intros.upcoming(now), gym_of(request).zone)
            return intros.filter(pk__in=[intro.pk for intro in found])
        return intros


class How(admin.ChoicesFieldListFilter):
    """At the gym, by phone or by video: called as the record calls it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "how"


class Campaign(admin.SimpleListFilter):
    """Which ad, poster or form people came through, the busiest first."""

    title = "campaign"
    parameter_name = "campaign"
    MOST = 15

    def lookups(self, request, model_admin):
        named = Intro.objects.exclude(campaign="").values_list("campaign")
        counted = named.annotate(count=Count("pk")).order_by("-count", "campaign")
        return [(name, f"{name} ({count})") for name, count in counted[: self.MOST]]

    def queryset(self, request, intros):
        return intros.filter(campaign=self.value()) if self.value() else intros
