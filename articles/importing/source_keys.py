"""Short names for sources that came without: author and year, as staff write them."""

import re
import unicodedata

from forge_site.web.free_names import free_name

from .blocks import words_of

LONGEST_KEY = 50
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAIN_LETTERS = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "æ": "ae"})


def source_key(text: str, taken, *, proposed: str = "") -> str:
    """
    Return a key for the source `text` (HTML) that is not among `taken`.

    `proposed`, if it is not empty, is used as far as it is free; else author and year, as far
    as the text names them.
    """
    name = (proposed or _author_and_year(text))[:LONGEST_KEY].strip("-")
    name = name or f"note-{len(taken) + 1}"
    return free_name(name, taken, LONGEST_KEY)


def _author_and_year(text):
    words = words_of(text).translate(_PLAIN_LETTERS)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    author = re.match(r"[^a-z0-9]*([a-z][a-z-]*)", plain)
    year = _YEAR.search(plain)
    if not (author and year):
        return ""
    return re.sub(r"-+", "-", f"{author[1].strip('-')}-{year[0]}")
