"""
An article as Markdown, for people who keep texts and machines that read them.

The way back from `importing.markdown_reader`: the same words, headings, lists, callouts and
citations in CommonMark with footnotes. Pure.
"""

import re

from forge_site.web.html_tree import Element, line_of, parse

# CommonMark §2.4: what could mean something is escaped, wherever it stands in a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")
# At the beginning of a line these would open a heading, a quote or a list.
_OPENING = re.compile(r"^(#|[-+=](?=\s|$|[-=]))|^(\d{1,9})([.)])(?=\s|$)")
_MARKS = {"strong": "**", "em": "*"}


def body_as_markdown(html, site_url):
    """
    Return a stored body as Markdown, blocks parted by an empty line.

    Links and pictures of the site get `site_url` (without a slash at its end) before them.
    """
    return "\n\n".join(_blocks(parse(html), site_url))


def reference_as_markdown(key, html, url):
    """Return the definition of a source; `html` holds <cite> and no other tag."""
    return f"[^{key}]: {_inline(parse(html), '')}{f' <{url}>' if url else ''}"


def line_as_markdown(text):
    """Return one line of plain text, nothing in it taken for a mark."""
    return _escaped_opening(_SPECIAL.sub(r"\\\1", " ".join(text.split())))


def _blocks(nodes, site_url):
    """Return the Markdown of each block among `nodes`; bare text is a block of its own."""
    written, bare = [], []
    for node in [*nodes, None]:
        if node is not None and not (isinstance(node, Element) and node.tag in _WRITERS):
            bare.append(node)
            continue
        if text := _paragraph(bare, site_url):
            written.append(text)
        bare = []
        if node is not None:
            written.append(_WRITERS[node.tag](node, site_url))
    return [block for block in written if block.strip()]


def _paragraph(nodes, site_url):
    return _escaped_opening(_inline(nodes, site_url).strip())


def _heading(node, site_url):
    number = node.attrs.get("data-number")
    title = _inline(node.children, site_url).strip()
    return f"{'#' * int(node.tag[1])} {f'{number}. ' if number else ''}{title}"


def _list(node, site_url):
    items = []
    for number, item in enumerate(node.elements("li"), start=1):
        mark = f"{number}. " if node.tag == "ol" else "- "
        blocks = _blocks(item.children, site_url)
        is_tight = all(child.tag != "p" for child in item.elements())
        text = ("\n" if is_tight else "\n\n").join(blocks) or ""
        items.append(mark + text.replace("\n", "\n" + " " * len(mark)))
    return "\n".join(items)


def _quote(node, site_url):
    return _quoted(_blocks(node.children, site_url))


def _aside(node, site_url):
    """A fix reads on after its label; any other callout is a quote with its heading in bold."""
    if "fix" in node.attrs.get("class", "").split():
        first, *others = _blocks(node.children, site_url)
        label = "**The fix:**"
        begins_with_text = node.elements() and node.elements()[0].tag == "p"
        opening = [f"{label} {first}"] if begins_with_text else [label, first]
        return "\n\n".join([*opening, *others])
    blocks = []
    for child in node.elements():
        if child.tag == "h3":
            blocks.append(f"**{_inline(child.children, site_url).strip()}**")
        else:
            blocks += _blocks([child], site_url)
    return _quoted(blocks)


def _figure(node, site_url):
    """Return the words of a picture or drawing: what it shows, then its caption."""
    captions = [line_of(caption.children) for caption in node.elements("figcaption")]
    words = [node.attrs.get("data-alt", ""), *captions]
    return "\n\n".join(f"*{line_as_markdown(text)}*" for text in words if text)


def _quoted(blocks):
    lines = "\n\n".join(blocks).split("\n")
    return "\n".join(f"> {line}".rstrip() for line in lines)


_WRITERS = {
    "h2": _heading,
    "h3": _heading,
    "p": lambda node, site_url: _paragraph(node.children, site_url),
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "aside": _aside,
    "figure": _figure,
}


def _inline(nodes, site_url):
    return "".join(_run(node, site_url) for node in nodes)


def _run(node, site_url):
    if isinstance(node, str):
        return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", node))
    if node.tag == "br":
        return "\\\n"
    if node.tag == "sup":
        return f"[^{node.attrs.get('data-ref', '')}]"
    inner = _inline(node.children, site_url)
    if node.tag == "a":
        return f"[{inner}]({_address(node.attrs.get('href', ''), site_url)})"
    mark = _MARKS.get(node.tag)
    if not mark or not inner.strip():
        return inner
    # CommonMark §6.2: a mark next to a space, on the inside, is not one.
    bare = inner.strip()
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{mark}{bare}{mark}{after}"


def _address(href, site_url):
    whole = site_url + href if href.startswith("/") else href
    return re.sub(r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", whole)


def _escaped_opening(line):
    return _OPENING.sub(
        lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line
    )
