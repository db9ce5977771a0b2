"""The sanitiser: what may stand in a body."""

import nh3


def clean_body(html):
    """Return `html` with only the elements an article body may hold."""
    tags = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "blockquote"}
    return nh3.clean(html, tags=tags)
