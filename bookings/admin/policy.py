"""The rules for intros on the desk: one row, opened at once."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse

from bookings.models import IntroPolicy
from bookings.models.policy import ONLY_ROW


@admin.register(IntroPolicy)
class IntroPolicyAdmin(admin.ModelAdmin):
    fieldsets = [
        ("Length", {"fields": ["length_minutes", ("buffer_before", "buffer_after")]}),
        (
            "When they can be booked",
            {
                "fields": ["notice_hours", "days_ahead", "most_per_day"],
                "description": "A change concerns open times only. What is booked stays.",
            },
        ),
        ("What visitors are asked", {"fields": ["phone_required"]}),
        ("How you meet", {"fields": [("in_person", "by_phone", "by_video")]}),
    ]

    def changelist_view(self, request, extra_context=None):
        IntroPolicy.objects.get_or_create(pk=ONLY_ROW)
        address = reverse("admin:bookings_intropolicy_change", args=[ONLY_ROW])
        return HttpResponseRedirect(address)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
