"""Coaches, and what members say."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from forge_site.gym.admin.pickers import NATIVE_PICKERS
from forge_site.gym.admin.previewing import preview
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.changes import changed
from forge_site.gym.models import Coach, Gym, Testimonial


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

    def save_model(self, request, coach, form, change):
        super().save_model(request, coach, form, change)
        if change and "name" in form.changed_data:
            changed(Gym.objects.current(), timezone.now())

    def has_delete_permission(self, request, obj=None):
        # A coach's intros and articles must not go with the coach: untick "coaches here".
        return False


@admin.register(Testimonial)
class TestimonialAdmin(PublicContentAdmin):
    """Words of members. A sample shows in the preview alone, with its label."""

    change_form_template = "admin/gym/testimonial.html"
    formfield_overrides = NATIVE_PICKERS
    list_display = ["__str__", "given_on", "is_published", "sample_mark"]
    list_filter = ["is_published"]
    fieldsets = [
        (None, {"fields": ["words", "member_name", "given_on"]}),
        (
            "Permission",
            {
                "fields": ["permission", "tie", "tells_of_result"],
                "description": (
                    "Only real words with written permission may be shown; the law in the US "
                    "(16 CFR Part 465) forbids invented reviews."
                ),
            },
        ),
        ("On the site", {"fields": ["is_published", "position"]}),
        (None, {"fields": ["real_now"]}),
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.preview_view))
        return [
            path("<int:pk>/preview/", view, name="gym_testimonial_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk):
        """Show the front page with this testimonial, published or not."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        shown = get_object_or_404(Testimonial, pk=pk)
        return preview(request, reverse("site:home"), testimonials=[shown])
