"""The pages readers open: one article, all articles, the articles of a topic."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles import publishing, share_pictures
from articles.models import Article, MissedSearch, Topic
from articles.pages import draft_page, page_context
from articles.related import related_to, with_mark
from articles.search.finding import find
from articles.structured_data import article_data, way_to
from forge_site.gym.context import gym_of
from forge_site.gym.redirects import redirect_or_404

A_PAGE = 12
NEWEST = 3  # where a search finds nothing


@require_safe
def article_detail(request, slug):
    """Show one article to readers; of one that is gone or moved, say where to."""
    article = with_mark(Article.objects.published().for_page()).filter(slug=slug).first()
    if article is None:
        return redirect_or_404(request.path, request)
    gym = gym_of(request)
    picture = settings.SITE_URL + share_pictures.path_of(article, gym.name)
    context = page_context(article, article.references.all(), related_to(article))
    context |= {
        "canonical": settings.SITE_URL + article.get_absolute_url(),
        "share_picture": picture,
        "linked": [
            *article_data(article, context["references"], gym, settings.SITE_URL, picture),
            way_to(settings.SITE_URL, article.topic, article),
        ],
    }
    return TemplateResponse(request, "articles/article_detail.html", context)


@require_safe
def index(request):
    """List all articles, the newest first and large."""
    topics = list(Topic.objects.with_articles())
    return _list(request, Article.objects.published(), topics)


@require_safe
def topic(request, slug):
    """List the articles of one topic. A topic without any does not exist for readers."""
    topics = list(Topic.objects.with_articles())
    here = next((each for each in topics if each.slug == slug), None)
    if here is None:
        return redirect_or_404(request.path, request)
    return _list(request, Article.objects.published().filter(topic=here), topics, here)


@require_safe
def search(request):
    """Answer a search; without a result, offer topics and remember the words."""
    found = find(request.GET.get("q", ""))
    context = {"found": found}
    if not found.results:
        if found.phrase:
            today = timezone.now().astimezone(gym_of(request).zone).date()
            MissedSearch.objects.remember(found.phrase, today)
        context |= {
            "topics": Topic.objects.with_articles(),
            "newest": Article.objects.published().for_cards()[:NEWEST],
        }
    headers = {"X-Robots-Tag": "noindex"}
    return TemplateResponse(request, "articles/search.html", context, headers=headers)


@require_safe
@never_cache
def shared_draft(request, key):
    """Show a draft to someone who was sent its secret link, until it is published."""
    article = publishing.shared(key)
    if article is None:
        raise Http404
    return draft_page(request, article)


def _list(request, articles, topics, here=None):
    """Answer with a page of `articles`; `here` is the topic the list is about, or None."""
    paginator = Paginator(articles.for_cards(), A_PAGE)
    # Every published article has one topic, so the counts add up and need no query.
    paginator.count = here.article_count if here else sum(t.article_count for t in topics)
    page = paginator.get_page(request.GET.get("page"))
    path = here.get_absolute_url() if here else request.path
    context = {
        "topics": topics,
        "here": here,
        "total": sum(each.article_count for each in topics),
        "page": page,
        "numbers": paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1),
        "articles": list(page),
        "linked": [way_to(settings.SITE_URL, here)] if here else [],
        "unlisted": here is not None and not here.real_count,
        "canonical": settings.SITE_URL
        + path
        + (f"?page={page.number}" if page.number > 1 else ""),
    }
    return TemplateResponse(request, "articles/index.html", context)
