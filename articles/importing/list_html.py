"""Lists as they are written in HTML: items with a depth become lists inside items."""

from .blocks import Block


def list_html(items: list[Block]) -> str:
    """
    Return consecutive list items as nested lists.

    An item's `level` is its depth, from 1; a list changes its kind where `ordered` does.
    """
    parts = []
    open_lists = []  # the tags of the lists we stand in
    for item in items:
        tag = "ol" if item.ordered else "ul"
        depth = min(max(item.level, 1), len(open_lists) + 1)
        while len(open_lists) > depth:
            parts.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth and open_lists[-1] != tag:
            parts.append(f"</li></{open_lists.pop()}>")
        if len(open_lists) == depth:
            parts.append("</li>")
        else:
            parts.append(f"<{tag}>")
            open_lists.append(tag)
        parts.append(f"<li>{item.html}")
    while open_lists:
        parts.append(f"</li></{open_lists.pop()}>")
    return "".join(parts)
