"""How much one file may hold, and each part of an article. One has some 10 kB of text."""

from .document import ImportProblem

MOST_CHARACTERS = 200_000
# In characters: the sizes of the fields of an article, of which this room knows no model.
LONGEST = {
    "title": 120, "slug": 80, "topic": 60, "summary": 220, "hero_alt": 160, "hero_caption": 200,
    "seo_title": 80, "seo_description": 200,
}  # fmt: skip
_TOO_LONG = (
    "The text is longer than 200,000 characters, more than an article can be. Bring in one "
    "article at a time."
)


def check_length(text: str) -> str:
    """Return `text`, or raise ImportProblem if it is too long."""
    if len(text) > MOST_CHARACTERS:
        raise ImportProblem(_TOO_LONG)
    return text
