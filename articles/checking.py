"""The publish check on articles of the database: the rules are in `articles.publish_check`."""

from datetime import date
from types import SimpleNamespace

from articles.addresses import link_checker
from articles.models import Topic
from articles.publish_check import check
from articles.rendering import diagram
from forge_site.gym.models import Coach, Picture


def findings(content, *, today, is_sample=False, link_exists=None):
    """
    Return what the publish check finds in `content` (see `articles.content`), errors first.

    `today` is a date. Pass `link_exists` from `link_checker` to check many articles.
    """
    return check(
        _document(content, is_sample),
        link_exists=link_exists or link_checker(),
        picture_alt=_picture_alt,
        has_diagram=lambda name: diagram(name) is not None,
        today=today,
    )


def _document(content, is_sample):
    day = content.get("reviewed_on")
    names = {
        "topic": Topic.objects.filter(pk=content.get("topic")),
        "hero": Picture.objects.filter(pk=content.get("hero")),
        "author": Coach.objects.filter(pk=content.get("author")),
    }
    return SimpleNamespace(
        **content
        | {name: str(rows.first() or "") for name, rows in names.items()}
        | {
            "references": [SimpleNamespace(**row) for row in content["references"]],
            "reviewed_on": date.fromisoformat(day) if day else None,
            "is_sample": is_sample,
        }
    )


def _picture_alt(slug):
    picture = Picture.objects.filter(slug=slug).only("alt", "is_decorative").first()
    if picture is None:
        return None
    # A decorative picture needs no words; the rule asks for some, so it gets a blank.
    return picture.alt or ("decoration" if picture.is_decorative else "")
