"""
What changed between two contents of an article, word by word. Pure.

A body is laid out as lines a person can read (headings marked, sources by their key), lines
are matched first and words inside the lines that differ, so that one new word is one mark.
"""

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from articles.content import LINKS
from forge_site.web.html_tree import Element, parse

SAME, REMOVED, ADDED = "same", "removed", "added"

LABELS = {
    "title": "Title",
    "slug": "Address",
    "topic": "Topic",
    "summary": "Summary",
    "body": "Text",
    "references": "References",
    "hero": "Cover picture",
    "hero_alt": "What the cover shows",
    "hero_caption": "Caption",
    "author": "Author",
    "fact_checked_by": "Facts checked by",
    "reviewed_on": "Last reviewed",
    "seo_title": "Title in search results",
    "seo_description": "Description in search results",
    "related": "Keep reading",
}
_OPENINGS = {"h2": "# ", "h3": "## ", "blockquote": "“ ", "figcaption": "Caption: "}


class Piece(NamedTuple):
    """A stretch of text: SAME, REMOVED or ADDED."""

    kind: str
    text: str


class Difference(NamedTuple):
    """One part that differs, as paragraphs of pieces. Unchanged paragraphs are left out."""

    label: str
    paragraphs: list[list[Piece]]


def differences(old, new, names=None):
    """
    Return the Differences from `old` to `new`, two contents, in the order of the form.

    `names(part, value)` returns the words for what is kept as a key (a topic, a picture);
    without it the key itself is shown.
    """
    names = names or (lambda part, value: str(value or ""))
    found = []
    for part, label in LABELS.items():
        before = _lines(part, old.get(part), names)
        after = _lines(part, new.get(part), names)
        if before != after:
            found.append(Difference(label, compare(before, after)))
    return found


def compare(before, after):
    """Return the changed paragraphs between two lists of lines, each a list of Pieces."""
    paragraphs = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            continue
        removed, added = before[old_start:old_end], after[new_start:new_end]
        pairs = min(len(removed), len(added))
        paragraphs += [_words(removed[n], added[n]) for n in range(pairs)]
        paragraphs += [[Piece(REMOVED, line)] for line in removed[pairs:]]
        paragraphs += [[Piece(ADDED, line)] for line in added[pairs:]]
    return paragraphs


def body_lines(html):
    """Return a stored body as lines of plain text, one for each block."""
    lines = []
    _lay_out(parse(html), "", lines)
    return lines


def _words(old, new):
    before, after = _tokens(old), _tokens(new)
    pieces = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        removed, added = before[old_start:old_end], after[new_start:new_end]
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(removed)))
            continue
        if removed:
            pieces.append(Piece(REMOVED, "".join(removed)))
        if added:
            pieces.append(Piece(ADDED, "".join(added)))
    return _joined(pieces)


def _joined(pieces):
    """Return `pieces` with a lone space between two changes taken into them."""
    kinds = [piece.kind for piece in pieces]
    islands = {
        n + 1
        for n, (first, _) in enumerate(pairwise(kinds))
        if n + 2 < len(kinds)
        and first != SAME
        and kinds[n + 2] != SAME
        and pieces[n + 1].kind == SAME
        and pieces[n + 1].text.isspace()
    }
    removed, added, joined = "", "", []
    for n, piece in enumerate(pieces):
        if piece.kind == SAME and n not in islands:
            joined += _changes(removed, added)
            joined.append(piece)
            removed = added = ""
            continue
        removed += piece.text if piece.kind != ADDED else ""
        added += piece.text if piece.kind != REMOVED else ""
    return joined + _changes(removed, added)


def _changes(removed, added):
    pieces = [Piece(REMOVED, removed), Piece(ADDED, added)]
    return [piece for piece in pieces if piece.text.strip()]


def _tokens(line):
    return re.findall(r"\s+|\w+|[^\w\s]", line)


def _lines(part, value, names):
    if part == "body":
        return body_lines(value or "")
    if part == "references":
        return [f"[{row['key']}] {row['text']} {row['url']}".strip() for row in value or []]
    if part == "related":
        return [names(part, each) for each in value or []]
    if part in LINKS:
        return [words] if (words := names(part, value)) else []
    return [value] if value else []


def _lay_out(nodes, opening, lines):
    text = ""
    for node in [*nodes, None]:
        if isinstance(node, Element) and _is_block(node):
            text = _end_line(opening, text, lines)
            _lay_out_block(node, lines)
        elif node is None:
            _end_line(opening, text, lines)
        else:
            text += _inline(node)


def _lay_out_block(node, lines):
    if node.tag == "figure":
        name = node.attrs.get("data-picture") or node.attrs.get("data-diagram", "")
        alt = node.attrs.get("data-alt", "")
        lines.append(f"Picture: {name}" + (f" ({alt})" if alt else ""))
    if node.tag == "aside":
        lines.append(f"Box: {node.attrs.get('class', '').replace('callout', '').strip()}")
    opening = "- " if node.tag == "li" else _OPENINGS.get(node.tag, "")
    if node.tag == "h2" and "data-number" in node.attrs:
        opening = f"# {node.attrs['data-number']}. "
    _lay_out(node.children, opening, lines)


def _end_line(opening, text, lines):
    if text.strip():
        lines.append(opening + " ".join(text.split()))
    return ""


def _inline(node):
    if isinstance(node, str):
        return node
    if node.tag == "sup":
        return f" [{node.attrs.get('data-ref', '')}]"
    if node.tag == "br":
        return " "
    inner = "".join(map(_inline, node.children))
    if node.tag == "a":
        return f"{inner} ({node.attrs.get('href', '')})"
    return f"**{inner}**" if node.tag in {"strong", "em"} else inner


def _is_block(node):
    return node.tag not in {"a", "strong", "em", "br", "sup"}
