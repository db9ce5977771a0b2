"""The site's own pages: home, the free intro explained, programs, coaches, questions."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from forge_site.gym import structured_data, texts
from forge_site.gym.context import gym_of
from forge_site.gym.models import (
    Coach,
    Program,
    Question,
    SpecialDay,
    Testimonial,
)
from forge_site.pages.linked import coach_data, gym_data, trail
from forge_site.pages.words import words_on

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


def one_of(rows, slug):
    """Return the row with `slug`, or raise Http404."""
    for row in rows:
        if row.slug == slug:
            return row
    raise Http404
