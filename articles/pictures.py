"""The pictures inside the texts of articles: which article shows one, and drawing it anew."""

from django.db.models import Q

from articles.models import Article, ArticleDraft
from forge_site.gym.picture_uses import TextUse, figure_of, register


def watch():
    """Let the picture library ask here before it changes a picture."""
    register(TextUse(articles_showing, redraw))


def articles_showing(picture):
    """Return the articles whose text shows `picture`, to readers or in their draft."""
    figure = figure_of(picture)
    drafts = ArticleDraft.objects.with_in_body(figure)
    return Article.objects.filter(Q(body__contains=figure) | Q(draft__in=drafts))


def redraw(picture):
    """
    Make the pages of the articles that show `picture` anew: they name its files.

    Each is locked while it is read and saved, so that a text published meanwhile stays.
    """
    showing = Article.objects.filter(body__contains=figure_of(picture))
    for article in showing.select_for_update():
        article.save(update_fields=["body"])
