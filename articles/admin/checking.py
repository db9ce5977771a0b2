"""What stands beside the form while a coach writes: the publish check, counted and shown."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from articles import publishing
from articles.checking import findings
from articles.content import clean_content
from articles.publish_check import ERROR, LONGEST_SEO_TITLE, SEO_DESCRIPTION
from forge_site.gym.models import Picture
from forge_site.web.markup import count_words, plain_text
from forge_site.web.reading import FEWEST_WORDS, reading_grade


def check_context(article, content, gym):
    """Return what `admin/articles/article/_check.html` shows of the typed `content`."""
    content = clean_content(content)
    words = plain_text(content["body"])
    found = findings(content, today=timezone.localdate(), is_sample=article.is_sample)
    return {
        "findings": found,
        "errors": sum(finding.level == ERROR for finding in found),
        "words": count_words(words),
        "grade": reading_grade(words),
        "fewest_words": FEWEST_WORDS,
        "snippet": snippet(content, gym.name),
        "has_hero": Picture.objects.filter(pk=content["hero"]).exists(),
        "card": urlencode({name: content[name] or "" for name in ("title", "topic", "hero")}),
    }


def refuse_unfit(article):
    """Raise ValidationError with what the publish check calls an error in the working copy."""
    found = findings(publishing.working_content(article), today=timezone.localdate())
    if errors := [finding.sentence for finding in found if finding.level == ERROR]:
        raise ValidationError(errors, code="unfit")


def snippet(content, site):
    """
    Return the title, address and description as a search engine shows them, with lengths.

    Behind the title stands the name of the `site`.
    """
    title = content["seo_title"] or content["title"]
    description = content["seo_description"] or content["summary"]
    address = f"{reverse('articles:index')}{content['slug'] or '…'}/"
    return {
        "title": f"{title} | {site}",
        "title_length": len(title),
        "title_longest": LONGEST_SEO_TITLE,
        "address": settings.SITE_URL + address,
        "description": description,
        "description_length": len(description),
        "description_lengths": SEO_DESCRIPTION,
    }
