"""
What the desk joins from several rooms: the editor of the articles on the pages of the gym; and
staff logins: a name, an address, and two ticks.
"""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from js_asset import Media

from articles.admin.widgets import BodyWidget
from forge_site.gym.admin import PageAdmin
from forge_site.gym.models import Page

admin.site.unregister([Group, get_user_model(), Page])


@admin.register(Page)
class WrittenPageAdmin(PageAdmin):
    """The pages of the gym, their text in the editor of the articles."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = BodyWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is inline: the policy lets it pass by this nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


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
