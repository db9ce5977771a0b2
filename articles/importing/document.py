"""What every reader hands back: an article as plain values, its body in the grammar."""

from dataclasses import dataclass, field
from typing import NamedTuple


class ImportProblem(Exception):
    """The file cannot be read; the message is a sentence for the person who brought it."""


class Reference(NamedTuple):
    """
    A source. `text` is HTML that holds <cite> and no other tag; `url` may be empty.
    """

    key: str
    text: str
    url: str


class Note(NamedTuple):
    """
    One line of the report. `kind` is "recognised", "guessed" or "left out".
    """

    kind: str
    sentence: str


class Piece(NamedTuple):
    """
    A stretch of the file's own words and where it went, for counting words in and out.

    `place` is "title", "topic", "summary", "body" or "reference"; "mark" for words that
    became structure ("Cause 1:", "The fix:"); "left out" for what is not in the article;
    "lost", beside "body", for words of it that the grammar of a body cannot hold.
    """

    place: str
    text: str


class EmbeddedPicture(NamedTuple):
    """
    A picture that lay inside the file, for the media library: its bytes, unchecked.

    The body names it as `<figure data-picture="slug">`. `alt` is "" if the file has none.
    """

    slug: str
    alt: str
    content: bytes


@dataclass
class ArticleDocument:
    """
    An article that has been read. A text nobody gave is "".

    `hero` is the slug of a picture, `related` holds slugs of articles, `references` stand in
    the order of their first citation, those never cited last. `pieces` are all words of the
    file in their order, `proposed` names the fields that are a guess of ours.
    """

    title: str
    slug: str
    body: str
    topic: str = ""
    summary: str = ""
    hero: str = ""
    hero_alt: str = ""
    hero_caption: str = ""
    seo_title: str = ""
    seo_description: str = ""
    related: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[EmbeddedPicture] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    proposed: list[str] = field(default_factory=list)

    def notes_of(self, kind: str) -> list[str]:
        """Return the sentences of the notes of one kind, in order."""
        return [note.sentence for note in self.notes if note.kind == kind]
