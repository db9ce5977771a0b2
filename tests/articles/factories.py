"""Rows to test with. Each function makes one, complete, and takes overrides by keyword."""

from datetime import UTC, datetime
from io import BytesIO

from PIL import Image

from articles.models import Article, Reference, Topic
from forge_site.gym.models import Coach, Picture

LONG_AGO = datetime(2026, 1, 5, 12, tzinfo=UTC)


def topic(**fields):
    name = fields.setdefault("name", "Strength")
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Topic.objects.get_or_create(slug=fields["slug"], defaults=fields)[0]


def article(**fields):
    """A published article. `references` is a list of keys."""
    number = Article.objects.count() + 1
    keys = fields.pop("references", [])
    complete = {
        "title": f"Article {number}",
        "slug": f"article-{number}",
        "topic": fields.get("topic") or topic(),
        "summary": "What it says in short.",
        "body": "<p>Lift twice a week.</p>",
        "published_at": LONG_AGO,
    }
    row = Article.objects.create(**complete | fields)
    for position, key in enumerate(keys):
        reference(row, key=key, position=position)
    if keys:
        row.save()  # so that its citations find them
    return row


def draft(**fields):
    """An article nobody but staff can see."""
    return article(**{"published_at": None} | fields)


def reference(to, **fields):
    complete = {
        "key": "owen-2020",
        "text": "Owen PJ, et al. Which modes help. <cite>Br J Sports Med</cite>. 2020.",
        "url": "https://doi.org/10.1136/bjsports-2019-100886",
    }
    return Reference.objects.create(article=to, **complete | fields)


def coach(**fields):
    complete = {"name": "Maya Ellison", "slug": "maya-ellison", "role": "Head coach"}
    return Coach.objects.create(**complete | fields)


def picture(**fields):
    complete = {
        "title": "Barbell",
        "slug": "barbell",
        "alt": "A loaded barbell",
        "file": "pictures/barbell.jpg",
        "width": 1600,
        "height": 900,
        "renditions": [
            {"format": "avif", "width": 480, "height": 270, "name": "p/b-480.avif", "bytes": 9},
            {"format": "jpeg", "width": 800, "height": 450, "name": "p/b-800.jpg", "bytes": 9},
        ],
    }
    return Picture.objects.create(**complete | fields)


def jpeg_bytes(size=(1600, 900)):
    """The bytes of a real, plain JPEG."""
    out = BytesIO()
    Image.new("RGB", size, (40, 30, 20)).save(out, "JPEG")
    return out.getvalue()
