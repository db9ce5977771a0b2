"""Sixty-odd uploads no gym would send, by name: (file name, bytes, words of the refusal)."""

import io
import struct
import zipfile
from itertools import pairwise

from . import word_files as word

TEXT = "".join(map(word.paragraph, ["Strength", "A title of some words", "T."]))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENTITIES = '<!DOCTYPE w [<!ENTITY a "x">]>'
LAUGHS = (
    '<!DOCTYPE w [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise("abcdefghi"))
    + "]>"
)
EXTERNAL = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REMOTE = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'


def with_parts(**changes):
    """A good Word file with parts added or replaced; the names stand in `changes["files"]`."""
    return word.packed(word.parts(TEXT) | changes["files"])


def with_main(xml):
    return with_parts(files={"word/document.xml": xml})


def bomb(name, megabytes):
    return with_parts(files={name: b" " * (megabytes * 1024 * 1024)})


def patched(at, value, data=None):
    """A good Word file, `value` written over each central entry at the offset `at`."""
    data = bytearray(data or word.docx(TEXT))
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        data[start + at : start + at + len(value)] = value
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(data)


def with_compression(method):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in word.parts(TEXT).items():
            archive.writestr(name, content)
    return out.getvalue()


def twice_the_same_name():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in word.parts(TEXT).items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", word.document(TEXT))
    return out.getvalue()


def many_parts(count):
    return with_parts(files={f"word/x{number}.bin": b"" for number in range(count)})


def deep(levels):
    return with_main(word.document("<w:sdt>" * levels + TEXT + "</w:sdt>" * levels))


GOOD = word.docx(TEXT)
# As much as is let in: near the limits of nodes and of letters.
HEAVIEST = word.docx(TEXT, "<w:p><w:r><w:t>ab cd.</w:t></w:r></w:p>" * 24_000)
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"

