"""The contact form: a person, and what they want to say. Reached by e-mail, or by phone."""

from django import forms

from bookings.forms import PersonForm


class MessageForm(PersonForm):
    """
    A message, kept as a request. Of the ways to reach somebody one is enough.

    `way` and `goal` are not asked here: they keep what the rules for intros begin with.
    """

    page_order = ("name", "email", "phone", "note")
    wish = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        email, phone, note = (self.fields[name] for name in ("email", "phone", "note"))
        email.required = phone.required = False
        email.help_text = "So that a coach can write back."
        phone.help_text = "If you would rather be called."
        note.label, note.required = "Your message", True
        note.widget.attrs["rows"] = 6
        note.help_text = f"{note.max_length} characters at most."
        note.error_messages["max_length"] = (
            f"Keep it below {note.max_length} characters. The rest can wait until we talk."
        )
        note.error_messages["required"] = "Write us what it is about."

    def clean(self):
        # Not PersonForm's: where intros are by phone, a message still needs no number.
        cleaned = forms.Form.clean(self)
        if cleaned.get("email") == cleaned.get("phone") == "":
            self.add_error("email", "Add an email address or a phone number: one is enough.")
        return cleaned

    def clean_email(self):
        return super().clean_email() if self.cleaned_data["email"] else ""

    def clean_note(self):
        note = super().clean_note()
        if not note:
            raise forms.ValidationError(self.fields["note"].error_messages["required"])
        return note
