"""
What other programs add to Markdown, taken away or written as everybody writes it.

Comments, Hugo's and Jekyll's short codes, pandoc's attributes, fences and inline notes,
Obsidian's links and marks, a list of sources typed at the end. Every pattern is bounded: a text
of nothing but its first sign comes to an end as well.
"""

import re

from .markdown_sources import with_sources_as_notes

_SHORT_CODE = re.compile(r"\{\{[<%][^\n]{0,500}?[>%]\}\}|\{%[^\n]{0,500}?%\}")
_ATTRIBUTES = re.compile(r"(?<=\S)[ \t]*\{:?[ \t]*[.#][^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_ATTRIBUTE_LINE = re.compile(r"^\{:[^{}\n]{0,200}\}[ \t]*$", re.MULTILINE)
_FENCE = re.compile(r"^:{3,}[^\n]{0,200}$", re.MULTILINE)
_WIKI_PICTURE = re.compile(r"!\[\[([^\[\]\n]{1,300})\]\]")
_WIKI_LINK = re.compile(r"(?<!!)\[\[([^\[\]|\n]{1,300})(?:\|([^\[\]|\n]{1,300}))?\]\]")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,500})(?<=\S)==")
_INLINE_NOTE = re.compile(r"\^\[([^\[\]\n]{1,1000})\]")
_TASK = re.compile(r"^([ \t]*[-*+][ \t]+)\[[ xX]\][ \t]+", re.MULTILINE)


def plainer(text: str, note) -> str:
    """
    Return `text` in Markdown that `markdown_reader` knows.

    `note(kind, sentence, words)` is told what was left out, with the words in it.
    """
    text = _without_comments(text, note)

    def leave_out(called):
        def left_out(match):
            note("left out", f"{called}: “{match[0].strip()}”", match[0])
            return ""

        return left_out

    def wiki_link(match):
        note("left out", f"The link to “{match[1]}”, which leads to no page of ours.", "")
        return match[2] or match[1]

    text = _SHORT_CODE.sub(leave_out("A short code"), text)
    text = _WIKI_PICTURE.sub(leave_out("A picture of another program"), text)
    text = _ATTRIBUTE_LINE.sub(leave_out("A line for another program"), text)
    text = _FENCE.sub(leave_out("A line for another program"), text)
    text = _ATTRIBUTES.sub(leave_out("A mark for another program"), text)
    text = _WIKI_LINK.sub(wiki_link, text)
    text = _HIGHLIGHT.sub(r"\1", text)
    text = _TASK.sub(r"\1", text)
    return with_sources_as_notes(_with_notes_at_the_end(text), note)


def _without_comments(text, note):
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        words = text[start + 4 : end].strip()
        if words and words != "more":
            note("left out", f"A comment: “{words[:300]}”", words)
        at = end + 3
    return "".join([*parts, text[at:]])


def _with_notes_at_the_end(text):
    """Write `^[text]` as a note with a line of its own at the end."""
    notes = []

    def cited(match):
        notes.append(match[1])
        return f"[^fn{len(notes)}-inline]"

    text = _INLINE_NOTE.sub(cited, text)
    lines = [f"[^fn{number}-inline]: {words}" for number, words in enumerate(notes, start=1)]
    return "\n\n".join([text, *lines]) if lines else text
