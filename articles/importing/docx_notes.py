"""Footnotes and endnotes of a Word file, which become references."""

import re

from forge_site.web.cleaning import clean_address, clean_reference

from .blocks import words_of
from .document import Note, Piece, Reference
from .source_keys import source_key

_ADDRESS_AT_END = re.compile(
    r"\s*[(<]?(https?://[^\s<>()]{1,300}(?:\([^\s<>()]{0,100}\)[^\s<>()]{0,100}){0,4})[>)]?\.?\Z"
)
_HREF = re.compile(r'<a href="([^"]*)">')


class References:
    """The sources met so far, in the order they are first cited."""

    def __init__(self):
        self.rows = {}  # by key
        self.known = {}  # the keys, by text and address
        self.keys = {}  # by the note that was cited
        self.pieces = []
        self.notes = []

    def key_of(self, note_id, html: str) -> str:
        """Return the key of the note `note_id`, whose text is `html`; "" if it has none."""
        if note_id not in self.keys:
            self.keys[note_id] = self._add(html)
        return self.keys[note_id]

    def typed(self, html: str) -> str:
        """Return the key of the source `html`, which stands in the text; "" if it has none."""
        text, url = _text_and_address(html)
        return (self._there(text, url) or self._new(text, url)) if text else ""

    def _add(self, html):
        text, url = _text_and_address(html)
        if not text:
            return ""
        words = words_of(html)
        if key := self._there(text, url):
            self.pieces.append(Piece("left out", words))
            self.notes.append(Note("left out", f"A note that repeats another: “{words}”"))
            return key
        self.pieces.append(Piece("reference", words))
        return self._new(text, url)

    def _there(self, text, url):
        return self.known.get((text, url), "")

    def _new(self, text, url):
        key = source_key(text, self.rows)
        self.rows[key] = Reference(key, text, url)
        self.known[text, url] = key
        return key


def _text_and_address(html):
    """Return (the text of a reference, its address); an address at the end is no text."""
    hrefs = _HREF.findall(html)
    bare = re.sub(r"</?(?:a|strong|br|sup)\b[^>]*>", " " if "<br>" in html else "", html)
    bare = bare.replace("<em>", "<cite>").replace("</em>", "</cite>")
    match = _ADDRESS_AT_END.search(bare.rstrip())
    address = match[1] if match else (hrefs[-1] if hrefs else "")
    url = clean_address(address.replace("&amp;", "&")) or ""
    if not url.startswith(("http://", "https://")) or len(url) > 300:
        url = ""
    if match and url:
        without = clean_reference(bare[: match.start()])
        return (without or clean_reference(bare)), url
    return clean_reference(bare), url
