"""A page as its tests read it: elements in order, each with its attributes and its text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "img", "input", "link", "meta", "source", "hr", "col", "area", "embed", "wbr"}


@dataclass(eq=False)
class Element:
    tag: str
    attrs: dict
    parent: "Element | None" = None
    pieces: list = field(default_factory=list)

    @property
    def text(self):
        """All text inside, white space collapsed."""
        return " ".join(self.raw.split())

    @property
    def raw(self):
        if self.tag == "br":
            return "\n"
        return "".join(piece if isinstance(piece, str) else piece.raw for piece in self.pieces)

    def get(self, name, default=None):
        return self.attrs.get(name, default)

    @property
    def classes(self):
        return (self.get("class") or "").split()

    def all(self, tag=None, css=None, **attrs):
        """Every element inside, in document order, of that tag, class and attributes."""
        found = []
        for piece in self.pieces:
            if isinstance(piece, str):
                continue
            fits = tag in (None, piece.tag) and (css is None or css in piece.classes)
            if fits and all(piece.get(name.rstrip("_")) == attrs[name] for name in attrs):
                found.append(piece)
            found += piece.all(tag, css, **attrs)
        return found

    def one(self, tag=None, css=None, **attrs):
        """The only element that fits."""
        found = self.all(tag, css, **attrs)
        assert len(found) == 1, f"{len(found)} of <{tag} {css or ''} {attrs or ''}>"
        return found[0]


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.here = self.root = Element("#page", {})

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.here)
        self.here.pieces.append(element)
        if tag not in VOID:
            self.here = element

    def handle_startendtag(self, tag, attrs):
        self.here.pieces.append(Element(tag, dict(attrs), self.here))

    def handle_endtag(self, tag):
        assert self.here.tag == tag, f"</{tag}> closes <{self.here.tag}>"
        self.here = self.here.parent

    def handle_data(self, data):
        self.here.pieces.append(data)


def read(response):
    """Return the page in `response` as an Element. A tag closed out of order is an error."""
    reader = Reader()
    reader.feed(response.content.decode())
    reader.close()
    assert reader.here is reader.root, f"<{reader.here.tag}> is never closed"
    return reader.root
