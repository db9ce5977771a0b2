"""
What stands beside the form of an article: preview, library, history, the acts that need a
second look. Every page here is for staff who may change articles, and is never kept.
"""

import secrets
from copy import copy
from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST

from articles import publishing, share_pictures
from articles.addresses import free_address
from articles.admin.acts import ACTS
from articles.admin.checking import check_context
from articles.admin.forms import UNTITLED
from articles.admin.library import library
from articles.admin.status import BADGES, sentence, status
from articles.importing.composing import slug_of
from articles.models import Article, Topic
from articles.pages import draft_page
from forge_site.gym.context import gym_of
from forge_site.gym.models import Picture
from forge_site.web import times
from forge_site.web.cleaning import clean_key, clean_line, clean_number


class ArticleTools:
    """The pages of ArticleAdmin that are not the list or the form."""

    def get_urls(self):
        def view(function):
            return self.admin_site.admin_view(never_cache(partial(self.guarded, function)))

        name = "articles_article_{}".format
        # Some 300 bytes a picture. It holds no secret, as the pages of the desk do, which for
        # that are not compressed.
        offered = gzip_page(self.library_view)
        return [
            path("library/", view(offered), name=name("library")),
            path("preview/", view(self.preview_view), name=name("preview_new")),
            path("<int:pk>/preview/", view(self.preview_view), name=name("preview")),
            path("check/", view(self.check_view), name=name("check_new")),
            path("<int:pk>/check/", view(self.check_view), name=name("check")),
            path("autosave/", view(self.autosave_view), name=name("autosave_new")),
            path("<int:pk>/autosave/", view(self.autosave_view), name=name("autosave")),
            path("<int:pk>/share/", view(self.share_view), name=name("share")),
            path("<int:pk>/act/<slug:act>/", view(self.act_view), name=name("act")),
            path("card/", self._kept_a_while(self.card_view), name=name("card")),
            *super().get_urls(),
        ]

    def _kept_a_while(self, function):
        return self.admin_site.admin_view(partial(self.guarded, function), cacheable=True)

    def guarded(self, function, request, **kwargs):
        if not self.has_change_permission(request):
            raise PermissionDenied
        return function(request, **kwargs)

    def stored(self, pk):
        """Return the article as readers see it, or raise Http404."""
        article = Article.objects.filter(pk=pk).first()
        if article is None:
            raise Http404
        return article

    def library_view(self, request):
        """Answer with what the editor offers: pictures, drawings, pages to link to."""
        return JsonResponse(library())

    def preview_view(self, request, pk=None):
        """Show the working copy in the design readers will see; on POST what is typed now."""
        article = self.stored(pk) if pk else Article()
        if request.method != "POST":
            return draft_page(request, article)
        return draft_page(request, article, self.typed_content(request, article))

    def check_view(self, request, pk=None):
        """Answer with what the publish check says about the form as it is typed now."""
        article = self.stored(pk) if pk else Article()
        content = self.typed_content(request, article)
        context = check_context(article, content, gym_of(request))
        return TemplateResponse(request, "admin/articles/article/_check.html", context)

    def card_view(self, request):
        """Answer with the picture an article of this title, topic and cover is shared with."""
        topic, hero = (clean_number(request.GET.get(name, "")) for name in ("topic", "hero"))
        article = Article(
            title=clean_line(request.GET.get("title", ""))[:120] or "…",
            topic=Topic.objects.filter(pk=topic).first(),
            hero=Picture.objects.filter(pk=hero).first(),
        )
        picture = share_pictures.drawn(article, gym_of(request).name)
        headers = {"Cache-Control": "private, max-age=600"}
        return FileResponse(picture, content_type="image/jpeg", headers=headers)

    def typed_content(self, request, article):
        """Return the content of the posted form, as far as it is valid. Nothing is saved."""
        form = self.bound_form(request, article)
        form.saves = False
        form.is_valid()
        return form.content()

    def bound_form(self, request, article):
        """Return the posted form. Its instance is a copy: the form fills what it is given."""
        form_class = self.get_form(request, article if article.pk else None)
        return form_class(request.POST, instance=copy(article))

    @transaction.atomic
    def autosave_view(self, request, pk=None):
        """Save the posted form as a draft; answer in JSON what became of it."""
        return require_POST(self._autosave)(request, pk)

    def _autosave(self, request, pk):
        """A mistake in one field costs none of the others: it is told and left out."""
        article = self.stored(pk) if pk else stored_by_page(request) or Article()
        is_new = article.pk is None
        form = self.bound_form(request, article)
        problem = "" if form.is_valid() else _first_problem(form)
        content = form.content_without_mistakes()
        if form.has_error(NON_FIELD_ERRORS, "conflict") or (is_new and not _says(content)):
            return JsonResponse({"note": f"Not saved yet: {problem}"})
        if is_new:
            title = content.get("title") or UNTITLED
            address = content.get("slug") or free_address(slug_of(title))
            content |= {"title": title, "slug": address}
        key = form.cleaned_data.get("page_key")
        publishing.save_draft(article=article, content=content, by=request.user, page_key=key)
        saved = f"Draft saved {times.clock(timezone.now(), timezone.get_current_timezone())}"
        found = status(article)
        answer = {
            "note": f"{saved}, but not all of it. {problem}" if problem else saved,
            "seen": publishing.working_copy_mark(article),
            "state": sentence(article, found),
            "badge": BADGES[found],
        }
        if not pk:
            args = [article.pk]
            answer["change"] = reverse("admin:articles_article_change", args=args)
            answer["autosave"] = reverse("admin:articles_article_autosave", args=args)
        return JsonResponse(answer)

    def share_view(self, request, pk):
        """Make the secret link of a draft, or take it back."""
        article = self.stored(pk)
        return require_POST(self._share)(request, article)

    def _share(self, request, article):
        key = secrets.token_urlsafe(32) if "make" in request.POST else None
        if publishing.can_be_shared(article):
            publishing.share(article=article, key=key)
            words = "The link is made." if key else "The link no longer opens."
            messages.success(request, words)
        else:
            messages.error(request, "Nothing is unpublished here: share the public address.")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def act_view(self, request, pk, act):
        """Ask on GET, do it on POST: withdraw, bring back, unschedule, discard changes."""
        article = self.stored(pk)
        if act not in ACTS:
            raise Http404
        chosen = ACTS[act]
        form = chosen.form(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                chosen.service(article=article, by=request.user, **form.cleaned_data)
            except ValidationError as refusal:
                messages.error(request, " ".join(refusal.messages))
            else:
                self.log_change(request, article, chosen.done)
                messages.success(request, chosen.done)
            return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))
        context = self.admin_site.each_context(request) | {
            "title": chosen.question,
            "opts": self.opts,
            "article": article,
            "act": chosen,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/act.html", context)


def stored_by_page(request):
    """
    Return the article that the posted page of a new one has stored already, or None.

    The page does not know it if the answer was lost on the way.
    """
    key = clean_key(request.POST.get("page_key", ""))
    return publishing.saved_last_on(publishing.key_of_save(key, request.POST.get("seen", "")))


def _says(content):
    """Return whether `content` holds words worth a draft, with or without a title."""
    return any(content.get(name) for name in ("title", "summary", "body", "references"))


def _first_problem(form):
    """Return the first thing wrong with `form`, with the name of its field."""
    name, errors = next(iter(form.errors.items()))
    return errors[0] if name not in form.fields else f"{form.fields[name].label}: {errors[0]}"
