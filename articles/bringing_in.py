"""
Files and pasted text to drafts: the door through which articles come in.

Picks the reader by the file's ending, stores what it read, and hands back the report. What
comes in is always a draft; an article with the same address gets a new working copy.
"""

import re
from io import BytesIO
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction

from articles.importing.document import ArticleDocument, ImportProblem, Note
from articles.importing.markdown_reader import read_markdown
from articles.importing.plain_reader import read_plain
from articles.importing.report import Report, report_on
from articles.loading import store
from articles.models import Article
from forge_site.gym.models import Picture
from forge_site.gym.picture_files import store_picture

MOST_BYTES = 20 * 1024 * 1024
ENDINGS = (".md", ".markdown", ".txt")
_LOOKS_LIKE_MARKDOWN = re.compile(r"\A\s*---\s*\n|^#{1,3} \S|^\[\^[^\]]+\]:", re.MULTILINE)


class Arrival(NamedTuple):
    """What became of one file: its article, whether it is new, and the report."""

    article: Article
    is_new: bool
    report: Report


def bring_in_file(name, data, *, by=None, title=""):
    """
    Store the file called `name` with the bytes `data` as a draft and return the Arrival.

    Raises ImportProblem with a sentence for the person who brought it.
    """
    if len(data) > MOST_BYTES:
        raise ImportProblem("The file is larger than 20 MB, more than an article can be.")
    ending = re.search(r"(\.[a-z]+)?$", name.lower())[0]
    if ending not in ENDINGS:
        listed = ", ".join(ENDINGS)
        raise ImportProblem(f"“{name}” is of a kind we cannot read. We read {listed}.")
    text = _decoded(data)
    if ending == ".txt":
        return bring_in(read_plain(text, title=title), by=by)
    return bring_in(_titled(text, title), by=by)


def bring_in_text(text, *, by=None, title=""):
    """Store pasted `text`, Markdown if it looks like it, as a draft; return the Arrival."""
    if _LOOKS_LIKE_MARKDOWN.search(text):
        return bring_in(_titled(text, title), by=by)
    return bring_in(read_plain(text, title=title), by=by)


@transaction.atomic
def bring_in(document: ArticleDocument, *, by=None):
    """Store `document` as a draft, its pictures in the library; return the Arrival."""
    _store_pictures(document)
    is_new = not Article.objects.filter(slug=document.slug).exists()
    if document.hero and not Picture.objects.filter(slug=document.hero).exists():
        document.notes.append(
            Note("left out", f"The cover “{document.hero}”: the library has none.")
        )
    article = store(document, by=by)
    return Arrival(article, is_new, report_on(document))


def _titled(text, title):
    """Read Markdown; `title` stands in if the text has none of its own."""
    try:
        return read_markdown(text)
    except ImportProblem:
        if not title:
            raise
        return read_markdown(f"# {title}\n\n{text}")


def _decoded(data):
    """Return text that is UTF-8 or, as Windows programs write it, UTF-16 or Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\0" in data[:4096]:
        raise ImportProblem("This is no text. Save it as plain text, Markdown or Word first.")
    return data.decode("cp1252", errors="replace")


def _store_pictures(document):
    """Put the pictures that lay inside the file into the library, those it lacks."""
    for inside in document.pictures:
        if Picture.objects.filter(slug=inside.slug).exists():
            continue
        title = (inside.alt or inside.slug.replace("-", " "))[:120]
        # The coach has not said what it shows yet: the publish check asks for the words.
        picture = Picture(
            slug=inside.slug, title=title, alt=inside.alt[:160], is_decorative=not inside.alt
        )
        try:
            store_picture(picture, BytesIO(inside.content))
        except ValidationError as refusal:
            reason = " ".join(refusal.messages)
            document.notes.append(Note("left out", f"The picture “{title}”: {reason}"))
            continue
        picture.save()
