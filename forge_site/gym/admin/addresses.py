"""Redirects from addresses that are no more, one by one or by the list."""

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
    text = forms.CharField(
        label="The list",
        max_length=1_000_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "cols": 80, "class": "vLargeTextField"}),
        help_text=(
            "One on each line: the old address, a comma, the new one. Or paste a CSV file. "
            "Without a new address, visitors are told that the page is gone."
        ),
    )


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
        form = ListForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                added = add_list(form.cleaned_data["text"], settings.SITE_HOST)
            except ValidationError as problem:
                form.add_error("text", problem)
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
