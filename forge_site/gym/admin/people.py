"""Coaches, and what members say."""

from django.contrib import admin

from forge_site.gym.admin.pickers import NATIVE_PICKERS
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.models import Coach, Testimonial


@admin.register(Coach)
class CoachAdmin(PublicContentAdmin):
    list_display = ["name", "role", "alert_email", "user", "is_active", "sample_mark"]
    list_select_related = ["user"]
    list_filter = ["is_active"]
    search_fields = ["name", "role"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["photo"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "role", "line", "bio", "credentials", "photo"]}),
        ("Alerts and login", {"fields": ["alert_email", "user"]}),
        ("For staff", {"fields": ["is_active", "position", "staff_note"]}),
        (None, {"fields": ["real_now"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        # A coach's intros and articles must not go with the coach: untick "coaches here".
        return False


@admin.register(Testimonial)
class TestimonialAdmin(PublicContentAdmin):
    formfield_overrides = NATIVE_PICKERS
    list_display = ["__str__", "given_on", "is_published", "sample_mark"]
    list_filter = ["is_published"]
    fieldsets = [
        (None, {"fields": ["words", "member_name", "given_on"]}),
        (
            "Permission",
            {
                "fields": ["permission", "tie"],
                "description": (
                    "Only real words with written permission may be shown; the law in the US "
                    "(16 CFR Part 465) forbids invented reviews."
                ),
            },
        ),
        ("On the site", {"fields": ["is_published", "position"]}),
        (None, {"fields": ["real_now"]}),
    ]
