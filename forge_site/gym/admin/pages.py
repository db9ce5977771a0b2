"""Plain pages and landing pages, with a preview and what belongs on the poster."""

from copy import copy

import segno
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, resolve, reverse
from django.views.decorators.http import require_POST, require_safe

from forge_site.gym.admin.previewing import PREVIEW_SCRIPT, not_yet, preview
from forge_site.gym.admin.sample import PublicContentAdmin, SampleForm
from forge_site.gym.models import Page
from forge_site.web.templatetags.sharing import absolute

# Modules of the code across a printed inch are many enough from afar; the PNG is for screens.
PNG_SCALE = 24
KINDS = {"svg": "image/svg+xml", "png": "image/png"}


class PageForm(SampleForm):
    class Meta:
        help_texts = {
            "body": (
                "On a landing page about 100 words, so that the button stays near. On any "
                "other what it takes, with a heading every few paragraphs."
            ),
            "in_footer": "A landing page is never linked there, ticked or not.",
            "seo_description": "Shown in search results: one or two sentences, 140 to 155 "
            "characters.",
        }

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        # Addresses are matched in order, and those of plain pages come last. A timetable that
        # staff wrote as a page keeps its address.
        own = resolve(f"/{slug}/").view_name
        if own != "site:page" and slug != self.initial.get("slug"):
            raise ValidationError("The site has a page of its own at this address.")
        return slug

    def clean_campaign(self):
        return " ".join(self.cleaned_data["campaign"].split())


@admin.register(Page)
class PageAdmin(PublicContentAdmin):
    form = PageForm
    change_form_template = "admin/gym/page.html"
    list_display = ["title", "address", "kind", "is_published", "is_unlisted", "sample_mark"]
    list_filter = ["is_landing"]
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["picture"]
    readonly_fields = ["poster"]
    view_on_site = False
    fieldsets = [
        ("The page", {"fields": ["title", "slug", "body", "seo_description"]}),
        (
            "On the site",
            {"fields": [("is_published", "is_unlisted"), ("in_footer", "position")]},
        ),
        (
            "For ads and posters",
            {
                "fields": [
                    "is_landing",
                    "lead",
                    "picture",
                    ("action_text", "action_to"),
                    "campaign",
                    "poster",
                ],
                "description": (
                    "A landing page has no menu and one button. Whoever books through it is "
                    "marked with its campaign at the desk."
                ),
            },
        ),
        (None, {"fields": ["real_now"]}),
    ]

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [PREVIEW_SCRIPT]

    def get_urls(self):
        guarded = self.admin_site.admin_view
        return [
            path(
                "preview/",
                guarded(require_POST(self.preview_view)),
                name="gym_page_preview_new",
            ),
            path(
                "<int:pk>/preview/",
                guarded(require_POST(self.preview_view)),
                name="gym_page_preview",
            ),
            path(
                "<int:pk>/code.<slug:kind>",
                guarded(require_safe(self.code_view)),
                name="gym_page_code",
            ),
            *super().get_urls(),
        ]

    def preview_view(self, request, pk=None):
        """Show the page as the posted form has it, or what is wrong with it. Stores nothing."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        stored = get_object_or_404(Page, pk=pk) if pk else None
        form_class = self.get_form(request, stored, change=bool(pk))
        form = form_class(request.POST, instance=copy(stored) if stored else Page())
        if not form.is_valid():
            return not_yet(request, form)
        page = form.save(commit=False)
        return preview(request, page.get_absolute_url(), previewed=page)

    def code_view(self, request, pk, kind):
        """Answer the page's address as a QR code to print (ISO/IEC 18004)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        page = get_object_or_404(Page, pk=pk)
        if kind not in KINDS:
            raise Http404
        # Level Q: a quarter of a poster may be torn, and phones still read it.
        code = segno.make(absolute(page.get_absolute_url()), error="q", micro=False)
        response = HttpResponse(content_type=KINDS[kind])
        options = {"scale": PNG_SCALE} if kind == "png" else {"scale": 8, "omitsize": False}
        code.save(response, kind=kind, **options)
        response["Content-Disposition"] = f'inline; filename="{page.slug}.{kind}"'
        return response

    @admin.display(description="Address", ordering="slug")
    def address(self, page):
        return page.get_absolute_url()

    @admin.display(description="Kind", ordering="is_landing")
    def kind(self, page):
        return f"Landing page: {page.campaign_name}" if page.is_landing else "Plain page"

    @admin.display(description="On the poster")
    def poster(self, page):
        if not page.pk:
            return "Save the page first: then its short address and a QR code stand here."
        code = {kind: reverse("admin:gym_page_code", args=[page.pk, kind]) for kind in KINDS}
        address = absolute(page.get_absolute_url()).partition("://")[2].removesuffix("/")
        return render_to_string("admin/gym/_poster.html", {"address": address, "code": code})
