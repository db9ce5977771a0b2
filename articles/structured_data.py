"""
An article for machines, in the words of schema.org, and nothing that is not so.

A sample article names no person: nobody has written or read it yet. Its sources are real
and are told. Vocabulary: schema.org Article, WebPage, CreativeWork; what must be there:
Google Search Central, "Article structured data".
"""

from django.urls import reverse
from django.utils.html import strip_tags

from forge_site.gym.structured_data import GYM_ID, coach_data, trail

# Google cuts what is longer.
LONGEST_HEADLINE = 110


def article_data(article, references, gym, site_url, picture):
    """
    Return what the page of `article` says: the article, its page, and who wrote it.

    `picture` is the absolute address of its share picture, `site_url` has no slash at its
    end. `references` in the order of their numbers.
    """
    address = site_url + article.get_absolute_url()
    house = _house(gym, site_url)
    person = _author(article, gym, site_url)
    told = {
        "@type": "Article",
        "@id": f"{address}#article",
        "mainEntityOfPage": {"@id": address},
        "headline": article.title[:LONGEST_HEADLINE],
        "description": article.seo_description or article.summary,
        "image": [picture],
        "datePublished": article.published_at.isoformat(),
        "dateModified": max(article.published_at, article.updated_at).isoformat(),
        "author": _pointer(person) or house,
        "publisher": house,
        "articleSection": article.topic.name,
        "wordCount": article.words,
        "inLanguage": "en-US",
        "isAccessibleForFree": True,
    }
    if references:
        told["citation"] = [_source(row) for row in references]
    things = [told, _page(article, address)]
    return [*things, person] if person and "@id" in person else things


def way_to(site_url, *rows):
    """Return the way from the front page over the list of articles and `rows` as a trail."""
    steps = [(str(row), row.get_absolute_url()) for row in rows]
    return trail(site_url, ("Home", "/"), ("Articles", reverse("articles:index")), *steps)


def _page(article, address):
    """Return the page with who checked it and when: schema.org tells that of pages."""
    page = {"@type": "WebPage", "@id": address, "url": address, "name": article.title}
    if article.is_sample:
        return page
    if article.reviewed_on:
        page["lastReviewed"] = article.reviewed_on.isoformat()
    if article.fact_checked_by:
        name, _, role = article.fact_checked_by.partition(",")
        page["reviewedBy"] = {"@type": "Person", "name": name.strip()}
        if role.strip():
            page["reviewedBy"]["jobTitle"] = role.strip()
    return page


def _author(article, gym, site_url):
    """
    Return the coach who wrote it, None for a sample of either kind.

    Who left has no page here any more, and so no "@id" to be pointed at.
    """
    author = article.author
    if article.is_sample or author is None or author.is_sample:
        return None
    named = {"@type": "Person", "name": author.name}
    if not author.is_active:
        return named
    address = f"{site_url}{author.get_absolute_url()}#person"
    return coach_data(author, gym, site_url) or named | {"@id": address}


def _pointer(person):
    """Return what names `person` inside another thing: its "@id", or else all of it."""
    return {"@id": person["@id"]} if person and "@id" in person else person


def _house(gym, site_url):
    return {
        "@type": "Organization",
        "@id": f"{site_url}/{GYM_ID}",
        "name": gym.name,
        "url": f"{site_url}/",
    }


def _source(reference):
    source = {"@type": "CreativeWork", "name": strip_tags(reference.text)}
    return source | ({"url": reference.url} if reference.url else {})
