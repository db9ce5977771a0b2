"""The references of a Markdown article: `[^key]: Authors. Title. *Journal*. Year. https://…`"""

import re
from functools import cache

from markdown_it import MarkdownIt

from forge_site.web.cleaning import clean_address, clean_reference

from .document import ImportProblem, Reference
from .front_matter import SLUG

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*(.*)")
_ADDRESS_AT_END = re.compile(r"\s*<?(https?://[^\s<>]+?)>?\.?\Z", re.IGNORECASE)


def split_definitions(text: str) -> tuple[str, dict[str, Reference]]:
    """
    Return (`text` without its reference lines, the references by key, in order).

    A definition runs to the next one or to an empty line. Raises ImportProblem for a key
    that is no key, is used twice, or says nothing.
    """
    kept = []
    sources = {}
    key = None
    for line in text.split("\n"):
        match = _DEFINITION.match(line)
        if match:
            key = match[1]
            _check_key(key, sources)
            sources[key] = [match[2]]
        elif key is not None and line.strip():
            sources[key].append(line)
        else:
            key = None
            kept.append(line)
    return "\n".join(kept), {
        key: _reference(key, " ".join(lines)) for key, lines in sources.items()
    }


def _check_key(key, sources):
    if not SLUG.fullmatch(key):
        raise ImportProblem(
            f"“[^{key}]:” cannot be a reference: its key takes small letters, digits and "
            "hyphens only, such as owen-2020."
        )
    if key in sources:
        raise ImportProblem(f"The reference “{key}” is given twice.")


def _reference(key, source):
    source = source.strip()
    match = _ADDRESS_AT_END.search(source)
    url = clean_address(match[1]) or "" if match else ""
    if match and url:
        source = source[: match.start()]
    html = _markdown().renderInline(source)
    html = html.replace("<em>", "<cite>").replace("</em>", "</cite>")
    text = clean_reference(html)
    if not text:
        raise ImportProblem(f"The reference “{key}” says nothing but its address.")
    return Reference(key, text, url)


@cache
def _markdown():
    return MarkdownIt("commonmark", {"html": False})
