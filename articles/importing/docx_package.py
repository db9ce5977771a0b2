"""
A Word file as a package: opened with care before anything reads it.

A .docx is a zip of XML parts. Nothing is unpacked to disk, no part is read further than it
said it was long, and each part is counted through by a parser that keeps nothing before one
that builds trees may see it. What comes out is a package of checked parts alone, the only
thing `docx_reader` hands on.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, LargeZipFile, ZipFile

from .document import ImportProblem

MOST_BYTES = 20 * 1024 * 1024
MOST_PARTS = 1000
MOST_XML_BYTES = 6 * 1024 * 1024  # in one part
MOST_PICTURE_BYTES = 10 * 1024 * 1024  # in one picture
MOST_UNPACKED_BYTES = 40 * 1024 * 1024
# Elements, attributes and stretches of text. Trees of this many stay below 120 MB; an
# article of 5,000 words has some 40,000.
MOST_NODES = 100_000
DEEPEST = 60
_LONGEST_DIRECTORY = 512 * 1024

_DAMAGED = "The Word file is damaged and cannot be opened. Save it again in Word and retry."
_TOO_MUCH = (
    "The Word file unpacks to far more than an article can be. Copy its text into a new file."
)
_ENTITIES = "The Word file declares things of its own inside, as no Word does. It was not read."
_PICTURE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"GIF8", b"II*\0", b"MM\0*", b"BM")
ZIP_ERRORS = (
    BadZipFile, LargeZipFile, RuntimeError, EOFError, OSError, ValueError,
    IndexError, KeyError, struct.error, zlib.error, UnicodeError, OverflowError,
)  # fmt: skip


@dataclass(frozen=True)
class Package:
    """The checked parts: `file` holds them as a .docx again, `xml` each by its name."""

    file: io.BytesIO
    xml: dict[str, bytes]
    left_out: list[str]  # names of parts that are neither XML nor a picture we know


def open_package(data: bytes) -> Package:
    """Return the checked package in `data`. Raises ImportProblem with a sentence."""
    if len(data) > MOST_BYTES:
        raise ImportProblem("The Word file is larger than 20 MB. Make its pictures smaller.")
    if not data.startswith(b"PK\x03\x04"):
        raise ImportProblem("This is not a Word file, whatever its name says.")
    _check_directory(data)
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            _check_entries(archive.infolist())
            return _checked(archive)
    except ImportProblem:
        raise
    except ZIP_ERRORS as problem:
        raise ImportProblem(_DAMAGED) from problem


def _check_directory(data):
    """Refuse a list of entries too long to be read (APPNOTE 4.3.16)."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22 or data.rfind(b"PK\x06\x07", max(0, at - 20), at) >= 0:
        raise ImportProblem(_DAMAGED)
    (length,) = struct.unpack_from("<L", data, at + 12)
    if length > _LONGEST_DIRECTORY:
        raise ImportProblem(_TOO_MUCH)


def _check_entries(entries):
    names = [entry.filename for entry in entries]
    lowered = [name.lower() for name in names]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise ImportProblem("The Word file is locked with a password. Save it without one.")
    if any(name.endswith("vbaproject.bin") or "macro" in name for name in lowered):
        raise ImportProblem(
            "The Word file holds a macro, a small program. Save it as “Word document (.docx)”."
        )
    strange = any("\\" in name or name.startswith("/") or ".." in name for name in names)
    packed = {entry.compress_type for entry in entries} - {ZIP_STORED, ZIP_DEFLATED}
    if strange or packed or len(set(lowered)) < len(lowered):
        raise ImportProblem(_DAMAGED)
    if "word/document.xml" not in lowered and not any(
        re.fullmatch(r"word/document\d*\.xml", name) for name in lowered
    ):
        raise ImportProblem(_not_word(lowered))
    too_much = (
        len(entries) > MOST_PARTS
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES
        or any(entry.file_size > MOST_XML_BYTES for entry in entries if _is_xml(entry.filename))
    )
    if too_much:
        raise ImportProblem(_TOO_MUCH)


def _not_word(names):
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return "This is a spreadsheet or slides, not a Word document."
    if "mimetype" in names and "content.xml" in names:
        return "This is an OpenDocument file. Save it as “Word document (.docx)” and retry."
    return "This is a zip file without a Word document in it."


def _checked(archive):
    xml = {}
    left_out = []
    budget = _Budget()
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as checked:
        for entry in archive.infolist():
            name = entry.filename
            if name.endswith("/"):
                continue
            if _is_xml(name):
                xml[name] = _tidied(archive.read(entry))
                budget.spend(xml[name])
                checked.writestr(name, xml[name])
                continue
            with archive.open(entry) as part:
                start = part.read(4)
            if start.startswith(_PICTURE_STARTS) and entry.file_size <= MOST_PICTURE_BYTES:
                checked.writestr(name, archive.read(entry))
            else:
                left_out.append(name)
    if any(b"macroEnabled" in part for name, part in xml.items() if "ontent_" in name):
        raise ImportProblem(
            "The Word file is of a kind that holds macros. Save it as “Word document (.docx)”."
        )
    file.seek(0)
    return Package(file, xml, left_out)


def _is_xml(name):
    return name.lower().endswith((".xml", ".rels"))


def _tidied(part):
    """Take away two tags whose content the reader would pass over: a field and a line end."""
    part = re.sub(rb"</?w:fldSimple(?:\s[^<>]*)?>", b"", part)
    return part.replace(b"<w:cr/>", b"<w:br/>")


class _Budget:
    """How many nodes may still come, over all parts."""

    def __init__(self):
        self.left = MOST_NODES
        self.depth = 0

    def spend(self, part):
        """Count `part` through. Raises ImportProblem."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.count
        parser.StartDoctypeDeclHandler = self.refuse
        parser.EntityDeclHandler = self.refuse
        parser.ProcessingInstructionHandler = self.count
        self.depth = 0
        try:
            for start in range(0, len(part), 65_536):
                parser.Parse(part[start : start + 65_536], False)
            parser.Parse(b"", True)
        except expat.ExpatError as problem:
            raise ImportProblem(_DAMAGED) from problem

    def start(self, name, attributes):
        self.depth += 1
        self.left -= 1 + len(attributes)
        if self.depth > DEEPEST or self.left < 0:
            raise ImportProblem(_TOO_MUCH)

    def end(self, name):
        self.depth -= 1

    def count(self, *what):
        self.left -= 1
        if self.left < 0:
            raise ImportProblem(_TOO_MUCH)

    def refuse(self, *what):
        raise ImportProblem(_ENTITIES)


def names_like(package: Package, pattern: str) -> Iterator[str]:
    """Yield the names of the XML parts that match `pattern` as a whole."""
    return (name for name in package.xml if re.fullmatch(pattern, name))
