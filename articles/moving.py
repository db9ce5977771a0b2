"""A live article that gets another address: old links lead on, our own are kept right."""

import re

from articles.models import Article, ArticleDraft
from forge_site.gym.redirects import page_moved


def article_moved(old_path, new_path):
    """
    Leave a redirect from `old_path`, and mend the links to it in all articles and drafts.

    Part of the transaction of who calls. Versions stay as they were: they are history.
    """
    if old_path == new_path:
        return
    page_moved(old_path, new_path)
    link = re.compile(rf'href="{re.escape(old_path)}(?=["?#])')
    mended = f'href="{new_path}'
    for article in Article.objects.filter(body__contains=f'href="{old_path}'):
        article.body = link.sub(mended, article.body)
        article.save(update_fields=["body"])
    # Drafts are few, and SQLite cannot look inside JSON for a piece of text.
    for draft in ArticleDraft.objects.all():
        body = link.sub(mended, draft.content["body"])
        if body != draft.content["body"]:
            draft.content["body"] = body
            draft.save(update_fields=["content"])
