"""
What may enter the house: article bodies, references, and lines people type.

`clean_body` keeps the grammar of an article body and nothing else. nh3 (a browser's own
parser) reads whatever comes and takes away all that could run; `grammar` then sets what is
left in order; nh3 has the last word with the grammar as its allow-list. Cleaning what is
clean changes nothing.

Words are kept in their order, whatever stood around them. Three things take their text
with them: what is not prose (scripts, styles, form controls, embedded documents), the
caption of a picture that has no source, and what stands inside a citation mark.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from uuid import UUID

import nh3

from .grammar import rebuild
from .text import plain_characters

NAME = re.compile(r"[a-z0-9-]+")
NUMBER = re.compile(r"[1-9][0-9]?")
CALLOUT_KINDS = frozenset({"fix", "flag", "note"})

# Gone with their content: none of it is something a coach wrote to be read.
_NOT_PROSE = {
    "script", "style", "template", "iframe", "object", "svg", "math", "title", "textarea",
    "select", "button", "canvas", "audio", "video", "noscript", "noembed", "noframes", "xmp",
}  # fmt: skip
_KEPT_TAGS = {
    "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "figure",
    "figcaption", "aside", "br", "sup",
}  # fmt: skip
# Let through the first pass only, so that the words of two table cells, or of two divs, are
# not run together; `grammar` turns them into paragraphs.
_PASSING_TAGS = {
    "b", "i", "h1", "h4", "h5", "h6", "div", "section", "article", "main", "header", "footer",
    "nav", "hgroup", "address", "pre", "table", "caption", "thead", "tbody", "tr", "td", "th",
    "dl", "dt", "dd", "details", "summary", "center", "hr",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "h2": {"data-number"},
    "sup": {"data-ref"},
    "aside": {"class"},
    "figure": {"data-diagram", "data-picture", "data-alt"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}

# The parser looks up through all that is open: 40,000 lists in each other took it 6 seconds.
_MOST_DEPTH = 100
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>?", re.IGNORECASE)
# HTML Standard 13.2.5.43 to 52: `--!>` ends a comment as well, and `<!-->` is a whole one.
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# What ends by itself at the next of its kind, or has no content: its end is often left out.
_ENDS_BY_ITSELF = {
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "option",
    "optgroup", "rt", "rp", "br", "hr", "img", "input", "meta", "link", "wbr", "col", "source",
    "area", "base", "embed", "track", "param",
}  # fmt: skip

_EMPTY_CITE = re.compile(r"<cite>\s*</cite>")
_ADDRESS = re.compile(
    r"https?://[^/?#\\]|mailto:[^\s@]+@|tel:\+?[0-9]|/(?![/\\])|#[^#]", re.IGNORECASE
)


@lru_cache(maxsize=4)  # one text is cleaned on every way from the form to the page
def clean_body(html: str) -> str:
    """Return `html` in the grammar of an article body. Linear in the length of `html`."""
    first = nh3.clean(
        _shallow(_without_surrogates(html)),
        tags=_KEPT_TAGS | _PASSING_TAGS,
        clean_content_tags=_NOT_PROSE,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return nh3.clean(
        rebuild(first),
        tags=_KEPT_TAGS,
        clean_content_tags=_NOT_PROSE,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    ).strip()


def clean_reference(html: str) -> str:
    """Return the text of a reference as HTML that holds `cite` and no other tag."""
    kept = nh3.clean(
        _shallow(plain_characters(_without_surrogates(html))),
        tags={"cite"},
        clean_content_tags=_NOT_PROSE,
        attributes={},
        link_rel=None,
    )
    return " ".join(_EMPTY_CITE.sub(" ", kept.replace("&nbsp;", " ")).split())


def clean_address(address: str) -> str | None:
    """
    Return `address` as it may stand in a link, or None.

    http(s), mailto and tel, "/path" and "#part". Browsers drop tabs and line ends inside an
    address and read a backslash as a slash (URL standard §4.4), so "/\\t/host" is another
    site; both are judged as the browser will judge them.
    """
    address = "".join(
        character
        for character in address
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ).strip()
    address = re.sub(r"\s", "%20", address)
    return address if _ADDRESS.match(address) else None


def clean_line(text: str) -> str:
    """
    Return `text` as one line: a name, a title, the subject of an e-mail.

    NFC; control, format and bidirectional characters and lone surrogates are dropped (so
    that nothing can turn a line round, hide in it or end a mail header), every run of
    white space is one space.
    """
    return unicodedata.normalize("NFC", " ".join(plain_characters(text, joiners=False).split()))


def clean_text(text: str) -> str:
    """
    Return `text` like `clean_line`, its line ends kept as "\\n".

    At most one empty line in a row. The joiners inside an emoji or a Persian word stay.
    """
    lines = re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text)
    tidy = "\n".join(" ".join(plain_characters(line).split()) for line in lines)
    return unicodedata.normalize("NFC", re.sub(r"\n{3,}", "\n\n", tidy).strip())


def clean_number(text: str) -> int | None:
    """Return the whole number that up to nine ASCII digits write, None for any other `text`."""
    # "²".isdigit() is True, "٣" a decimal, and int() refuses what has over 4,300 digits.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def clean_key(text: str) -> UUID | None:
    """Return the UUID that `text` writes, None for any other."""
    try:
        return UUID(text)
    except ValueError:
        return None


def _shallow(html):
    """
    Return `html` without the tags that open deeper than _MOST_DEPTH; their words stay.

    Nor its comments: what Word hides in them opens nothing.
    """
    if html.count("<") <= _MOST_DEPTH:
        return html
    html = _COMMENT.sub("", html)
    opened = Counter()
    dropped = Counter()
    depth = 0

    def kept(tag):
        nonlocal depth
        name = tag[2].lower()
        if name in _ENDS_BY_ITSELF:
            return tag[0]
        if not tag[1]:
            if depth >= _MOST_DEPTH:
                dropped[name] += 1
                return " "
            opened[name] += 1
            depth += 1
        elif dropped[name]:
            dropped[name] -= 1
            return " "
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
        return tag[0]

    return _TAG.sub(kept, html)


def _attribute(tag, name, value):
    if name == "href":
        return clean_address(value)
    if name == "data-alt":
        return clean_line(value) or None
    if name == "data-number":
        return value if NUMBER.fullmatch(value) else None
    if name == "class":
        kinds = CALLOUT_KINDS & set(value.split())
        return f"callout {min(kinds)}" if _is_callout(value, kinds) else None
    return value if NAME.fullmatch(value) else None


def _is_callout(value, kinds):
    return "callout" in value.split() and len(kinds) == 1


def _without_surrogates(text):
    """Drop lone surrogates, which no encoder takes, and NUL."""
    return re.sub("[\ud800-\udfff\0]", "", text)
