"""
Proof that no word was lost: those of the file against those of the article, in order.

Letters and digits count, capitals do not (headings change theirs), nor do the characters
nobody sees. What a reader forgot is found here and told, so that nothing goes in silence.
"""

import re
import unicodedata
from difflib import SequenceMatcher

from forge_site.web.html_tree import parse, text_of_blocks
from forge_site.web.markup import count_words

from .document import ArticleDocument, Note, Piece

_WORD = re.compile(r"[^\W_]+")
_MOST_COMPARED = 4000  # words in a stretch that differs; comparing is quadratic
_MOST_SHOWN = 40


def tokens(text: str) -> list[str]:
    """Return the words of `text` as they are compared."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return _WORD.findall(text.casefold())


def check_words(document: ArticleDocument, source: str) -> None:
    """
    Compare the words of `source`, the file's visible text, with the pieces of `document`.

    What is in the file but in no piece becomes a piece "left out" and a note; what stands in
    a piece but not in the body becomes a note.
    """
    said = [word for piece in document.pieces for word in tokens(piece.text)]
    for lost in _missing(tokens(source), said):
        document.pieces.append(Piece("left out", lost))
        document.notes.append(Note("left out", f"Words that found no place: “{_short(lost)}”"))
    in_body = (piece.text for piece in document.pieces if piece.place == "body")
    body = [word for text in in_body for word in tokens(text)]
    for lost in _missing(body, tokens(text_of_blocks(parse(document.body)))):
        document.pieces.append(Piece("lost", lost))
        document.notes.append(
            Note("left out", f"Words the text of an article cannot hold: “{_short(lost)}”")
        )


def words_in(document: ArticleDocument) -> int:
    """Return how many words the file had."""
    return _count(document, {piece.place for piece in document.pieces} - {"lost"})


def words_kept(document: ArticleDocument) -> int:
    """Return how many of them stand in the article: its text, title, topic, references."""
    return _count(document, {"title", "topic", "summary", "body", "reference"}) - _count(
        document, {"lost"}
    )


def words_left_out(document: ArticleDocument) -> int:
    """Return how many of them do not, those that became structure not counted."""
    return _count(document, {"left out", "lost"})


def _count(document, places):
    return sum(count_words(piece.text) for piece in document.pieces if piece.place in places)


def _missing(wanted, there):
    """Return the stretches of `wanted` that `there` lacks, in order."""
    if wanted == there:
        return []
    start = _same(wanted, there)
    end = _same(wanted[start:][::-1], there[start:][::-1])
    wanted, there = wanted[start : len(wanted) - end], there[start : len(there) - end]
    if max(len(wanted), len(there)) > _MOST_COMPARED:
        return [" ".join(wanted)]
    changes = SequenceMatcher(None, wanted, there, autojunk=False).get_opcodes()
    return [" ".join(wanted[a:b]) for kind, a, b, _, _ in changes if kind != "equal" and a < b]


def _same(one, other):
    """Return with how many equal words both begin."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _short(text):
    words = text.split()
    return text if len(words) <= _MOST_SHOWN else " ".join(words[:_MOST_SHOWN]) + " …"
