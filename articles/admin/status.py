"""How far an article is, in a coach's words."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import ArticleDraft
from forge_site.web import times

DRAFT, SCHEDULED, WITHDRAWN = "draft", "scheduled", "withdrawn"
LIVE, CHANGED = "live", "changed"
LABELS = {
    DRAFT: "Draft",
    SCHEDULED: "Scheduled",
    LIVE: "Live",
    CHANGED: "Live, with unpublished changes",
    WITHDRAWN: "Taken down",
}
# The badges of static/css/desk.css.
BADGES = {DRAFT: "quiet", SCHEDULED: "", LIVE: "good", CHANGED: "hot", WITHDRAWN: "bad"}


def with_changes(articles):
    """Annotate each of `articles` with `has_draft`: something about it is unpublished."""
    return articles.annotate(
        has_draft=Exists(ArticleDraft.objects.filter(article=OuterRef("pk")))
    )


def status(article, now=None):
    """Return the status of `article`, one of the keys of LABELS, at `now`."""
    now = now or timezone.now()
    if article.published_at is None:
        return DRAFT
    if article.withdrawn_at:
        return WITHDRAWN
    if article.published_at > now:
        return SCHEDULED
    has_draft = getattr(article, "has_draft", None)
    if has_draft is None:
        has_draft = ArticleDraft.objects.filter(article=article).exists()
    return CHANGED if has_draft else LIVE


def sentence(article, found):
    """
    Return the status `found` of `article` in words.

    The hour of a scheduled one is told in the gym's zone, which is the desk's.
    """
    if found != SCHEDULED:
        return LABELS[found]
    zone = timezone.get_current_timezone()
    return f"Goes live {times.short(article.published_at, zone)} {times.zone_name(zone)}"


class StatusFilter(admin.SimpleListFilter):
    title = "status"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return list(LABELS.items())

    def queryset(self, request, articles):
        chosen = {
            DRAFT: articles.drafts,
            SCHEDULED: articles.scheduled,
            WITHDRAWN: articles.withdrawn,
            LIVE: lambda: with_changes(articles.published()).filter(has_draft=False),
            CHANGED: lambda: with_changes(articles.published()).filter(has_draft=True),
        }.get(self.value())
        return chosen() if chosen else articles
