"""
The visible words of a Word file, read straight from its XML.

A second way to the same words, apart from the library that reads the structure, so that what
that library passes over is found. Element names: ECMA-376 part 1, §17.
"""

import io
from xml.etree import ElementTree

from .citations import raised
from .docx_package import Package, names_like

_SKIPPED = {"del", "moveFrom", "Choice", "instrText", "delText"}
_BREAKS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


def visible_text(package: Package, main: str = "word/document.xml") -> str:
    """Return the words of the text, then those of its notes in the order they are cited."""
    text, cited = _read(package.xml[main])
    notes = {}
    for kind in ("footnote", "endnote"):
        for name in names_like(package, rf"word/{kind}s\d*\.xml"):
            notes |= {(kind, key): words for key, words in _notes(package.xml[name], kind)}
    return "\n".join([text, *(notes.get(key, "") for key in dict.fromkeys(cited))])


def part_text(part: bytes) -> str:
    """Return the words of one part on one line: a page header, the comments."""
    return " ".join(_read(part)[0].split())


def _read(part):
    """Return (the text of `part`, the notes it cites in order)."""
    reader = _TextReader()
    for event, element in _events(part):
        reader.start(element) if event == "start" else reader.end(element)
    return reader.text(), reader.cited


def _notes(part, kind):
    """Yield (id, words) of each note in `part`."""
    reader = None
    for event, element in _events(part):
        if _name(element) == kind:
            if event == "start":
                reader = _TextReader()
            else:
                yield _attribute(element, "id"), reader.text()
                reader = None
        elif reader is not None:
            reader.start(element) if event == "start" else reader.end(element)


class _TextReader:
    """Gathers text; that of a text box comes after the paragraph it is anchored in."""

    def __init__(self):
        self.buffers = [[]]
        self.boxes = []
        self.skipping = 0
        self.cited = []
        self.is_raised = False

    def start(self, element):
        name = _name(element)
        if name in _SKIPPED or self.skipping:
            self.skipping += 1
        elif name == "txbxContent":
            self.buffers.append([])
        elif name == "r":
            self.is_raised = False
        elif name == "vertAlign":
            self.is_raised = _attribute(element, "val") == "superscript"
        elif name in _NOTES:
            self.cited.append((_NOTES[name], _attribute(element, "id")))

    def end(self, element):
        name = _name(element)
        if self.skipping:
            self.skipping -= 1
        elif name == "t":
            text = element.text or ""
            self.buffers[-1].append(raised(text) if self.is_raised else text)
        elif name in _BREAKS:
            self.buffers[-1].append(_BREAKS[name])
        elif name == "txbxContent":
            self.boxes.append("".join(self.buffers.pop()))
        elif name == "p":
            self.buffers[-1].append("\n")
            if len(self.buffers) == 1 and self.boxes:
                self.buffers[-1] += self.boxes
                self.boxes = []
        element.clear()

    def text(self):
        return "".join([*self.buffers[0], *self.boxes])


def _events(part):
    # Counted through before (docx_package): no declaration of entities is left in it.
    return ElementTree.iterparse(io.BytesIO(part), events=("start", "end"))  # noqa: S314


def _name(element):
    return element.tag.rpartition("}")[2]


def _attribute(element, name):
    return next(
        (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), ""
    )
