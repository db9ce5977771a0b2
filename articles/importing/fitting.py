"""What a file gave, cut to what an article has room for; whatever goes is told."""

from .composing import slug_of
from .document import ArticleDocument, ImportProblem, Note, Piece
from .limits import LONGEST

_CALLED = {
    "summary": "The summary", "topic": "The topic", "hero_alt": "The words for the cover",
    "hero_caption": "The caption of the cover", "seo_title": "The title in search results",
    "seo_description": "The description in search results",
}  # fmt: skip
_LONGEST_KEY = 60
_LONGEST_URL = 300


def fit(document: ArticleDocument) -> None:
    """
    Leave out of `document` what is too long to be kept.

    Raises ImportProblem for a title that is, or a reference: only their writer can cut them.
    """
    if len(document.title) > LONGEST["title"]:
        raise ImportProblem(
            f"The title has {len(document.title)} characters, {LONGEST['title']} fit: "
            f"“{document.title[:60]}…”."
        )
    if len(document.slug) > LONGEST["slug"]:
        document.slug = slug_of(document.slug)
    for name, called in _CALLED.items():
        words, longest = getattr(document, name), LONGEST[name]
        if len(words) > longest:
            setattr(document, name, "")
            document.notes.append(
                Note(
                    "left out",
                    f"{called}, {len(words)} characters where {longest} fit: “{words}”",
                )
            )
            _move(document, name, words)
    for row in document.references:
        if len(row.key) > _LONGEST_KEY or len(row.url) > _LONGEST_URL:
            raise ImportProblem(f"The name or link of the reference “{row.key}” is too long.")


def _move(document, name, words):
    """Count `words` among those left out."""
    piece = Piece(name, words)
    if piece in document.pieces:
        document.pieces[document.pieces.index(piece)] = Piece("left out", words)
