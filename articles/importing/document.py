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


@dataclass
class ArticleDocument:
    """
    An article that has been read. A text nobody gave is "".

    `hero` is the slug of a picture, `related` holds slugs of articles, `references` stand in
    the order of their first citation, those never cited last.
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

    def notes_of(self, kind: str) -> list[str]:
        """Return the sentences of the notes of one kind, in order."""
        return [note.sentence for note in self.notes if note.kind == kind]
