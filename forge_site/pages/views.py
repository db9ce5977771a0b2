"""The site's own pages: home, programs, coaches, questions, the visit, plain pages."""

from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from articles.models import Article
from forge_site.gym import structured_data, texts
from forge_site.gym.context import gym_of
from forge_site.gym.models import (
    Coach,
    Page,
    Program,
    Question,
    SpecialDay,
    Testimonial,
)
from forge_site.pages.linked import coach_data, gym_data, trail
from forge_site.pages.words import words_on
from forge_site.web.cleaning import clean_line

DESCRIPTION_CHARACTERS = 155
QUESTIONS_AT_HOME = 5
ARTICLES_AT_HOME = 4


@require_safe
def home(request):
    yesterday = (timezone.now() - timedelta(days=1)).date()  # whatever the gym's zone
    gym = gym_of(
        request,
        special_rows=SpecialDay.objects.rows_coming(yesterday),
    )
    context = {
        "words": words_on(request, texts.HOME),
        "programs": list(Program.objects.active()),
        "coaches": list(Coach.objects.active().for_cards()),
        "articles": list(Article.objects.published().for_cards()[:ARTICLES_AT_HOME]),
        "questions": list(Question.objects.public()[:QUESTIONS_AT_HOME]),
        "testimonials": getattr(request, "testimonials", None)
        or list(Testimonial.objects.public()),
        "linked": [gym_data(request, SpecialDay.objects.read(gym.special_rows))],
    }
    return TemplateResponse(request, "site/home.html", context)


@require_safe
def intro(request):
    context = {
        "words": words_on(request, texts.INTRO),
        "questions": list(Question.objects.about_intro()),
    }
    return TemplateResponse(request, "site/intro.html", context)


@require_safe
def programs(request):
    context = {"programs": list(Program.objects.active())}
    return TemplateResponse(request, "site/programs.html", context)


@require_safe
def program(request, slug):
    offered = list(Program.objects.active())
    found = one_of(offered, slug)
    others = [other for other in offered if other != found]
    context = {"program": found, "others": others, "unlisted": found.is_sample}
    if not found.is_sample:
        context["linked"] = [trail(("Programs", reverse("site:programs")), found)]
    return TemplateResponse(request, "site/program.html", context)


@require_safe
def coaches(request):
    context = {"coaches": list(Coach.objects.active().for_cards())}
    return TemplateResponse(request, "site/coaches.html", context)


@require_safe
def coach(request, slug):
    found = get_object_or_404(Coach.objects.active().for_cards(), slug=slug)
    written = list(found.articles.published().for_cards())
    context = {"coach": found, "articles": written, "unlisted": found.is_sample}
    if not found.is_sample:
        way = trail(("Coaches", reverse("site:coaches")), found)
        context["linked"] = [coach_data(request, found), way]
    return TemplateResponse(request, "site/coach.html", context)


@require_safe
def questions(request):
    asked = list(Question.objects.public())
    groups = {}
    for question in asked:
        groups.setdefault(question.group, []).append(question)
    context = {
        "groups": [{"name": name, "questions": group} for name, group in groups.items()],
        "linked": [structured_data.questions_data(asked)],
    }
    return TemplateResponse(request, "site/questions.html", context)


@require_safe
def page(request, slug):
    found = getattr(request, "previewed", None) or get_object_or_404(
        Page.objects.published().select_related("picture"), slug=slug
    )
    context = {
        "page": found,
        "description": found.seo_description or opening_words(found),
        "unlisted": found.is_sample or found.is_unlisted,
    }
    if not found.is_landing:
        return TemplateResponse(request, "site/page.html", context)
    context |= {
        "action": action_of(found, request.GET),
        "campaign": campaign_of(found, request.GET),
    }
    return TemplateResponse(request, "site/landing.html", context)


def one_of(rows, slug):
    """Return the row with `slug`, or raise Http404."""
    for row in rows:
        if row.slug == slug:
            return row
    raise Http404


def campaign_of(page, asked):
    """Return what an intro from the landing `page` is marked with: the ad's own words first."""
    said = (asked.get(name, "") for name in ("utm_source", "utm_medium"))
    return " / ".join(clean_line(text)[:40] for text in [*said, page.campaign_name] if text)


def action_of(page, asked):
    """Return the address of the button on the landing `page`, its campaign with it."""
    way = page.action_to or reverse("bookings:book")
    if not way.startswith("/"):
        return way
    way, hash_, part = way.partition("#")
    query = urlencode({"utm_campaign": campaign_of(page, asked)})
    return f"{way}{'&' if '?' in way else '?'}{query}{hash_}{part}"


def opening_words(page):
    """Return how the body of `page` begins, as plain text of some 150 characters."""
    text = " ".join(unescape(strip_tags(page.lead or page.body)).split())
    return Truncator(f"{page.title}: {text}").chars(DESCRIPTION_CHARACTERS)
