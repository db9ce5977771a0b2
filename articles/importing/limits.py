"""How much one file may hold. An article has some 10 kB of text."""

from .document import ImportProblem

MOST_CHARACTERS = 200_000
_TOO_LONG = (
    "The text is longer than 200,000 characters, more than an article can be. Bring in one "
    "article at a time."
)


def check_length(text: str) -> str:
    """Return `text`, or raise ImportProblem if it is too long."""
    if len(text) > MOST_CHARACTERS:
        raise ImportProblem(_TOO_LONG)
    return text