UPLOADS = [
    # Names and kinds
    ("a.docm", GOOD, "may hold a macro"),
    ("a.dotm", GOOD, "may hold a macro"),
    ("a.dotx", GOOD, "is a template"),
    ("a.doc", OLE + bytes(600), "old kind of Word"),
    ("a.docx", OLE + bytes(600), "old kind of Word"),
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
    ("a.odt", GOOD, "An .odt file is not read here"),
    ("a.rtf", b"{\\rtf1 text}", "An .rtf file is not read here"),
    ("a.txt", b"{\\rtf1 text}", "An .rtf file is not read here"),
    ("a.docx", b"{\\rtf1 text}", "An .rtf file is not read here"),
    ("a.pages", GOOD, "A Pages file"),
    ("a.pdf", b"%PDF-1.7", "A PDF"),
    ("a.txt", b"%PDF-1.7", "A PDF"),
    ("a.docx", b"%PDF-1.7", "A PDF"),
    ("a.html", b"<p>x", "A web page is not read here"),
    ("a.txt", b"<!DOCTYPE html><html>", "A web page is not read here"),
    ("a.md", b"<svg onload=alert(1)>", "A web page is not read here"),
    ("a.txt", b"<?xml version='1.0'?><a/>", "A web page is not read here"),
    ("a.exe", b"MZ" + bytes(99), "“.exe” are not read here"),
    ("a.docx.exe", GOOD, "“.exe” are not read here"),
    ("..\\..\\a.php", b"<?php", "“.php” are not read here"),
    ("a.txt", GOOD, "The name ends in “.txt”"),
    ("a.md", GOOD, "The name ends in “.md”"),
    ("a.docx", b"Just text.", "This is not a Word file"),
    ("a.docx", b"PK\x03\x04", "is damaged"),
    ("a.docx", b"PK\x03\x04" + bytes(5000), "is damaged"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", "This is a picture"),
    ("a.docx", b"\xff\xd8\xff\xe0", "This is a picture"),
    ("a.txt", b"\x1f\x8b\x08", "This is a packed file"),
    ("a.docx", b"Rar!\x1a\x07", "This is a packed file"),
    # No text
    ("a.txt", b"", "is empty"),
    ("a.txt", b" \n\t\r\n", "is empty"),
    ("a.txt", b"Title\n\nText\x00more.", "not text"),
    ("a.txt", bytes(range(256)) * 4, "not text"),
    ("a.md", b"\xff\xfe\x00", "not text"),
    ("a.txt", b"\xef\xbb\xbf\xff\xfe", "not text"),
    ("a.txt", b"Title\n\nBell \x07 here.", "not text"),
    # Too much
    ("a.docx", b"PK\x03\x04" + bytes(50 * 1024 * 1024), "larger than 20 MB"),
    ("a.txt", b"word " * (10 * 1024 * 1024), "larger than 20 MB"),
    ("a.txt", b"word " * (400 * 1024), "larger than 1 MB"),
    ("a.txt", b"T\n\n" + b"word " * 41_000, "longer than 200,000"),
    ("a.md", b"# T\n\n" + b"word " * 41_000, "longer than 200,000"),
    ("a.docx", word.docx(TEXT, word.paragraph("word " * 41_000)), "longer than 200,000"),
    ("a.docx", bomb("word/document.xml", 30), "unpacks to far more"),
    ("a.docx", bomb("word/styles.xml", 30), "unpacks to far more"),
    ("a.docx", bomb("word/media/image1.png", 60), "unpacks to far more"),
    ("a.docx", patched(24, struct.pack("<L", 0xFFFFFFF0)), "unpacks to far more"),
    ("a.docx", many_parts(1001), "unpacks to far more"),
    ("a.docx", many_parts(20_000), "unpacks to far more"),
    ("a.docx", with_main(word.document(TEXT, "<w:p/>" * 100_001)), "unpacks to far more"),
    ("a.docx", with_main(word.document("<w:p " + " ".join(
        f'a{number}="x"' for number in range(100_001)) + "/>")), "unpacks to far more"),
    ("a.docx", deep(100), "unpacks to far more"),
    ("a.docx", deep(100_000), "unpacks to far more"),
    # Inside the package
    ("a.docx", with_parts(files={"word/vbaProject.bin": b"x"}), "holds a macro"),
    ("a.docx", with_parts(files={"word/macros/x.xml": b"<a/>"}), "holds a macro"),
    ("a.docx", with_parts(files={"[Content_Types].xml": f"<Types a='{MACRO_TYPE}'/>"}),
     "kind that holds macros"),
    ("a.docx", patched(8, b"\x01\x00"), "locked with a password"),
    ("a.docx", with_parts(files={"../../etc/cron.d/x": b"x"}), "is damaged"),
    ("a.docx", with_parts(files={"/etc/passwd": b"x"}), "is damaged"),
    ("a.docx", with_parts(files={"word\\..\\x": b"x"}), "is damaged"),
    ("a.docx", with_compression(zipfile.ZIP_LZMA), "is damaged"),
    ("a.docx", with_compression(zipfile.ZIP_BZIP2), "is damaged"),
    ("a.docx", twice_the_same_name(), "is damaged"),
    ("a.docx", GOOD[: len(GOOD) // 2], "is damaged"),
    ("a.docx", GOOD.replace(b"PK\x05\x06", b"PK\x06\x07" + b"PK\x05\x06"), "is damaged"),
    ("a.docx", patched(16, b"\0\0\0\0"), "is damaged"),
    ("a.docx", with_main(word.document(TEXT, before=ENTITIES)), "declares things"),
    ("a.docx", with_main(word.document(TEXT, before=LAUGHS)), "declares things"),
    ("a.docx", with_main(word.document(TEXT, before=EXTERNAL)), "declares things"),
    ("a.docx", with_main(word.document(TEXT, before=REMOTE)), "declares things"),
    ("a.docx", with_parts(files={"word/styles.xml": f"{LAUGHS}<a>&i;</a>"}), "declares things"),
    ("a.docx", with_parts(files={"_rels/.rels": f"{EXTERNAL}<a>&a;</a>"}), "declares things"),
    ("a.docx", with_main("<w:document>"), "is damaged"),
    ("a.docx", with_main(b"\xff\xfe no xml"), "is damaged"),
    ("a.docx", with_main("<a/>"), "is damaged"),
    ("a.docx", word.packed({"a.txt": "x"}), "without a Word document"),
    ("a.docx", word.packed({"xl/workbook.xml": "<a/>"}), "spreadsheet or slides"),
    ("a.docx", word.packed({"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
    # Words that make no article
    ("a.txt", b"One long paragraph. It has two sentences and no title.", "No title was found"),
    ("a.txt", b"Only a title", "there is no text"),
    ("a.md", b"Text.", "has no title"),
    ("a.md", b"# T\n\nText.[^x]", "cites"),
]  # fmt: skip
