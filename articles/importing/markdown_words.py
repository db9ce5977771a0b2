"""The visible words of parsed Markdown, apart from the writer that makes HTML of it."""

from .markdown_inline import html_tag


def visible_text(tokens) -> str:
    """Return the words of parsed Markdown: no marks, no addresses, no citations."""
    words = []
    for token in tokens:
        if token.type == "inline":
            for child in token.children:
                _gather(child, words)
            # Pictures stand by themselves or are left out: their words come last.
            for image in (child for child in token.children if child.type == "image"):
                words += [f" {image.content} ", f" {image.attrs.get('title', '')} "]
            words.append("\n")
        elif token.type in {"fence", "code_block"}:
            words.append(token.content)
    return "".join(words)


def _gather(token, words):
    if token.type in {"text", "code_inline"}:
        words.append(token.content)
    elif token.type == "html_inline":
        words.append(" " if html_tag(token.content)[0] == "br" else _shown(token.content))
    elif token.type in {"softbreak", "hardbreak"}:
        words.append(" ")


def _shown(tag):
    """Return the words of a tag that stays visible."""
    return "" if html_tag(tag)[0] else tag
