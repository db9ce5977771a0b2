"""Redirects from addresses that are no more, one by one or by the list."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from contextlib import suppress

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from forge_site.gym.models import Redirect
from forge_site.gym.models.ways import validate_way
from forge_site.gym.redirect_lists import add_list
from forge_site.gym.redirects import end_of

LONGEST_LIST = 1_000_000  # characters pasted, bytes in a file
BYTE_ORDER = (BOM_UTF16_LE, BOM_UTF16_BE)


class RedirectForm(forms.ModelForm):
    """Takes a chain as what it ends at, and no circle."""

    class Meta:
        model = Redirect
        fields = ["old_path", "new_path"]

    def clean_new_path(self):
        new = self.cleaned_data["new_path"]
        if new:
            validate_way(new)
            new = end_of(self.cleaned_data.get("old_path"), new)
        return new


class ListForm(forms.Form):
    file = forms.FileField(
        label="A CSV file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv,text/plain"}),
        help_text="As the old site or a spreadsheet exports it: old address, new address.",
    )
    text = forms.CharField(
        label="Or paste the list",
        required=False,
        max_length=LONGEST_LIST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 80, "class": "vLargeTextField"}),
        help_text=(
            "One on each line: the old address, a comma, the new one. Without a new address, "
            "visitors are told that the page is gone."
        ),
    )

    def clean_file(self):
        """Return the text of the file, as UTF-8 or as Excel on Windows writes it."""
        file = self.cleaned_data["file"]
        if not file:
            return ""
        if file.size > LONGEST_LIST:
            raise ValidationError("The file is larger than 1 MB: bring it in part by part.")
        content = file.read()
        for encoding in ("utf-16",) if content[:2] in BYTE_ORDER else ("utf-8-sig", "cp1252"):
            with suppress(UnicodeDecodeError):
                if "\0" not in (text := content.decode(encoding)):
                    return text
        raise ValidationError("This is no list of addresses. Save it as CSV and try again.")

    def clean(self):
        typed = super().clean()
        given = [typed.get("file"), (typed.get("text") or "").strip()]
        if not self.errors and sum(map(bool, given)) != 1:
            raise ValidationError("Choose a file or paste a list, one of the two.")
        return typed

    @property
    def lines(self):
        return self.cleaned_data["file"] or self.cleaned_data["text"]


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ["old_path", "leads_to", "created_at"]
    search_fields = ["old_path", "new_path"]
    fields = ["old_path", "new_path"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.list_view)
        return [path("list/", view, name="gym_redirect_list"), *super().get_urls()]

    def save_model(self, request, redirect, form, change):
        super().save_model(request, redirect, form, change)
        # What led to the old address goes straight to the new one.
        Redirect.objects.filter(new_path=redirect.old_path).update(new_path=redirect.new_path)

    def list_view(self, request):
        """Ask for a list; on POST write it down and say which lines were not understood."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ListForm(*(request.POST, request.FILES) if request.method == "POST" else ())
        if form.is_valid():
            try:
                added = add_list(form.lines, settings.SITE_HOST)
            except ValidationError as problem:
                form.add_error(None, problem)
            else:
                many = "redirect is" if added.count == 1 else "redirects are"
                messages.success(request, f"{added.count} {many} in place.")
                for problem in added.problems[:20]:
                    messages.warning(request, problem)
                return HttpResponseRedirect(reverse("admin:gym_redirect_changelist"))
        context = self.admin_site.each_context(request) | {
            "title": "Add redirects by the list",
            "opts": self.opts,
            "form": form,
        }
        return TemplateResponse(request, "admin/gym/redirect/list.html", context)

    @admin.display(description="Leads to", ordering="new_path")
    def leads_to(self, redirect):
        return redirect.new_path or "“This page is gone”"
