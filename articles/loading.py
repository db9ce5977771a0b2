"""
Articles from documents: what a reader of files hands back, in the shape of an article here.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from articles import publishing
from articles.models import Article, Topic
from forge_site.gym.models import Picture


@transaction.atomic
def store(document, *, publish_at=None, is_sample=False, now=None):
    """
    Make the article of `document` (an ArticleDocument) and return it.

    It stays a draft unless `publish_at`, an instant, says from when on readers see it. The
    topic is made if there is none of its name.
    """
    article = Article(is_sample=is_sample)
    publishing.save_draft(article=article, content=content_of(document), by=None, now=now)
    if publish_at:
        return publishing.publish(article=article, by=None, at=publish_at, now=now)
    article.refresh_from_db()
    return article


def content_of(document):
    """Return what `document` says in the shape of `articles.content`."""
    named = Q(slug__in=document.related) | Q(brought_in_as__in=document.related)
    related = Article.objects.filter(named)
    return {
        "title": document.title,
        "slug": document.slug,
        "topic": (document.topic and _topic(document.topic).pk) or None,
        "summary": document.summary,
        "body": document.body,
        "hero": Picture.objects.filter(slug=document.hero).values_list("pk", flat=True).first(),
        "hero_alt": document.hero_alt,
        "hero_caption": document.hero_caption,
        "seo_title": document.seo_title,
        "seo_description": document.seo_description,
        "related": list(related.values_list("pk", flat=True)),
        "references": [
            {"key": row.key, "text": row.text, "url": row.url} for row in document.references
        ],
    }


def _topic(name):
    found = Topic.objects.filter(name__iexact=name).first()
    return (
        found
        or Topic.objects.get_or_create(slug=slugify(name)[:60], defaults={"name": name})[0]
    )
