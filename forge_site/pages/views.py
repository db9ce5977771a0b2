"""The site's own pages: home, programs, coaches, questions, the visit, plain pages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from forge_site.gym.models import Coach, Gym, Page, Program, Question, Testimonial

QUESTIONS_AT_HOME = 5


@require_safe
def home(request):
    context = {
        "programs": list(Program.objects.active()),
        "coaches": list(Coach.objects.active().for_cards()),
        "questions": list(Question.objects.public()[:QUESTIONS_AT_HOME]),
        "testimonials": list(Testimonial.objects.public()),
    }
    return TemplateResponse(request, "site/home.html", context)


@require_safe
def programs(request):
    context = {"programs": list(Program.objects.active())}
    return TemplateResponse(request, "site/programs.html", context)


@require_safe
def program(request, slug):
    found = get_object_or_404(Program.objects.active(), slug=slug)
    others = [other for other in Program.objects.active() if other != found]
    context = {"program": found, "others": others}
    return TemplateResponse(request, "site/program.html", context)


@require_safe
def coaches(request):
    context = {"coaches": list(Coach.objects.active().for_cards())}
    return TemplateResponse(request, "site/coaches.html", context)


@require_safe
def coach(request, slug):
    found = get_object_or_404(Coach.objects.active().for_cards(), slug=slug)
    return TemplateResponse(request, "site/coach.html", {"coach": found})


@require_safe
def questions(request):
    context = {"questions": list(Question.objects.public())}
    return TemplateResponse(request, "site/questions.html", context)


@require_safe
def contact(request):
    return TemplateResponse(request, "site/contact.html", {})


@require_safe
def page(request, slug):
    found = get_object_or_404(Page.objects.published(), slug=slug)
    return TemplateResponse(request, "site/page.html", {"page": found})


@require_safe
def robots(request):
    """Ask crawlers to stay away from all until the gym is live, then from the forms only."""
    if Gym.objects.current().is_live:
        lines = ["User-agent: *", f"Disallow: {reverse('site:home')}free-intro/b/"]
    else:
        lines = ["User-agent: *", "Disallow: /"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
