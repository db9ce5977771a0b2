"""Redirects from addresses that are no more."""

from django.contrib import admin

from forge_site.gym.models import Redirect


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    list_display = ["old_path", "leads_to", "created_at"]
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]

    @admin.display(description="Leads to", ordering="new_path")
    def leads_to(self, redirect):
        return redirect.new_path or "“This page is gone”"
