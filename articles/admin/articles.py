"""
The articles of the gym in the admin: the list, and the form an article is written in.

The form edits the working copy. The article itself, what readers see, is touched by the
services of `articles.publishing` alone.
"""

from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import publishing
from articles.admin.checking import refuse_unfit
from articles.admin.forms import ArticleForm
from articles.admin.history import ArticleHistory
from articles.admin.importing import ArticleImport
from articles.admin.status import BADGES, StatusFilter, sentence, status, with_changes
from articles.admin.tools import ArticleTools, stored_by_page
from articles.admin.widgets import EditorAdmin
from articles.models import Article
from forge_site.gym.admin.filters import with_empty_as
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.web import times

# In the address to which a refused "Schedule" leads back: what was typed as the hour.
REFUSED_HOUR = "refused_hour"


@admin.register(Article)
class ArticleAdmin(
    ArticleTools, ArticleHistory, ArticleImport, EditorAdmin, PublicContentAdmin
):
    form = ArticleForm
    list_display = ["shown_title", "shown_status", "topic", "author", "words", "sample_mark"]
    list_display_links = ["shown_title"]
    list_filter = [StatusFilter, ("topic", with_empty_as("No topic"))]
    list_select_related = ["topic", "author", "draft"]
    empty_value_display = ""
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["title", "summary", "body", "draft__content"]
    search_help_text = "Searches titles and texts."
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["related_override"]
    actions_on_bottom = False
    ordering = ["-updated_at"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "topic", "summary"]}),
        ("Text", {"fields": ["body"], "classes": ["wide-field"]}),
        ("Cover picture", {"fields": ["hero", "hero_alt", "hero_caption"]}),
        ("Who wrote and checked it", {"fields": ["author", "fact_checked_by", "reviewed_on"]}),
        ("In search results", {"fields": ["seo_title", "seo_description"]}),
        (
            "Keep reading",
            {
                "fields": ["related_override"],
                "classes": ["collapse"],
                "description": "Three articles stand below this one.",
            },
        ),
        (None, {"fields": ["real_now"]}),
    ]

    # The list

    def get_queryset(self, request):
        return with_changes(super().get_queryset(request))

    @admin.display(description="Title", ordering="title")
    def shown_title(self, article):
        draft = getattr(article, "draft", None)
        return (draft.content.get("title") if draft else "") or article.title

    @admin.display(description="Status", ordering="published_at")
    def shown_status(self, article):
        found = status(article)
        words = sentence(article, found)
        return format_html('<span class="badge {}">{}</span>', BADGES[found], words)

    # The form

    def add_view(self, request, form_url="", extra_context=None):
        """Go on with what the posted page has stored before, though it does not know it."""
        if stored := stored_by_page(request):
            return self.change_view(request, str(stored.pk), form_url, extra_context)
        return super().add_view(request, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """
        Return the article filled with its working copy, `working`; it is never saved.

        `public_address` stays the one readers know.
        """
        article = super().get_object(request, object_id, from_field)
        if article is not None:
            article.public_address = article.get_absolute_url()
            article.working = publishing.working_content(article)
            article.fill(article.working)
        return article

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context |= self._status_context(obj)
        form = context["adminform"].form
        if form.is_bound and request.resolver_match.url_name.endswith("_change"):
            # A page of its own from here on: sent once more, the refused one is another.
            form.data = form.data.copy()
            form.data["seen"] = publishing.working_copy_mark(obj)
            form.data["page_key"] = uuid4()
        form.tell_what_stands_unasked()
        if REFUSED_HOUR in request.GET:
            form.initial["publish_at"] = request.GET[REFUSED_HOUR]
            context["hour_was_refused"] = True
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _status_context(self, article):
        if article is None:
            return {"state": "new", "state_words": "New, not saved yet"}
        zone, found = timezone.get_current_timezone(), status(article)
        draft = getattr(article, "draft", None)
        return {
            "state": found,
            "state_words": sentence(article, found),
            "badge": BADGES[found],
            "draft": draft,
            "saved_words": draft and times.short(draft.saved_at, zone),
            "zone_words": times.zone_name(zone),
            "can_be_shared": publishing.can_be_shared(article),
            "shared_address": self._shared_address(article),
            "public_address": article.public_address,
        }

    def _shared_address(self, article):
        if not article.preview_key:
            return ""
        return settings.SITE_URL + reverse("articles:shared_draft", args=[article.preview_key])

    def save_model(self, request, article, form, change):
        content = form.content()
        target = Article.objects.get(pk=article.pk) if change else article
        key = form.cleaned_data["page_key"]
        publishing.save_draft(article=target, content=content, by=request.user, page_key=key)
        if form.cleaned_data.get("real_now"):
            Article.objects.filter(pk=article.pk).update(is_sample=False)
        request.publish_at = form.cleaned_data.get("publish_at")

    def save_related(self, request, form, formsets, change):
        """Do nothing: the draft holds the references and the related articles."""

    def response_add(self, request, article, post_url_continue=None):
        return self._answer(request, article)

    def response_change(self, request, article):
        return self._answer(request, article)

    def _answer(self, request, article):
        """Publish or schedule what was just saved, if that button was pressed, and say so."""
        stored = Article.objects.get(pk=article.pk)
        address = reverse("admin:articles_article_change", args=[stored.pk])
        try:
            words = self._act(request, stored)
        except ValidationError as refusal:
            messages.error(request, "Your text is saved, but not published.")
            for sentence_ in refusal.messages:
                messages.error(request, sentence_)
            if "_schedule" in request.POST:
                hour = request.POST.get("publish_at", "")
                address += "?" + urlencode({REFUSED_HOUR: hour})
        else:
            messages.success(request, words)
        return HttpResponseRedirect(address)

    def _act(self, request, article):
        if "_publish" in request.POST:
            refuse_unfit(article)
            publishing.publish(article=article, by=request.user)
            article.refresh_from_db()
            if article.is_live():
                return "Published. Readers see it now."
            return f"Saved. {sentence(article, status(article))}."
        if "_schedule" in request.POST:
            if not request.publish_at:
                raise ValidationError("Choose the day and hour to go live at.")
            refuse_unfit(article)
            publishing.schedule(article=article, by=request.user, at=request.publish_at)
            article.refresh_from_db()
            return f"{sentence(article, status(article))}."
        if article.is_live():
            return "Saved. Readers see the changes when you press “Publish changes”."
        return "Saved as a draft."

    def delete_model(self, request, article):
        publishing.remove(article=Article.objects.get(pk=article.pk))

    def delete_queryset(self, request, articles):
        for article in articles:
            publishing.remove(article=article)
