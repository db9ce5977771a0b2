"""What the page of one article needs, whether readers see it or it is still a draft."""

from django.template.response import TemplateResponse

from articles.models import Article
from articles.publishing import working_content

RELATED = 3


def page_context(article, references):
    """Return the context of `articles/article_detail.html`; `references` in any order."""
    related = Article.objects.published().related_to(article).for_cards()[:RELATED]
    return {
        "article": article,
        "references": article.in_order_of_citation(references),
        "related": list(related),
    }


def draft_page(request, article, content=None):
    """
    Return the page of the working copy of `article`, in the design readers will see.

    `content` stands in for the parts of it that are not saved yet; the article itself may
    be unsaved as well. Neither kept by anybody nor indexed.
    """
    copy, saved = article, {}
    if article.pk:
        copy = Article.objects.for_page().get(pk=article.pk)
        saved = working_content(article)
    references = copy.fill(saved | (content or {}))
    copy.render([row.key for row in references])
    context = page_context(copy, references) | {"is_preview": True}
    response = TemplateResponse(request, "articles/article_detail.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    return response
