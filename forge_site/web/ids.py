"""
Ids for headings: made of their words, so that a link to one keeps working.

They share the page with ids of the templates and with those of references, citations and
drawings (`ref-1`, `cite-1`, `d-hip-hinge-title`); none is given out twice.
"""

import re

from django.utils.text import slugify

LONGEST = 60  # characters

# Ids the page around the body has, or may be given.
PAGE_IDS = frozenset({
    "content", "related", "references", "author", "toc-title", "toc", "contents", "nav",
    "band-title", "band-times", "main", "header", "footer", "masthead", "foot", "dock",
    "medical-note", "search", "problem", "top", "menu", "next", "next-title", "hours",
    "visit", "programs", "coaches", "questions", "articles", "free-intro",
})  # fmt: skip
_SPOKEN_FOR = re.compile(r"(ref|cite)-[0-9]+(-[0-9]+)?|d-.*")


class Ids:
    """The ids one page has given out."""

    def __init__(self):
        self._taken = set(PAGE_IDS)
        self._last_suffix = {}

    def take(self, text: str) -> str:
        """
        Return an id for a heading that says `text`, different from all before.

        The second "Warm up" on a page is `warm-up-2`. A heading without a Latin letter is
        `part`.
        """
        base = slugify(text)
        if len(base) > LONGEST:
            base = base[: LONGEST + 1].rpartition("-")[0] or base[:LONGEST]
        base = base.strip("-_") or "part"
        if _SPOKEN_FOR.fullmatch(base):
            base = f"part-{base}"
        chosen = base
        while chosen in self._taken:
            self._last_suffix[base] = self._last_suffix.get(base, 1) + 1
            chosen = f"{base}-{self._last_suffix[base]}"
        self._taken.add(chosen)
        return chosen
