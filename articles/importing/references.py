"""The references of a Markdown article: `[^key]: Authors. Title. *Journal*. Year. https://…`"""

import re
from functools import cache

from markdown_it import MarkdownIt

from forge_site.web.cleaning import clean_address, clean_reference

from .blocks import words_of
from .document import ImportProblem, Reference
from .front_matter import SLUG
from .source_keys import source_key

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,80})\]:\s*(.*)")
_ADDRESS_AT_END = re.compile(r"\s*<?(https?://[^\s<>]{1,500}?)>?\.?\Z", re.IGNORECASE)
_LINK_AT_END = re.compile(r"\[([^\]\n]{1,300})\]\((https?://[^\s()]{1,300})\)\.?\Z")
# A key that only counts says nothing to the next editor.
_COUNTS = re.compile(r"(?:fn|note|ref|footnote)?[:_-]?\d+(?:-inline)?", re.IGNORECASE)


class Definitions:
    """The references of one file: `rows` by their key, `keys` by what the file calls them."""

    def __init__(self):
        self.rows = {}
        self.keys = {}
        self.sources = {}  # the Markdown of each, by key

    def add(self, name, source):
        text, url = _read(name, source)
        key = _key(name, text, self.rows)
        self.rows[key] = Reference(key, text, url)
        self.keys[name] = key
        self.sources[key] = source


def split_definitions(text: str) -> tuple[str, Definitions]:
    """
    Return (`text` without its reference lines, the references, in order).

    A definition runs to the next one or to an empty line, and on if the line after that is
    indented. Raises ImportProblem for one that is given twice or says nothing.
    """
    kept = []
    sources = {}
    name = None
    empty = False
    for line in text.split("\n"):
        match = _DEFINITION.match(line)
        if match:
            name, empty = match[1], False
            if name in sources:
                raise ImportProblem(f"The reference “{name}” is given twice.")
            sources[name] = [match[2]]
        elif name is not None and not line.strip():
            empty = True
            kept.append(line)
        elif name is not None and (not empty or line.startswith(("    ", "\t"))):
            empty = False
            sources[name].append(line.strip())
        else:
            name = None
            kept.append(line)
    definitions = Definitions()
    for name, lines in sources.items():
        definitions.add(name, " ".join(lines).strip())
    return "\n".join(kept), definitions


def _key(name, text, taken):
    """Return the key `name` becomes: itself, if it is one and says something."""
    if SLUG.fullmatch(name) and not _COUNTS.fullmatch(name) and name not in taken:
        return name
    plain = "" if _COUNTS.fullmatch(name) else re.sub(r"[^a-z0-9]+", "-", name.lower())
    return source_key(text, taken, proposed=plain.strip("-"))


def _read(name, source):
    """Return (the text of a reference as HTML, its address)."""
    source = _LINK_AT_END.sub(r"\1. \2", source) if _LINK_AT_END.search(source) else source
    match = _ADDRESS_AT_END.search(source)
    url = clean_address(match[1]) or "" if match else ""
    text = _cleaned(source[: match.start()] if match and url else source)
    if not words_of(text):
        text = _cleaned(url)
    if not text:
        raise ImportProblem(f"The reference “{name}” says nothing.")
    return text, url


def _cleaned(source):
    html = _markdown().renderInline(source)
    return clean_reference(html.replace("<em>", "<cite>").replace("</em>", "</cite>"))


@cache
def _markdown():
    return MarkdownIt("commonmark", {"html": False})
