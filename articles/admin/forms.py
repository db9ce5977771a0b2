"""The form an article is written in, and its list of references."""

import re
from uuid import uuid4

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import slugify

from articles import publishing
from articles.admin.widgets import BodyWidget, PictureSelect
from articles.content import LINKS, TEXTS
from articles.models import Article, Reference
from articles.models.references import KEY
from articles.related import related_to
from forge_site.gym.admin.sample import SampleForm
from forge_site.gym.models import Redirect

EMPTY_ROWS = 2
# What a draft is called that was saved by itself before it had a title. The form asks anew.
UNTITLED = "Untitled"
_DOI = re.compile(r"(?:doi:\s*|doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)


class ArticleForm(SampleForm):
    """
    Edits the working copy: the instance comes filled with the draft and is never saved.

    `content()` is what was typed, in the shape of `articles.content`.
    """

    publish_at = forms.DateTimeField(
        label="Go live at",
        required=False,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local", "class": "vTextField"}, format="%Y-%m-%dT%H:%M"
        ),
        help_text="In the gym's time zone. Used by the button “Schedule”.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    page_key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)
    # Off for a look at what is typed: it overwrites nothing, so it needs no lock.
    saves = True

    class Meta:
        model = Article
        fields = [*TEXTS, *LINKS, "reviewed_on", "related_override"]
        widgets = {
            "body": BodyWidget,
            "hero": PictureSelect,
            "title": forms.TextInput(attrs={"class": "vLargeTextField"}),
            "summary": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "seo_description": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "reviewed_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(data, *args, **kwargs)
        working = getattr(self.instance, "working", {})
        if working:
            self.initial["related_override"] = working["related"]
            if working["title"] == UNTITLED:
                self.initial |= {"title": "", "slug": ""}
            self.initial["seen"] = publishing.working_copy_mark(self.instance)
            self.fields["slug"].help_text += self._old_addresses()
        # What is posted stands for itself: beside what was saved meanwhile, a source typed and
        # saved by itself would count as unchanged, and an unchanged extra row as empty.
        stored = working.get("references", []) if data is None else None
        self.references = ReferenceFormSet(data, prefix="references", initial=stored)

    def tell_what_stands_unasked(self):
        """
        Say at the choice of further articles what it does, and which stand there without it.

        Apart from the making of the form, which every check and every saving does anew.
        """
        self["related_override"].help_text = self._unasked()

    def _unasked(self):
        rule = "What you choose comes first; the rest is found by topic and shared words."
        self.instance.stem()  # it is never saved
        found = related_to(self.instance, stems=self.instance.stems, chosen=[])
        titles = format_html_join(", ", "“{}”", ((row.title,) for row in found))
        return format_html("{} Without a choice: {}.", rule, titles) if found else rule

    def _old_addresses(self):
        """Return a sentence on the old addresses that lead to this article, or ""."""
        here = Redirect.objects.filter(new_path=self.instance.public_address)
        old = here.values_list("old_path", flat=True)
        return f" Old addresses that lead here: {', '.join(old)}." if old else ""

    def clean(self):
        typed = super().clean()
        if not self.references.is_valid():
            sentence = "Look at the references below the text: one cannot be kept as it is."
            self.add_error(None, sentence)
        typed["page_key"] = publishing.key_of_save(typed.get("page_key"), typed.get("seen"))
        if self.saves and self.instance.pk:
            self._refuse_to_overwrite(typed.get("seen"), typed.get("page_key"))
        return typed

    def _refuse_to_overwrite(self, seen, page_key):
        """Tell the second of two writers. Saving again then is a choice of theirs."""
        try:
            publishing.refuse_conflict(article=self.instance, seen=seen, page_key=page_key)
        except forms.ValidationError as conflict:
            self.add_error(None, conflict)

    def content(self):
        """Return what was typed, as far as it is valid."""
        typed = self.cleaned_data
        day = typed.get("reviewed_on")
        return (
            {name: typed.get(name) or "" for name in TEXTS}
            | {name: typed[name].pk if typed.get(name) else None for name in LINKS}
            | {
                "reviewed_on": day and day.isoformat(),
                "related": [article.pk for article in typed.get("related_override", [])],
                "references": self.references.content(),
            }
        )

    def content_without_mistakes(self):
        """Return the parts of `content()` that can be kept as they were typed."""
        wrong = {"related" if name == "related_override" else name for name in self.errors}
        if self.references.would_lose_a_source():
            wrong.add("references")
        return {name: part for name, part in self.content().items() if name not in wrong}


class ShortNameField(forms.CharField):
    """
    The short name of a source, typed as people write it: "Owen 2020" becomes owen-2020.

    static/js/editor/sources.js does the same while one types, so that a citation put in
    meanwhile carries the name that is kept.
    """

    default_validators = [KEY]

    def to_python(self, value):
        typed = super().to_python(value)
        return slugify(typed.replace("_", "-")).strip("-") or typed


class SourceLinkField(forms.URLField):
    """The link of a source; a bare DOI, as journals print it, becomes its address."""

    default_error_messages = {
        "invalid": "This is no web address. Copy it from the browser, or give the DOI."
    }

    def to_python(self, value):
        doi = _DOI.fullmatch((value or "").strip())
        return super().to_python(f"https://doi.org/{doi[1]}" if doi else value)


class ReferenceForm(forms.Form):
    """One source. An empty row is no source."""

    key = ShortNameField(
        label="Short name",
        max_length=60,
        required=False,
        help_text=Reference._meta.get_field("key").help_text,
        widget=forms.TextInput(attrs={"data-reference-key": "", "class": "vTextField"}),
    )
    text = forms.CharField(
        label="Source",
        required=False,
        help_text=(
            "Authors (three, then et al.), title, journal, year. If the journal shall stand in "
            "italics, type <cite> before it and </cite> behind it."
        ),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )
    url = SourceLinkField(
        label="Link",
        max_length=300,
        required=False,
        assume_scheme="https",
        help_text=Reference._meta.get_field("url").help_text,
        widget=forms.URLInput(attrs={"class": "vURLField"}),
    )

    def clean(self):
        typed = super().clean()
        told = self.errors.keys() - {"url"}  # a wrong link alone is no reason to be silent here
        if bool(typed.get("key")) != bool(typed.get("text")) and not told:
            raise forms.ValidationError("A source needs a short name and its text.")
        return typed


class BaseReferenceFormSet(forms.BaseFormSet):
    def clean(self):
        keys = [row["key"] for row in self.content()]
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise forms.ValidationError(f"Two sources have the short name “{twice}”.")

    def would_lose_a_source(self):
        """
        Return whether `content()` is not all the sources that stand in the form.

        A wrong link alone does not count: its source is kept without it.
        """
        return bool(self.non_form_errors()) or any(row.keys() - {"url"} for row in self.errors)

    def content(self):
        """Return the sources typed, in their order, those marked for removal left out."""
        return [
            {"key": typed["key"], "text": typed.get("text", ""), "url": typed.get("url", "")}
            for form in self.forms
            if (typed := getattr(form, "cleaned_data", None))
            and typed.get("key")
            and not typed.get("DELETE")
        ]


ReferenceFormSet = forms.formset_factory(
    ReferenceForm, formset=BaseReferenceFormSet, extra=EMPTY_ROWS, can_delete=True, max_num=200
)
