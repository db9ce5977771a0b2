"""Staff logins: a name, an address, and two ticks."""

from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    UserChangeForm,
    UserCreationForm,
)
from django.contrib.auth.models import Group

from forge_site.gym.models import Coach

admin.site.unregister([Group, get_user_model()])


# What Django calls its fields otherwise, and says of them: (label or None, help).
WORDS = {
    "username": (None, "What they type to sign in, such as maya."),
    "first_name": (None, "How the front page greets them."),
    "email": (None, "Where a link goes when the password is forgotten."),
    "is_active": ("Sign in at all", "Untick it when somebody leaves; what they did stays."),
    "is_staff": ("Work at the desk", "Articles, intros, hours and the gym's pages."),
    "is_superuser": ("Manage staff logins", "And remove the sample content."),
}


class NewLoginForm(UserCreationForm):
    """Adds a colleague, who may do all the gym's work and signs in at once."""

    coach = forms.ModelChoiceField(
        Coach.objects.filter(user=None),
        required=False,
        empty_label="No coach, or not yet",
        help_text="Then “Set my hours” opens this coach's own hours.",
    )

    class Meta(UserCreationForm.Meta):
        fields = ["username", "first_name", "email"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        first, again = self.fields["password1"], self.fields["password2"]
        first.help_text = (
            "At least 8 characters, not only digits, no common word. They can change it."
        )
        again.label, again.help_text = "Password again", ""

    def save(self, commit=True):
        self.instance.is_staff = True
        return super().save(commit)


class PasswordButton(ReadOnlyPasswordHashWidget):
    """The way to another password, without how the present one is kept."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, value, attrs) | {"summary": []}


class LoginForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(
        label="Password",
        help_text="Nobody can read it, only set another.",
        widget=PasswordButton,
    )


@admin.register(get_user_model())
class StaffLoginAdmin(UserAdmin):
    form = LoginForm
    add_form = NewLoginForm
    add_form_template = None
    list_display = ["username", "first_name", "last_name", "email", "is_staff", "is_superuser"]
    list_filter = ["is_active"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Person", {"fields": ["first_name", "last_name", "email"]}),
        ("May", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("When", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": [
                    "username",
                    "first_name",
                    "email",
                    "coach",
                    "password1",
                    "password2",
                ],
                "description": (
                    "A login for one person. It may do all the gym's work; managing logins and "
                    "removing the sample content are ticked on the next page."
                ),
            },
        ),
    ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in WORDS:
            label, field.help_text = WORDS[db_field.name]
            field.label = label or field.label
        return field

    def add_view(self, request, form_url="", extra_context=None):
        title = {"title": "New staff login"}
        return super().add_view(request, form_url, title | (extra_context or {}))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        title = {"title": "Staff login"}
        return super().change_view(request, object_id, form_url, title | (extra_context or {}))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if coach := form.cleaned_data.get("coach"):
            Coach.objects.filter(pk=coach.pk).update(user=form.instance)
