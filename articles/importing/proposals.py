"""
What the first paragraphs propose: a summary for the top of the page, a description for search
results. Whole sentences where they fit; the words are the writer's own.
"""

import re

from forge_site.web.html_tree import Element, line_of, parse

from .document import ArticleDocument, Note
from .limits import LONGEST

DESCRIPTION = (110, 155)  # fewer characters than the first are filled up with half a sentence

_SENTENCES = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")


def propose(document: ArticleDocument) -> None:
    """Fill the summary and description of `document` from its first paragraphs, if empty."""
    text = _opening_text(document.body)
    if not text:
        return
    if not document.summary:
        _propose(document, "summary", "The summary", _fitting(text, LONGEST["summary"], 40))
    if not document.seo_description:
        shortest, longest = DESCRIPTION
        words = _fitting(text, longest, shortest)
        _propose(document, "seo_description", "The description in search results", words)


def _propose(document, name, called, words):
    setattr(document, name, words)
    document.proposed.append(name)
    document.notes.append(Note("guessed", f"{called}, from the first paragraph: “{words}”"))


def _opening_text(body):
    """Return the words of the paragraphs before the first heading, at most three."""
    texts = []
    for block in parse(body):
        if isinstance(block, Element):
            if block.tag != "p" or len(texts) == 3:
                break
            texts.append(line_of(block.children))
    return " ".join(texts)


def _fitting(text, longest, shortest):
    """Return as many sentences of `text` as fit, or so much of it as does."""
    fitting = ""
    for end in [*(match.start() for match in _SENTENCES.finditer(text)), len(text)]:
        if end > longest:
            break
        fitting = text[:end]
    if len(fitting) >= min(shortest, len(text)):
        return fitting
    cut = text[: longest - 1]
    cut = cut[: cut.rfind(" ")] if " " in cut else cut
    return cut.rstrip(" ,;:–—-") + "…"
