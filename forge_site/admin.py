"""Staff logins in the admin: a name, an address, and two ticks."""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group

admin.site.unregister([Group, get_user_model()])


@admin.register(get_user_model())
class StaffLoginAdmin(UserAdmin):
    list_display = ["username", "first_name", "last_name", "email", "is_staff", "is_superuser"]
    list_filter = ["is_active"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        (
            "May",
            {
                "fields": ["is_active", "is_staff", "is_superuser"],
                "description": (
                    "<b>Active</b>: may sign in at all; untick it when somebody leaves. "
                    "<b>Staff</b>: articles, intros, hours and the gym's pages. "
                    "<b>Superuser</b>: also staff logins, and removing sample content."
                ),
            },
        ),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "email", "usable_password", "password1", "password2"],
                "description": "Next you choose what this person may do.",
            },
        ),
    ]
