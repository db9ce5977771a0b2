"""The forms of the desk about intros. They check; the services act."""

from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from bookings.availability import OpenTime, OpenTimes
from bookings.models import Diary, Intro, IntroPolicy
from bookings.slots import shown
from forge_site.gym.models import Gym
from forge_site.web import phones
from forge_site.web.cleaning import clean_line, clean_text

PERSON = ["name", "email", "phone", "way", "goal", "note"]
# The choices are the times that are open when the form is posted: a visitor may be quicker.
GONE = {"invalid_choice": "That time has just been taken."}


class PersonForm(forms.ModelForm):
    """What a person typed, for staff to mend: a letter in an address, a number."""

    class Meta:
        model = Intro
        fields = PERSON
        labels = {"way": "How"}  # as in the record above the form, and in the e-mails

    def clean_name(self):
        return clean_line(self.cleaned_data["name"])

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()

    def clean_note(self):
        return clean_text(self.cleaned_data["note"])

    def clean_phone(self):
        typed = clean_line(self.cleaned_data["phone"])
        number = phones.possible(typed, Gym.objects.current().country)
        if typed and not number:
            raise ValidationError("Check this number: from abroad, begin with +.")
        return number

    def clean(self):
        cleaned = super().clean()
        # A message may lack a number: it is asked for when the way or the number is touched.
        is_asked = not self.instance.pk or {"way", "phone"} & set(self.changed_data)
        by_phone = cleaned.get("way") == Intro.Way.PHONE
        if is_asked and by_phone and "phone" in cleaned and not cleaned["phone"]:
            self.add_error("phone", "Add the number the coach should call.")
        return cleaned


class NewIntroForm(PersonForm):
    """
    An intro or request that came by phone or at the door.

    The key is made with the form, so that a double click is one intro.
    """

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    time = forms.ChoiceField(
        required=False,
        error_messages=GONE,
        help_text="The open times. Leave empty if there is no time yet: then it is a request.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.open_times = OpenTimes(zone=Gym.objects.current().zone, now=timezone.now())
        self.fields["time"].choices = [("", "No time yet"), *choices(self.open_times)]

    @property
    def chosen(self):
        """The OpenTime chosen, or None."""
        return self.open_times.find(self.cleaned_data["time"])


class TimeForm(forms.Form):
    """Any time with any coach: an open one from the list, or one that was agreed on."""

    time = forms.ChoiceField(required=False, label="An open time", error_messages=GONE)
    day = forms.DateField(
        required=False, label="or another day", widget=forms.DateInput(attrs={"type": "date"})
    )
    clock = forms.TimeField(
        required=False, label="at", widget=forms.TimeInput(attrs={"type": "time"})
    )
    diary = forms.ModelChoiceField(
        Diary.objects.none(), required=False, label="with", empty_label="Choose a coach"
    )

    def __init__(self, *args, open_times, **kwargs):
        super().__init__(*args, auto_id="time_%s", **kwargs)
        self.open_times = open_times
        self.fields["time"].choices = [("", "Choose an open time"), *choices(open_times)]
        self.fields["diary"].queryset = Diary.objects.in_order()

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        if cleaned["time"]:
            self.chosen = self.open_times.find(cleaned["time"])
            return cleaned
        if not (cleaned["day"] and cleaned["clock"] and cleaned["diary"]):
            raise ValidationError("Choose an open time, or a day, a time and a coach.")
        self.chosen = self.agreed(cleaned)
        return cleaned

    def agreed(self, cleaned):
        """Return what was typed as an OpenTime. Raises ValidationError for a skipped hour."""
        zone = self.open_times.zone
        wall = timezone.datetime.combine(cleaned["day"], cleaned["clock"])
        starts_at = shown(wall, zone)
        if starts_at is None:
            raise ValidationError("On that day the clock skips this hour.")
        if starts_at <= timezone.now():
            raise ValidationError("That time is past.")
        ends_at = starts_at + IntroPolicy.objects.current().length
        return OpenTime(starts_at, ends_at, cleaned["diary"], zone)


def choices(open_times):
    """
    Return the open times of every coach as choices, in order.

    The time an intro that moves has now is among them, and says so: left out, a second tap on
    the button would be told that there is no such time.
    """
    every = [
        open_times.open_time(span, diary)
        for diary in open_times.diaries
        for span in open_times.by_diary[diary.pk]
    ]
    every.sort(key=lambda one: one.starts_at)
    return [(one.value, in_a_list(one, open_times)) for one in every]


def in_a_list(one, open_times):
    """Return the words of a choice: "Tue 24 Nov, 5:30 pm, Maya Ellison"."""
    words = f"{one.short}, {one.coach.name}"
    return f"{words}, as it is now" if open_times.is_own(one, one.diary) else words
