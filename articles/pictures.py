"""The pictures inside the texts of articles: which article shows one, and drawing it anew."""

from django.db import transaction

from articles.models import Article, ArticleDraft
from forge_site.gym.picture_uses import TextUse, figure_of, register


def watch():
    """Let the picture library ask here before it changes a picture."""
    register(TextUse(articles_showing, redraw))


def articles_showing(picture):
    """Return the articles whose text shows `picture`, to readers or in their draft."""
    figure = figure_of(picture)
    live = Article.objects.filter(body__contains=figure)
    drafts = [draft.article_id for draft in ArticleDraft.objects.with_in_body(figure)]
    return Article.objects.filter(pk__in=[*live.values_list("pk", flat=True), *drafts])


def redraw(picture):
    """
    Make the pages of the articles that show `picture` anew: they name its files.

    Each is read and saved under its own lock, so that a text published meanwhile stays.
    """
    showing = Article.objects.filter(body__contains=figure_of(picture))
    for pk in list(showing.values_list("pk", flat=True)):
        with transaction.atomic():
            article = showing.select_for_update().filter(pk=pk).first()
            if article:
                article.save(update_fields=["body"])
