"""
The grammar of an article body, as a machine that sets HTML in order.

Reads the balanced HTML nh3 leaves and builds the body again from what it says: blocks that
hold runs of text, each run with its marks (link, strong, em). Working on runs, like an
editor does, is what makes the result canonical: `<b>a</b><strong>b</strong>` and
`<strong>ab</strong>` are the same two letters, bold.

    body        h2 h3 p ul ol blockquote figure aside
    aside       one leading h3 (not in a fix), p ul ol figure
    blockquote  p ul ol figure
    ul, ol      li
    li          text, or p; then ul ol figure; four levels at most
    figure      figcaption
    text        strong em a br and empty sup

A block that may not stand where it is found gives its text to paragraphs there.
"""

from html.parser import HTMLParser

from .html_tree import Element, serialise
from .runs import Marks, Run, set_runs

LIST_LEVELS = 4

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
_STRONG = frozenset({"b", "strong"})
_EM = frozenset({"i", "em"})


def rebuild(html: str) -> str:
    """Return `html` (balanced, as nh3 writes it) in the grammar, one block a line."""
    builder = _BodyBuilder()
    builder.feed(html)
    builder.close()
    builder.end_block()
    return "\n".join(serialise([block]) for block in builder.body.children)


class _BodyBuilder(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.body = Element("body")
        self.containers = [self.body]
        self.undo = []  # one action for each open tag
        self.marks = [Marks()]
        self.block_tags = ["p"]
        self.number = None  # of the numbered h2 whose text comes next
        self.runs = []
        self.caption = []  # runs of the figure we stand in
        self.skipping = 0
        self.sourceless_figures = [False]

    # What the parser reports

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "br":
            self.add_break()
        elif tag == "hr":
            self.end_block()
        else:
            self.undo.append(_nothing if self.skipping else self.open(tag, attrs))

    def handle_endtag(self, tag):
        if tag not in {"br", "hr"} and self.undo:
            self.undo.pop()()

    def handle_data(self, data):
        if not self.skipping:
            self.runs.append(Run(data, self.marks[-1]))

    # What a tag means

    def open(self, tag, attrs):
        """Take up `tag` and return what has to be done at its end."""
        if tag in _STRONG:
            return self.open_marks(strong=True)
        if tag in _EM:
            return self.open_marks(em=True)
        if tag == "a":
            return self.open_marks(a=attrs["href"]) if attrs.get("href") else _nothing
        if tag == "sup":
            return self.open_citation(attrs.get("data-ref"))
        if tag == "figcaption" and self.sourceless_figures[-1]:
            return self.open_skipped()
        self.end_block()
        if tag == "figure":
            return self.open_figure(attrs)
        if tag in {"ul", "ol"} and self.takes_list():
            return self.open_container(Element(tag))
        if tag == "li" and self.containers[-1].tag in {"ul", "ol"}:
            return self.open_container(Element("li"))
        if tag == "blockquote" and self.containers[-1] is self.body:
            return self.open_container(Element("blockquote"))
        if tag == "aside" and attrs.get("class") and self.containers[-1] is self.body:
            return self.open_container(Element("aside", {"class": attrs["class"]}))
        return self.open_block(tag, attrs)

    def open_marks(self, **marks):
        self.marks.append(self.marks[-1]._replace(**marks))
        return self.marks.pop

    def open_citation(self, key):
        if not key:
            return _nothing
        self.runs.append(Run(Element("sup", {"data-ref": key})))
        return self.open_skipped()

    def open_skipped(self):
        self.skipping += 1
        return self.close_skipped

    def close_skipped(self):
        self.skipping -= 1

    def open_figure(self, attrs):
        source = next(
            (name for name in ("data-picture", "data-diagram") if name in attrs), None
        )
        if self.containers[-1].tag == "figure":
            return self.end_block
        if source is None:
            self.sourceless_figures.append(True)
            return self.close_sourceless_figure
        kept = {name: attrs[name] for name in (source, "data-alt") if name in attrs}
        return self.open_container(Element("figure", kept))

    def close_sourceless_figure(self):
        self.end_block()
        self.sourceless_figures.pop()

    def open_container(self, element):
        parent = self.containers[-1] if element.tag == "li" else self.host()
        parent.children.append(element)
        self.containers.append(element)
        self.block_tags.append("p")
        self.sourceless_figures.append(False)
        return lambda: self.close_container(parent)

    def close_container(self, parent):
        self.end_block()
        self.block_tags.pop()
        self.sourceless_figures.pop()
        element = self.containers.pop()
        if element.tag in {"ul", "ol"}:
            element.children = [_tidy_item(item) for item in element.children if item.children]
        if element.tag == "figure":
            caption, self.caption = set_runs(self.caption), []
            element.children = [Element("figcaption", {}, caption)] if caption else []
        elif element.tag != "li" and not element.children:
            parent.children.remove(element)

    def open_block(self, tag, attrs):
        """A paragraph, a heading, or any other block, which is as good as a paragraph."""
        if tag in _HEADINGS:
            self.block_tags.append(_HEADINGS[tag])
            self.number = attrs.get("data-number") if tag == "h2" else None
        elif tag == "p":
            self.block_tags.append("p")
        else:
            return self.end_block
        return self.close_block

    def close_block(self):
        self.end_block()
        self.block_tags.pop()
        self.number = None

    # Text

    def add_break(self):
        last = next((run for run in reversed(self.runs) if run.shows or run.is_break), None)
        if last is None or self.skipping:
            return
        if last.is_break:
            self.end_block()  # two in a row are how some programs write a paragraph
        else:
            self.runs.append(Run(Element("br")))

    def end_block(self):
        """Turn the runs gathered so far into a block where we stand."""
        runs, self.runs = self.runs, []
        if not any(run.shows for run in runs):
            return
        host = self.host()
        if host.tag == "figure":
            self.caption += [Run(" "), *runs]
            return
        tag = self.block_tags[-1]
        if host is not self.body and tag != "p":
            tag = "h3" if _takes_heading(host) else "p"
        block = Element(tag, {}, set_runs(runs, heading=tag != "p"))
        if tag == "h2" and self.number:
            block.attrs["data-number"], self.number = self.number, None
        host.children.append(block)

    def host(self):
        """Return the container that takes the next block; in a list, its last item."""
        top = self.containers[-1]
        if top.tag not in {"ul", "ol"}:
            return top
        if not top.children:
            top.children.append(Element("li"))
        return top.children[-1]

    def takes_list(self):
        tags = [container.tag for container in self.containers]
        return tags[-1] != "figure" and tags.count("ul") + tags.count("ol") < LIST_LEVELS


def _nothing():
    """Do nothing at the end of a tag that meant nothing."""


def _takes_heading(host):
    return (
        host.tag == "aside" and "fix" not in host.attrs["class"].split() and not host.children
    )


def _tidy_item(item):
    """Write `<li><p>text</p></li>`, the way editors do, as `<li>text</li>`."""
    paragraphs = item.elements("p")
    if len(paragraphs) == 1 and item.children[0] is paragraphs[0]:
        item.children[:1] = paragraphs[0].children
    return item
