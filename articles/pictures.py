"""The pictures inside the texts of articles: which article shows one, and drawing it anew."""

from articles.models import Article, ArticleDraft
from forge_site.gym.picture_uses import TextUse, register


def watch():
    """Let the picture library ask here before it changes a picture."""
    register(TextUse(articles_showing, redraw))


def articles_showing(picture):
    """Return the articles whose text shows `picture`, to readers or in their draft."""
    figure = _figure_of(picture)
    live = Article.objects.filter(body__contains=figure)
    # Drafts are few, and SQLite cannot look inside JSON for a piece of text.
    drafts = [
        draft.article_id
        for draft in ArticleDraft.objects.all()
        if figure in draft.content.get("body", "")
    ]
    return Article.objects.filter(pk__in=[*live.values_list("pk", flat=True), *drafts])


def redraw(picture):
    """Make the pages of the articles that show `picture` anew: they name its files."""
    for article in Article.objects.filter(body__contains=_figure_of(picture)):
        article.save(update_fields=["body"])


def _figure_of(picture):
    return f'data-picture="{picture.slug}"'
