"""The articles a new site opens with: the Markdown files of `sample/`, flagged and live."""

from datetime import timedelta
from pathlib import Path

from articles.importing import read_markdown
from articles.loading import store
from articles.models import Article, Topic
from forge_site.gym.models import LoadedSample, Picture

FILES = Path(__file__).parent / "sample"
# The article the site was built around comes first, as the newest.
FIRST = "lower-back-pain-and-training"
DAYS_BETWEEN = 6


def load_articles(now, topics):
    """
    Load the sample articles that are missing, published one by one over the past weeks.

    `topics`: dictionaries with name, slug and description, in the order of the menu.
    """
    once = LoadedSample.objects.once
    for position, row in enumerate(topics):
        once(f"topic:{row['slug']}", lambda row=row | {"position": position}: _add_topic(row))
    paths = sorted(FILES.glob("*.md"), key=lambda path: (path.stem != FIRST, path.stem))
    new = []
    for number, path in enumerate(paths):
        at = now - timedelta(days=1 + DAYS_BETWEEN * number)
        once(f"article:{path.stem}", lambda path=path, at=at: new.append(_add(path, at)))
    # Only now are all there that name each other under "keep reading".
    for document in new:
        for article in Article.objects.sample().filter(slug=document.slug):
            article.related_override.set(Article.objects.filter(slug__in=document.related))


def holds_real_articles():
    return Article.objects.real().exists()


def remove_articles(topics):
    """Remove the sample articles, and those of the sample `topics` that then hold none."""
    Article.objects.sample().delete()
    Topic.objects.filter(slug__in=[row["slug"] for row in topics], articles=None).delete()


def pictures_in_articles():
    """Return the ids of the pictures that articles show, as cover or in their text."""
    shown = set(Article.objects.exclude(hero=None).values_list("hero", flat=True))
    for picture in Picture.objects.sample():
        if Article.objects.filter(body__contains=f'"{picture.slug}"').exists():
            shown.add(picture.pk)
    return shown


def _add_topic(row):
    if not Topic.objects.filter(slug=row["slug"]).exists():
        Topic.objects.create(**row)


def _add(path, live_at):
    """Store the article in the file `path` if its address is free; return its document."""
    document = read_markdown(path.read_text(encoding="utf-8"))
    if not Article.objects.filter(slug=document.slug).exists():
        store(document, publish_at=live_at, is_sample=True, now=live_at)
    return document
