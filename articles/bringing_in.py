"""
Files and pasted text to drafts: the door through which articles come in.

The command and the page of the desk both use it. Nothing that readers see changes: a new
article is a draft, of one that is known only the working copy.
"""

import io
import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from articles import publishing
from articles.addresses import free_address
from articles.content import clean_content
from articles.importing.document import ArticleDocument, Note, Piece
from articles.importing.reading import read, read_text
from articles.importing.report import Report, report_on
from articles.loading import content_of
from articles.models import Article, Topic
from forge_site.gym.models import Gym, Picture
from forge_site.gym.picture_files import read_upload, remove_unused_files, store_picture

LONGEST_ALT = 160
NEW, UPDATED, UNCHANGED = "new", "updated", "unchanged"


@dataclass(frozen=True)
class Arrival:
    """What became of one file: `outcome` is NEW, UPDATED or UNCHANGED."""

    article: Article
    outcome: str
    report: Report

    @property
    def is_new(self) -> bool:
        return self.outcome == NEW

    @property
    def sentence(self) -> str:
        if self.outcome == NEW:
            return "A new draft. Readers do not see it until you publish it."
        if self.outcome == UNCHANGED:
            return "It is there already and says the same."
        if self.article.published_at is None:
            return (
                f"There was a draft of it{self._elsewhere}. Its text is now that of the file."
            )
        return (
            f"There was an article of it{self._elsewhere}. Its working copy is now that of the "
            "file; readers see what they saw until you publish the changes."
        )

    @property
    def _elsewhere(self):
        moved = self.article.slug != self.article.brought_in_as
        return f", now at the address “{self.article.slug}”" if moved else ""


def bring_in_file(name: str, data: bytes, *, by=None, title="") -> Arrival:
    """
    Make or update the draft of the file called `name` with the content `data`.

    Raises ImportProblem with a sentence for the person who brought it.
    """
    return bring_in(read(name, data, title=title), by=by)


def bring_in_text(text: str, *, by=None, title="") -> Arrival:
    """Make or update the draft of pasted `text`. Raises ImportProblem."""
    return bring_in(read_text(text, title=title), by=by)


def bring_in(document: ArticleDocument, *, by=None, now=None) -> Arrival:
    """
    Make or update the draft of `document` and return what became of it.

    An article is known by the address its file proposed when it first came, else by the one it
    has; an address that was changed since stays. What the file does not say (cover, author,
    topic) stays as it is, and what we only proposed does not replace what somebody wrote.

    Its pictures are drawn before anything is written: each takes a second, in which on SQLite
    nobody could book.
    """
    drawn = []
    try:
        _draw_pictures(document, drawn)
        outcome, article = _write(document, drawn, by, now)
    except BaseException:
        remove_unused_files(drawn)
        raise
    return Arrival(article, outcome, report_on(document))


@transaction.atomic
def join_related(arrivals, documents, *, by=None, now=None):
    """Let drafts that name each other under “keep reading” find each other."""
    for arrival, document in zip(arrivals, documents, strict=True):
        related = content_of(document)["related"] if document.related else []
        if related and related != publishing.working_content(arrival.article)["related"]:
            publishing.save_draft(
                article=arrival.article, content={"related": related}, by=by, now=now
            )


@transaction.atomic
def _write(document, pictures, by, now):
    # One at a time, as on SQLite anyway: sent twice at once, a file would be an error to one.
    Gym.objects.select_for_update().values("pk").first()
    for picture in pictures:
        if not Picture.objects.filter(slug=picture.slug).exists():
            picture.save()
    _leave_out_what_is_unknown(document)
    return _save(document, _known(document.slug), by, now)


def _known(address):
    """Return the article that was brought in as `address`, or else has it, or None."""
    came = Article.objects.filter(brought_in_as=address).order_by("pk").first()
    return came or Article.objects.filter(slug=address, brought_in_as="").first()


def _save(document, article, by, now):
    content = content_of(document)
    if article is None:
        # An article that came as another file may have moved to this address.
        content["slug"] = free_address(document.slug)
        article = Article()
        publishing.save_draft(article=article, content=content, by=by, now=now)
        Article.objects.filter(pk=article.pk).update(brought_in_as=document.slug)
        article.refresh_from_db()
        return NEW, article
    Article.objects.filter(pk=article.pk).update(brought_in_as=document.slug)
    del content["slug"]
    before = publishing.working_content(article)
    said = {
        name: part
        for name, part in content.items()
        if part and not (name in document.proposed and before[name])
    }
    if document.references == [] and 'data-ref="' not in document.body:
        said["references"] = []
    if before | clean_content(said) == before:
        return UNCHANGED, article
    publishing.save_draft(article=article, content=said, by=by, now=now)
    article.refresh_from_db()
    return UPDATED, article


def _draw_pictures(document, drawn):
    """Store the files of the pictures the library lacks; add each, unsaved, to `drawn`."""
    for number, embedded in enumerate(document.pictures, start=1):
        if Picture.objects.filter(slug=embedded.slug).exists():
            continue
        alt = embedded.alt[:LONGEST_ALT]
        picture = Picture(
            slug=embedded.slug,
            title=(alt or f"{document.title}, picture {number}")[:120],
            alt=alt,
            is_decorative=not alt,
        )
        try:
            upload = read_upload(io.BytesIO(embedded.content))
        except ValidationError as problem:
            _leave_out_picture(document, embedded, number, " ".join(problem.messages))
            continue
        drawn.append(store_picture(picture, upload))
        if not alt:
            document.notes.append(
                Note(
                    "guessed",
                    f"Picture {number} came without a description, so it counts as decoration: "
                    "describe it in the media library.",
                )
            )


def _leave_out_picture(document, embedded, number, why):
    """Take the figure of a picture that cannot be used out of the body, its caption with it."""
    figure = re.compile(
        rf'<figure data-picture="{embedded.slug}"[^>]*>'
        r"(?:<figcaption>(.*?)</figcaption>)?</figure>\n?"
    )
    captions = [re.sub("<[^>]*>", "", caption) for caption in figure.findall(document.body)]
    document.body = figure.sub("", document.body).strip()
    said = "".join(f" Its caption: “{caption}”" for caption in captions if caption)
    named = f" “{embedded.alt}”" if embedded.alt else ""
    document.notes.append(Note("left out", f"Picture {number}{named}. {why}{said}"))
    document.pieces += [Piece("lost", caption) for caption in captions if caption]


def _leave_out_what_is_unknown(document):
    if document.hero and not Picture.objects.filter(slug=document.hero).exists():
        document.notes.append(
            Note("left out", f"The cover “{document.hero}”: the library has none.")
        )
    name = document.topic
    if name and not slugify(name) and not Topic.objects.filter(name__iexact=name).exists():
        document.topic = ""
        document.notes.append(Note("left out", f"The topic “{name}”: no address fits it."))
