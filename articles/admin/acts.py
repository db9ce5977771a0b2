"""The acts that change what readers see and are asked about once more before they are done."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from articles import publishing


class NothingToSay(forms.Form):
    """An act that needs nothing but a yes."""


class WithdrawForm(forms.Form):
    lead_to = forms.CharField(
        label="Lead readers to",
        required=False,
        max_length=300,
        help_text=(
            "Another address of this site, such as /articles/sleep-and-strength/. "
            "Empty: readers are told that the page is gone."
        ),
    )

    def clean_lead_to(self):
        address = self.cleaned_data["lead_to"].strip()
        if address and (not address.startswith("/") or address.startswith("//")):
            raise forms.ValidationError("Begin with one slash, like /articles/.", code="path")
        return address


@dataclass(frozen=True)
class Act:
    question: str
    explanation: str
    button: str
    done: str
    service: Callable
    form: type[forms.Form] = NothingToSay


ACTS = {
    "withdraw": Act(
        "Take this article down?",
        "Readers no longer find it. The text and its history stay, and it can come back.",
        "Take it down",
        "Taken down.",
        publishing.withdraw,
        WithdrawForm,
    ),
    "bring-back": Act(
        "Show this article again?",
        "Readers see it as it was. Changes that are not published stay unpublished.",
        "Show it again",
        "Readers see it again.",
        publishing.bring_back,
    ),
    "unschedule": Act(
        "Make this article a draft again?",
        "It no longer goes live by itself.",
        "Make it a draft",
        "It is a draft again.",
        publishing.unschedule,
    ),
    "discard": Act(
        "Throw the unpublished changes away?",
        "What readers see stays. What was written since cannot be brought back.",
        "Throw them away",
        "The changes are gone.",
        publishing.discard_changes,
    ),
}
