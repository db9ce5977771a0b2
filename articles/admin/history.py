"""The history of an article in the admin: its versions, what changed, and the way back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import publishing
from articles.differences import differences
from articles.models import Article, Topic
from forge_site.gym.models import Coach, Picture

# The working copy stands in the history as if it were a version of this number.
NOW = "draft"
NAMED = {"topic": Topic, "hero": Picture, "author": Coach, "related": Article}


class ArticleHistory:
    """The history pages of ArticleAdmin."""

    def get_urls(self):
        restore = self.admin_site.admin_view(self.restore_view)
        return [
            path("<int:pk>/restore/<int:number>/", restore, name="articles_article_restore"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """List the versions; with ?old= and ?new= show what changed between two of them."""
        article = Article.objects.filter(pk=object_id).first()
        if article is None:
            raise Http404
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        versions = list(article.versions.select_related("made_by"))
        draft = getattr(article, "draft", None)
        old, new = self._chosen(request, versions, draft)
        context = self.admin_site.each_context(request) | {
            "title": f"History: {article}",
            "opts": self.opts,
            "article": article,
            "versions": versions,
            "draft": draft,
            "zone": timezone.get_current_timezone(),
            "old": old,
            "new": new,
            "differences": self._differences(article, versions, draft, old, new),
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def _chosen(self, request, versions, draft):
        """Return the two to compare, as in the address; the last two, if it names none."""
        known = [NOW] * bool(draft) + [str(version.number) for version in versions]
        old, new = request.GET.get("old"), request.GET.get("new")
        if old in known and new in known:
            return old, new
        return (known[1], known[0]) if len(known) > 1 else (None, None)

    def _differences(self, article, versions, draft, old, new):
        if old is None:
            return None
        contents = {str(version.number): version.content for version in versions}
        if draft:
            contents[NOW] = article.content() | draft.content
        return differences(contents[old], contents[new], _name)

    def restore_view(self, request, pk, number):
        """Make a former version the working copy again."""
        return require_POST(self._restore)(request, pk, number)

    def _restore(self, request, pk, number):
        article = Article.objects.filter(pk=pk).first()
        version = article and article.versions.filter(number=number).first()
        if version is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        publishing.restore(version=version, by=request.user)
        self.log_change(request, article, f"Restored version {number} as a draft.")
        messages.success(
            request,
            f"Version {number} stands below as a draft. Readers see it when you publish it.",
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[pk]))


def _name(part, pk):
    """Return what the row `pk` is called, for the parts of a content that name one."""
    row = NAMED[part].objects.filter(pk=pk).first() if pk else None
    return str(row) if row else ("" if not pk else "(deleted since)")
