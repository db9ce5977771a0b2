"""What visitors searched for and did not find, in the admin: a list to write from."""

from django.contrib import admin

from articles.models import MissedSearch


@admin.register(MissedSearch)
class MissedSearchAdmin(admin.ModelAdmin):
    """Read, and cleared when something was written about it. Nobody types a row."""

    list_display = ["phrase", "times", "last_on"]
    list_display_links = None
    list_filter = ["last_on"]
    search_fields = ["phrase"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
