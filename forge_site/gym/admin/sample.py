"""
What the admin of public content shares: the sample mark, and the tick that clears it.

Editing never clears `is_sample`; ticking "This is real now" does.
"""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.utils.html import format_html

from forge_site.gym.models import Redirect
from forge_site.gym.moving import moved


class SampleForm(forms.ModelForm):
    """A model form with the tick that `PublicContentAdmin` shows on sample rows alone."""

    real_now = forms.BooleanField(
        label="This is real now",
        required=False,
        help_text="Tick when nothing in it is made up any more.",
    )

    def _post_clean(self):
        """Ask the rules of the row as it will be; a refused row keeps its mark and tick."""
        was_sample = self.instance.is_sample
        if self.cleaned_data.get("real_now"):
            self.instance.is_sample = False
        super()._post_clean()
        if self.errors:
            self.instance.is_sample = was_sample

    def _get_validation_exclusions(self):
        # Django leaves out a rule that names a field it is not to look at: the database
        # alone would then refuse a testimonial without permission, and with a traceback.
        return super()._get_validation_exclusions() - {"is_sample"}


class MovingAdmin(admin.ModelAdmin):
    """An admin of pages: one that gets another address leaves a redirect, links are mended."""

    def save_model(self, request, row, form, change):
        before = None
        if change and "slug" in form.changed_data:
            before = self.model.objects.get(pk=row.pk)
        super().save_model(request, row, form, change)
        if before and not (_stays_hidden(row, before) and _leads_elsewhere(row, before)):
            moved(before.get_absolute_url(), row.get_absolute_url())


def _stays_hidden(row, before):
    """Return whether nobody can open `row` now or could `before`; a topic never is hidden."""
    states = (getattr(r, "is_published", getattr(r, "is_active", True)) for r in (row, before))
    return not any(states)


def _leads_elsewhere(row, before):
    """
    Return whether the address of `row`, or the one it had, leads to another page (or is gone).

    While nobody can see the row, that is to stay so. Where both lead nowhere the move is
    written down all the same, for those who knew the row before it was hidden.
    """
    both = [row.get_absolute_url(), before.get_absolute_url()]
    return Redirect.objects.filter(old_path__in=both).exclude(new_path__in=both).exists()


class PublicContentAdmin(MovingAdmin):
    """An admin of rows that visitors can see and that may be sample content."""

    form = SampleForm
    actions = ["mark_real"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """
        Call a slug what it is to a coach, where the model has no words for it.

        Beside a choice stand "change" and "add". Django's cross there deletes the chosen
        coach, topic or picture itself, where a coach means to choose none.
        """
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        if field and field.label == "Slug":
            field.label = "Address"
            field.help_text = (
                field.help_text or "The last part of the address: short, no dates."
            )
        return field

    def message_user(self, request, message, *args, **kwargs):
        """Say it once where the thing itself begins with "the": "The the gym"."""
        if message.startswith("The the "):
            message = type(message)(f"The {message[8:]}")  # what is safe stays so
        super().message_user(request, message, *args, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        plain = [
            (title, options | {"fields": [f for f in options["fields"] if f != "real_now"]})
            for title, options in fieldsets
        ]
        if obj is None or not obj.is_sample:
            return plain
        tick = (
            "Sample content",
            {
                "fields": ["real_now"],
                "description": "Made up, it came with the site. Put the real thing here.",
                "classes": ["sample-tick"],
            },
        )
        return [tick, *plain]

    @admin.display(description="", ordering="is_sample")
    def sample_mark(self, row):
        return (
            format_html('<span class="badge quiet">{}</span>', "Sample")
            if row.is_sample
            else ""
        )

    @admin.action(description="These are real now")
    def mark_real(self, request, rows):
        count = rows.filter(is_sample=True).update(is_sample=False)
        self.message_user(
            request, f"{count} marked as real." if count else "None of these was a sample.",
            messages.SUCCESS,
        )  # fmt: skip
