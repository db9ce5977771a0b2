"""
What a visitor types, turned into clean values or into a sentence they can act on.

The forms book nothing and refuse nobody for looking like a machine: what a hidden field or
a missing stamp means is for `quarantine` to judge, after the time is known to be free.
"""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, TimestampSigner

from articles.models import Article
from bookings.models import Intro
from forge_site.web import phones
from forge_site.web.cleaning import clean_line, clean_text

STAMP = "intro"
LONGEST_NAME = Intro._meta.get_field("name").max_length
LONGEST_EMAIL = Intro._meta.get_field("email").max_length
LONGEST_CAMPAIGN = Intro._meta.get_field("campaign").max_length


def stamp():
    """Return the signed time at which a form was rendered."""
    return TimestampSigner(salt="bookings.form").sign(STAMP)


def is_our_stamp(text):
    """Return True if `text` is a stamp of ours, however old: a tab may stay open for days."""
    try:
        return TimestampSigner(salt="bookings.form").unsign(text) == STAMP
    except BadSignature:
        return False


class Unseen(forms.CharField):
    """
    A field nobody types into: whatever arrives in it, it never refuses a person.

    Django refuses a NUL, which would be a mistake that no sentence on the page explains.
    """

    def __init__(self, **kwargs):
        super().__init__(**{"required": False, "widget": forms.HiddenInput} | kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\0", "")


class PersonForm(forms.Form):
    """Who someone is and how to reach them: the half both forms share."""

    key = Unseen()
    stamp = Unseen()
    source = Unseen()
    campaign = Unseen()
    coach = Unseen()
    way = forms.ChoiceField(
        label="How do you want to meet?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of these ways to meet."},
    )
    name = forms.CharField(
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={
            "required": "Add your name.",
            "max_length": "A shorter name will do: 80 characters at most.",
        },
    )
    email = forms.EmailField(
        label="Email",
        max_length=LONGEST_EMAIL,
        help_text="For your confirmation and reminders.",
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
        error_messages={
            "required": "Add your email address.",
            "invalid": "This does not look like an email address.",
            "max_length": "This email address is too long.",
        },
    )
    phone = forms.CharField(
        max_length=40,
        help_text="Only if we need to move your time.",
        widget=forms.TextInput(
            attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        ),
        error_messages={
            "required": "Add a phone number we can reach you on.",
            "max_length": "This phone number is too long.",
        },
    )
    goal = forms.ChoiceField(
        label="What brings you in?",
        choices=Intro.Goal.choices,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of these, or none."},
    )
    note = forms.CharField(
        label="Anything the coach should know?",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        error_messages={"max_length": "Keep it below 600 characters. The rest can wait."},
    )
    website = Unseen(
        label="Leave this empty",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(self, *args, gym, policy, **kwargs):
        super().__init__(*args, auto_id="%s", **kwargs)
        # With it browsers cut a pasted text without a word; ours comes back whole.
        self.fields["note"].widget.attrs.pop("maxlength", None)
        self.gym = gym
        self.policy = policy
        self.fields["phone"].required = policy.phone_required
        self.fields["way"].choices = [(way.value, way.label) for way in policy.ways]
        self.fields["way"].initial = policy.ways[0].value
        self.initial.setdefault("key", str(uuid.uuid4()))
        self.initial.setdefault("stamp", stamp())

    def clean_name(self):
        # Cut again: NFC makes two letters of some (U+0958), and PostgreSQL counts.
        name = clean_line(self.cleaned_data["name"])[:LONGEST_NAME]
        return needed(name, "Add your name.")

    def clean_email(self):
        # Measured again: "İ" in lower case is two letters, and PostgreSQL counts.
        email = clean_line(self.cleaned_data["email"]).lower()
        too_long = self.fields["email"].error_messages["max_length"]
        return needed(email if len(email) <= LONGEST_EMAIL else "", too_long)

    def clean_phone(self):
        typed = clean_line(self.cleaned_data["phone"])
        if not typed:
            return ""
        number = phones.possible(typed, self.gym.country)
        return needed(
            number,
            "Check this number: with its area code, and from abroad with + in front.",
        )

    def clean_note(self):
        return clean_text(self.cleaned_data["note"])

    def clean_way(self):
        return self.cleaned_data["way"] or self.policy.ways[0].value

    def clean(self):
        cleaned = super().clean()
        by_phone = cleaned.get("way") == Intro.Way.PHONE
        if by_phone and "phone" in cleaned and not cleaned["phone"]:
            self.add_error("phone", "Add the number the coach should call.")
        return cleaned

    def clean_campaign(self):
        return clean_line(self.cleaned_data["campaign"])[:LONGEST_CAMPAIGN]

    def clean_key(self):
        """Return the submission key; a missing or broken one is made up, never a refusal."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()

    def clean_source(self):
        """Return the article the visitor came from, or None."""
        return article_of(self.cleaned_data["source"])

    @property
    def person(self):
        """The cleaned values that describe the person, as fields of Intro."""
        names = ("name", "email", "phone", "goal", "note", "way")
        return {name: self.cleaned_data[name] for name in names}

    @property
    def problems(self):
        """What needs another look: [(id to jump to, sentence), ...] in the page's order."""
        return [
            (self.anchor(name), sentence)
            for name in self.page_order
            for sentence in self.errors.get(name, [])
        ]

    def anchor(self, name):
        return name

    page_order = ("way", "name", "email", "phone", "goal", "note")


class IntroForm(PersonForm):
    """A booking: a person and one open time, named by coach and instant."""

    slot = Unseen(required=True, error_messages={"required": "Choose a day and time."})

    page_order = ("slot", *PersonForm.page_order)

    def anchor(self, name):
        return "times" if name == "slot" else name


class AskForm(PersonForm):
    """A request without a time: the person says when it suits them."""

    DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
    HOURS = ("Early, 6 to 9", "Midday", "After work", "Evening")

    days = forms.MultipleChoiceField(
        choices=[(day, day[:3]) for day in DAYS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Tick some of these, or none."},
    )
    hours = forms.MultipleChoiceField(
        label="Time of day",
        choices=[(part, part) for part in HOURS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "Tick some of these, or none."},
    )

    page_order = ("days", "hours", *PersonForm.page_order)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = "So that a coach can write back."

    @property
    def wish(self):
        """The wished days and times of day, as fields of Intro."""
        return {
            "wished_days": ", ".join(self.cleaned_data["days"]),
            "wished_hours": "; ".join(self.cleaned_data["hours"]),
        }


def needed(value, sentence):
    if not value:
        raise ValidationError(sentence)
    return value


def article_of(slug):
    """Return the live Article at `slug`, with its title only, or None."""
    if not slug or len(slug) > 80 or not slug.isascii() or not slug.isprintable():
        return None
    return Article.objects.published().filter(slug=slug).only("title", "slug").first()
