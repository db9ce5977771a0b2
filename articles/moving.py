"""The links in the texts of articles, kept right when the page they lead to moves."""

from articles.models import Article, ArticleDraft
from forge_site.gym import moving


def watch():
    """Let the gym tell here of every page that gets another address."""
    moving.register(mend_links)


def mend_links(link, mended):
    """
    Mend the bodies of articles and drafts that hold `link`.

    Versions stay as they were: they are history. Each row is locked, so that what somebody
    saves meanwhile stays.
    """
    for article in Article.objects.select_for_update().filter(body__contains=link):
        article.body = mended(article.body)
        article.save(update_fields=["body"])
    for draft in ArticleDraft.objects.select_for_update().with_in_body(link):
        draft.content["body"] = mended(draft.content["body"])
        draft.save(update_fields=["content"])
