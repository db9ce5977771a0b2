"""
The pages staff write: plain ones such as privacy, and landing pages for ads and posters.

The campaign of a landing page travels in its links, since the site sets no cookie.
"""

from html import unescape
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles.rendering import render
from bookings.forms import LONGEST_CAMPAIGN
from forge_site.gym.models import Page
from forge_site.web.cleaning import clean_line

DESCRIPTION_CHARACTERS = 155
LONGEST_WORD = 40


@require_safe
def page(request, slug):
    found = getattr(request, "previewed", None) or get_object_or_404(
        Page.objects.published().select_related("picture"), slug=slug
    )
    context = {
        "page": found,
        "body": render(found.body, ()).html if found.body else "",
        "description": found.seo_description or opening_words(found),
        "unlisted": found.is_sample or found.is_unlisted,
    }
    if not found.is_landing:
        return TemplateResponse(request, "site/page.html", context)
    campaign = campaign_of(found, request.GET)
    context |= {"action": action_of(found, campaign), "campaign": campaign}
    return TemplateResponse(request, "site/landing.html", context)


def campaign_of(page, asked):
    """Return what an intro from the landing `page` is marked with: the ad's own words first."""
    said = (asked.get(name, "") for name in ("utm_source", "utm_medium"))
    parts = [*(clean_line(text)[:LONGEST_WORD] for text in said), page.campaign_name]
    return " / ".join(part for part in parts if part)[:LONGEST_CAMPAIGN]


def action_of(page, campaign):
    """Return the address of the button on the landing `page`, with its campaign."""
    way = page.action_to or reverse("bookings:book")
    if not way.startswith("/"):
        return way
    way, hash_, part = way.partition("#")
    query = urlencode({"utm_campaign": campaign})
    return f"{way}{'&' if '?' in way else '?'}{query}{hash_}{part}"


def opening_words(page):
    """Return how the body of `page` begins, as plain text of some 150 characters."""
    text = " ".join(unescape(strip_tags(page.lead or page.body)).split())
    return Truncator(f"{page.title}: {text}").chars(DESCRIPTION_CHARACTERS)
