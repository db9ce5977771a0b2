"""What the page of one article needs, whether readers see it or it is still a draft."""

from django.template.response import TemplateResponse

from articles.models import Article
from articles.publishing import working_content
from articles.related import related_to, with_mark


def page_context(article, references, related):
    """Return the context of `articles/article_detail.html`; `references` in any order."""
    return {
        "article": article,
        "references": article.in_order_of_citation(references),
        "related": related,
        "unlisted": article.is_sample,
    }


def draft_page(request, article, content=None):
    """
    Return the page of the working copy of `article`, in the design readers will see.

    `content` stands in for the parts of it that are not saved yet; the article itself may
    be unsaved as well. Neither kept by anybody nor indexed.
    """
    copy, saved = article, {}
    if article.pk:
        copy = with_mark(Article.objects.for_page()).get(pk=article.pk)
        saved = working_content(article)
    content = saved | (content or {})
    references = copy.fill(content)
    copy.render([row.key for row in references])
    copy.stem()
    related = related_to(copy, stems=copy.stems, chosen=content.get("related", []))
    context = page_context(copy, references, related) | {"is_preview": True}
    response = TemplateResponse(request, "articles/article_detail.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store, private"
    return response
