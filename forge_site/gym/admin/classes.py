"""The timetable of classes."""

from django.contrib import admin

from forge_site.gym.admin.filters import with_empty_as
from forge_site.gym.admin.pickers import NATIVE_PICKERS
from forge_site.gym.models import GroupClass


@admin.register(GroupClass)
class GroupClassAdmin(admin.ModelAdmin):
    """A class is held on one weekday: “Save as new” repeats it on another."""

    formfield_overrides = NATIVE_PICKERS
    list_display = ["title", "weekday", "hours", "coach", "note"]
    list_display_links = ["title"]
    list_select_related = ["program", "coach"]
    list_filter = [
        "weekday",
        ("program", with_empty_as("No program")),
        ("coach", with_empty_as("No coach yet")),
    ]
    save_as = True
    save_as_continue = False
    fields = ["weekday", ("starts", "ends"), "program", "name", "coach", "note"]

    @admin.display(description="Class")
    def title(self, held):
        return held.title

    @admin.display(description="Hours", ordering="starts")
    def hours(self, held):
        return held.hours
