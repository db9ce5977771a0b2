"""What search engines, assistants and phones read of the site, in their own formats."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models import Article
from forge_site.gym.context import gym_of
from forge_site.gym.models import Coach, Program, Question
from forge_site.sitemaps import SITEMAPS
from forge_site.web.templatetags.sharing import absolute

PLAIN = "text/plain; charset=utf-8"
ICONS = [
    ("icon-192", "192x192", "any"),
    ("icon-512", "512x512", "any"),
    ("icon-maskable-512", "512x512", "maskable"),
]


@require_safe
def robots(request):
    """
    Ask crawlers to stay away until the gym is live, and from signed links always.

    A page's own `noindex` says the same to those that come all the same.
    """
    if gym_of(request).is_live:
        lines = ["Disallow: /free-intro/b/", "Disallow: /free-intro/done/"]
        lines += ["", f"Sitemap: {absolute(reverse('site:sitemaps'))}"]
    else:
        lines = ["Disallow: /"]
    return HttpResponse("\n".join(["User-agent: *", *lines, ""]), content_type=PLAIN)


@require_safe
def sitemaps(request):
    """List the sitemaps, one for each kind of page there is, in as many files as it needs."""
    listed = []
    for section, kind in SITEMAPS.items():
        pages = kind()
        if not pages.paginator.count:
            continue
        address = absolute(reverse("site:sitemap", args=[section]))
        changed = pages.get_latest_lastmod()
        for number in pages.paginator.page_range:
            listed.append(
                {"address": address + (f"?p={number}" if number > 1 else ""), "at": changed}
            )
    return TemplateResponse(
        request, "site/sitemaps.xml", {"sitemaps": listed}, content_type="application/xml"
    )


@require_safe
def sitemap(request, section):
    """List the pages of one kind with their pictures."""
    return django_sitemap(request, SITEMAPS, section, template_name="site/sitemap.xml")


@require_safe
def manifest(request):
    """Describe the site to phones that keep it on their home screen (W3C App Manifest)."""
    gym = gym_of(request)
    return JsonResponse(
        {
            "name": gym.name,
            "short_name": gym.name,
            "description": gym.pitch,
            "start_url": "/",
            "display": "browser",
            "background_color": "#13110f",
            "theme_color": "#13110f",
            "icons": [
                {"src": static(f"img/{name}.png"), "sizes": size, "type": "image/png"}
                | {"purpose": purpose}
                for name, size, purpose in ICONS
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
def favicon(request):
    """Answer those that ask for /favicon.ico without reading the page's head."""
    return redirect(static("img/favicon.ico"), permanent=True)


@require_safe
def llms(request):
    """Tell assistants in plain Markdown what there is to read (llmstxt.org)."""
    context = {
        "articles": Article.objects.published().real().for_cards(),
        "programs": Program.objects.active().real(),
        "coaches": Coach.objects.active().real(),
        "questions": Question.objects.public().real(),
        "host": urlsplit(settings.SITE_URL).netloc,
    }
    return TemplateResponse(request, "site/llms.txt", context, content_type=PLAIN)
