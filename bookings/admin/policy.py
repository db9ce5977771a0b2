"""The rules for intros on the desk: one row, opened at once."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from bookings.admin.diaries import too_short
from bookings.models import Diary, IntroPolicy
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

    def save_model(self, request, policy, form, change):
        """Save, and say whose hours no longer hold an intro."""
        super().save_model(request, policy, form, change)
        for diary in Diary.objects.taking_intros().prefetch_related("weekly_hours"):
            for sentence in too_short(diary.weekly_hours.all(), policy.length):
                messages.warning(request, f"{diary}, {sentence}")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
