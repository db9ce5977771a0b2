"""Bringing an article in at the desk: choose or drop a file, or paste the text."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from articles.bringing_in import bring_in_file, bring_in_text
from articles.importing.document import ImportProblem
from articles.importing.docx_package import MOST_BYTES
from articles.importing.limits import MOST_CHARACTERS
from articles.importing.reading import ENDINGS


class ImportForm(forms.Form):
    file = forms.FileField(
        label="File",
        required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(sorted(ENDINGS))}),
        help_text="Choose it, or drop it here: Word (.docx), Markdown (.md) or plain text.",
    )
    text = forms.CharField(
        label="Or paste the text",
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text="Plain text or Markdown.",
    )
    title = forms.CharField(
        label="Title",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"class": "vLargeTextField"}),
        help_text="Only if the text does not begin with its title.",
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(
                "The file is larger than 20 MB, more than an article can be.", code="size"
            )
        return file

    def clean(self):
        typed = super().clean()
        if not self.errors and bool(typed["file"]) == bool(typed["text"].strip()):
            raise forms.ValidationError("Choose a file or paste a text, one of the two.")
        return typed


class ArticleImport:
    """The import page of ArticleAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.import_view)
        return [path("import/", view, name="articles_article_import"), *super().get_urls()]

    def import_view(self, request):
        """Ask for a file or a text; on POST store it as a draft and show the report."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ImportForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        arrival = None
        if form.is_valid():
            try:
                arrival = self._bring_in(form.cleaned_data, request.user)
            except ImportProblem as problem:
                form.add_error(None, str(problem))
            else:
                self.log_addition(request, arrival.article, "Brought in.")
                messages.success(request, f"“{arrival.article}” is read. {arrival.sentence}")
        context = self.admin_site.each_context(request) | {
            "title": "Bring an article in",
            "opts": self.opts,
            "form": form,
            "arrival": arrival,
        }
        return TemplateResponse(request, "admin/articles/article/import.html", context)

    def _bring_in(self, typed, user):
        if file := typed["file"]:
            return bring_in_file(file.name, file.read(), by=user, title=typed["title"])
        return bring_in_text(typed["text"], by=user, title=typed["title"])
