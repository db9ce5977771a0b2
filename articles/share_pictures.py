"""
The picture shown where an article is shared: where it is found, kept and forgotten.

Drawn (share_drawing) when first asked for and kept among the media under a name that holds a
hash of all that goes into it, so that a changed title has another address and networks fetch it
anew. Those that no article shows any more, for whatever reason, the sender takes away.
"""

import logging
from contextlib import suppress
from hashlib import sha256
from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from articles.models import Article
from articles.share_drawing import draw
from forge_site.gym.models import Gym

JPEG = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}
END_OF_JPEG = b"\xff\xd9"  # the marker EOI, ITU-T T.81, B.1.1.3
FOLDER = "share"  # in the media
# Part of every name: another number draws all pictures anew.
DRAWING = 1
NO_COVER = settings.BASE_DIR / "static/img/brand/hero-kettlebell-row-ember-1600.jpg"

log = logging.getLogger(__name__)


def mark_of(article, gym_name):
    """Return twelve digits that change with everything the picture of `article` shows."""
    shown = [DRAWING, article.title, article.topic.name, gym_name]
    if article.hero:
        shown += [article.hero.file.name, article.hero.focal_x, article.hero.focal_y]
    return sha256(repr(shown).encode()).hexdigest()[:12]


def path_of(article, gym_name):
    """Return the path under which the present picture of `article` is shown."""
    return reverse("articles:share_picture", args=[article.slug, mark_of(article, gym_name)])


def picture_of(article, gym_name):
    """
    Return the picture of `article` as an open file, drawing and keeping it if need be.

    Who draws answers from memory: several processes may draw the same one at once, and none
    depends on a file of another.
    """
    name = f"{FOLDER}/{_file_name(article, gym_name)}"
    with suppress(FileNotFoundError):
        kept = default_storage.open(name)
        if _is_whole(kept):
            return kept
        kept.close()
        default_storage.delete(name)
    encoded = drawn(article, gym_name)
    _keep(name, encoded.getvalue())
    return encoded


def drawn(article, gym_name):
    """Return the picture of `article`, which may be unsaved, as a file that is kept nowhere."""
    focus = (article.hero.focal_x, article.hero.focal_y) if article.hero else (50, 50)
    topic = article.topic.name if article.topic else ""
    encoded = BytesIO()
    draw(article.title, topic, gym_name, _cover(article), focus).save(encoded, **JPEG)
    encoded.seek(0)
    return encoded


def forget_former(now):
    """
    Delete the pictures that no article shows at the instant `now`: a chore of the sender.

    The files are listed before the articles are read, so that one drawn meanwhile is safe; one
    that is wanted again is drawn again.
    """
    try:
        kept = set(default_storage.listdir(FOLDER)[1])
    except FileNotFoundError:
        return
    articles = Article.objects.published(now).for_cards()
    gym_name = Gym.objects.current().name
    for name in kept - {_file_name(article, gym_name) for article in articles}:
        default_storage.delete(f"{FOLDER}/{name}")


def _file_name(article, gym_name):
    return f"{article.pk}-{mark_of(article, gym_name)}.jpg"


def _cover(article):
    """Return the cover of `article`, or one of ours if it has none or its file is gone."""
    if article.hero:
        with suppress(FileNotFoundError), default_storage.open(article.hero.file.name) as file:
            return Image.open(file).convert("RGB")
    with Image.open(NO_COVER) as ours:
        return ours.convert("RGB")


def _keep(name, jpeg):
    """Store the picture; without, the next who asks has it drawn again."""
    try:
        kept_as = default_storage.save(name, ContentFile(jpeg))
        if kept_as != name:  # another was as fast
            default_storage.delete(kept_as)
    except OSError as error:  # no room left, or another deletes what is just being stored
        log.warning("A share picture could not be kept: %s", type(error).__name__)


def _is_whole(file):
    """Whether the JPEG has its end: a killed process leaves half a file, and so does a quick
    reader find one that is still being written."""
    file.seek(0, 2)
    if file.tell() < len(END_OF_JPEG):
        return False
    file.seek(-len(END_OF_JPEG), 2)
    is_whole = file.read() == END_OF_JPEG
    file.seek(0)
    return is_whole
