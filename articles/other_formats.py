"""An article in other forms than its page: as Markdown, as the picture it is shared with."""

from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from articles import share_pictures
from articles.markdown_writer import body_as_markdown, line_as_markdown, reference_as_markdown
from articles.models import Article
from forge_site.gym.context import gym_of


@require_safe
@conditional_page
def markdown(request, slug):
    """Answer with one article as Markdown; search engines are sent to its page."""
    articles = Article.objects.published().select_related("author")
    article = get_object_or_404(articles, slug=slug)
    address = settings.SITE_URL + article.get_absolute_url()
    references = article.in_order_of_citation(article.references.all())
    context = {
        "article": article,
        "gym": gym_of(request),
        "title": line_as_markdown(article.title),
        "summary": line_as_markdown(article.summary),
        "body": body_as_markdown(article.body, settings.SITE_URL),
        "references": [reference_as_markdown(row.key, row.text, row.url) for row in references],
        "address": address,
        "book": f"{settings.SITE_URL}{reverse('bookings:book')}?from={article.slug}",
    }
    text = render_to_string("articles/article.md", context)
    headers = {"Link": f'<{address}>; rel="canonical"'}
    return HttpResponse(text, content_type="text/markdown; charset=utf-8", headers=headers)


@require_safe
def share_picture(request, slug, mark):
    """
    Answer with the picture shown where the article is shared, drawn if need be.

    Its address changes with what it shows, so it may be kept for ever; an address of a
    former title leads to the present one. Other sites may show it: that is what it is for.
    """
    article = get_object_or_404(
        Article.objects.published().select_related("topic", "hero"), slug=slug
    )
    name = gym_of(request).name
    if mark != share_pictures.mark_of(article, name):
        return redirect(share_pictures.path_of(article, name))
    return FileResponse(
        share_pictures.picture_of(article, name),
        content_type="image/jpeg",
        headers={
            "Cache-Control": "public, max-age=31536000, immutable",
            "Cross-Origin-Resource-Policy": "cross-origin",
        },
    )
