"""The gym's one row, its week and its holidays."""

from django.contrib import admin
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from forge_site.gym.admin.pickers import NATIVE_PICKERS
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.changes import changed
from forge_site.gym.models import Gym, Landmark, OpeningHours, SpecialDay
from forge_site.gym.models.gym import ONLY_ROW
from forge_site.web import times


class OpeningHoursInline(admin.TabularInline):
    model = OpeningHours
    extra = 1
    formfield_overrides = NATIVE_PICKERS
    verbose_name_plural = "Opening hours shown to visitors"


class LandmarkInline(admin.TabularInline):
    model = Landmark
    extra = 1
    max_num = 6
    verbose_name_plural = "Places nearby, for the sketch of the way to you"


@admin.register(Gym)
class GymAdmin(PublicContentAdmin):
    """Opens the one row at once: there is nothing to list."""

    inlines = [OpeningHoursInline, LandmarkInline]
    formfield_overrides = NATIVE_PICKERS | {models.URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ["front_picture", "room_picture"]
    actions = None
    fieldsets = [
        ("The gym", {"fields": ["name", "tagline", "pitch", "front_picture", "room_picture"]}),
        (
            "Where it is",
            {
                "fields": [
                    "street",
                    ("locality", "region", "postal_code"),
                    "country",
                    ("latitude", "longitude"),
                    "arrival",
                    "time_zone",
                ]
            },
        ),
        ("How to reach you", {"fields": ["phone", "email", "members_url"]}),
        (
            "Announcement",
            {
                "fields": [
                    ("announcement", "announcement_link"),
                    ("announced_from", "announced_until"),
                ],
                "description": "One line above every page, for as long as you say.",
            },
        ),
        (
            "E-mail",
            {
                "fields": ["alert_addresses", "reply_to", "from_address"],
                "description": "Who hears of a new intro, and how your e-mails look to people.",
            },
        ),
        (
            "Going live",
            {
                "fields": ["is_live"],
                "description": "Tick it when “Before you launch” on the desk is empty.",
            },
        ),
    ]

    def changelist_view(self, request, extra_context=None):
        Gym.objects.get_or_create(pk=ONLY_ROW)
        return HttpResponseRedirect(reverse("admin:gym_gym_change", args=[ONLY_ROW]))

    def save_model(self, request, gym, form, change):
        super().save_model(request, gym, form, change)
        if form.changed_data:
            changed(gym, timezone.now())

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SpecialDay)
class SpecialDayAdmin(PublicContentAdmin):
    formfield_overrides = NATIVE_PICKERS
    list_display = ["on", "note", "what", "sample_mark"]
    date_hierarchy = "on"
    fields = ["on", "note", ("opens", "closes"), "real_now"]

    @admin.display(description="Hours")
    def what(self, day):
        return "Closed" if day.is_closed else times.stretch(day.opens, day.closes)
