"""
Articles from documents: what a reader of files hands back becomes an article here.

Used by the importer and by the loader of sample content. An article is found again by its
slug, so bringing the same file in twice changes one article and makes no second.
"""

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from articles import publishing
from articles.models import Article, Topic
from forge_site.gym.models import Picture


@transaction.atomic
def store(document, *, by=None, publish_at=None, is_sample=False, author=None, now=None):
    """
    Make or update the article of `document` (an ArticleDocument) and return it.

    It stays a draft unless `publish_at`, an instant, says from when on readers see it; of an
    article that is live already only the working copy changes. The topic is made if there is
    none of its name. `is_sample` and `author` are for a new article only.
    """
    article = Article.objects.filter(slug=document.slug).first()
    content = content_of(document)
    if article is None:
        article = Article(is_sample=is_sample)
        content |= {"author": author and author.pk}
    draft = publishing.save_draft(article=article, content=content, by=by, now=now)
    article = Article.objects.get(slug=document.slug)
    if publish_at and (draft or not article.is_live(now)):
        publishing.publish(article=article, by=by, at=publish_at, now=now)
        article.refresh_from_db()
    return article


@transaction.atomic
def store_all(documents, **options):
    """
    Store `documents`, then join those that name each other under “keep reading”.

    Takes the options of `store` and returns the articles, in the same order.
    """
    articles = [store(document, **options) for document in documents]
    for article, document in zip(articles, documents, strict=True):
        article.related_override.set(Article.objects.filter(slug__in=document.related))
    return articles


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
