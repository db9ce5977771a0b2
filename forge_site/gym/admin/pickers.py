"""The browser's own pickers for days and times, in place of the admin's scripts."""

from django import forms
from django.db import models

NATIVE_PICKERS = {
    models.TimeField: {
        "form_class": forms.TimeField,
        "widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    },
    models.DateField: {
        "form_class": forms.DateField,
        "widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    },
}
