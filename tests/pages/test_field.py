"""`_field.html`: label, error, input and hint of one form field, joined for screen readers."""

from django import forms
from django.http import HttpResponse
from django.template.loader import render_to_string

from tests.pages.html import read

GOALS = [("strong", "Get stronger"), ("pain", "Train around pain")]


class Form(forms.Form):
    name = forms.CharField()
    email = forms.EmailField(help_text="For your confirmation.")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"class": "tall"}))
    goal = forms.ChoiceField(choices=GOALS, widget=forms.RadioSelect, help_text="One.")


def drawn(name, typed=None, **extra):
    form = Form(typed)
    html = render_to_string("_field.html", {"field": form[name], **extra})
    return read(HttpResponse(html))


class TestAField:
    def test_has_a_label_that_leads_to_its_input(self):
        page = drawn("email")
        assert page.one("label").get("for") == page.one("input").get("id") == "id_email"
        assert page.one("input").get("type") == "email"
        assert "input" in page.one("input").classes

    def test_is_described_by_its_hint(self):
        page = drawn("email")
        assert page.one("input").get("aria-describedby") == "id_email_helptext"
        assert page.one("p", id="id_email_helptext").text == "For your confirmation."

    def test_names_its_error_before_the_input(self):
        page = drawn("email", {"email": "sam"})
        field = page.one("input")
        assert field.get("aria-invalid") == "true"
        assert set(field.get("aria-describedby").split()) == {
            "id_email_helptext",
            "id_email_error",
        }
        assert "valid email" in page.one("div", id="id_email_error").one("p", css="error").text
        order = [each.tag for each in page.all() if each.tag in ("label", "input")]
        assert order == ["label", "input"]
        assert "bad" in page.one("div", css="field").classes
        assert field.get("value") == "sam"

    def test_says_when_it_may_stay_empty(self):
        assert drawn("note").one("label").text == "Note (optional)"
        assert drawn("name").one("label").text == "Name"

    def test_keeps_classes_of_its_own(self):
        assert drawn("note").one("textarea").classes == ["input", "tall"]

    def test_takes_a_class_for_its_place(self):
        assert drawn("name", css="all").one("div", css="all").classes == ["field", "all"]


class TestChoices:
    def test_are_chips_in_a_named_group(self):
        page = drawn("goal")
        group = page.one("fieldset")
        assert group.one("legend").text == "Goal"
        chips = page.all("label", css="slot")
        assert [chip.text for chip in chips] == ["Get stronger", "Train around pain"]
        assert [chip.one("input").get("type") for chip in chips] == ["radio", "radio"]
        assert group.get("aria-describedby") == "id_goal_helptext"

    def test_an_error_describes_the_group(self):
        page = drawn("goal", {})
        group = page.one("fieldset")
        assert "id_goal_error" in group.get("aria-describedby").split()
        assert page.one("p", id="id_goal_error").text == "This field is required."

    def test_a_choice_made_stays_made(self):
        page = drawn("goal", {"goal": "pain"})
        assert [
            chip.text for chip in page.all("label") if "checked" in chip.one("input").attrs
        ] == ["Train around pain"]
