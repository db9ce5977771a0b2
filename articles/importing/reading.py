"""
A file of any kind to an article: what it is, is told by its content; its name has to agree.

`read` is the one door. Whatever cannot be read is refused with a sentence that says what to
do instead. Nothing is written to disk.
"""

import codecs
import re
from pathlib import PurePosixPath

from .document import ArticleDocument, ImportProblem, Note
from .docx_package import MOST_BYTES
from .docx_reader import read_docx
from .fitting import fit
from .markdown_reader import read_markdown
from .plain_reader import read_plain
from .proposals import propose

MOST_TEXT_BYTES = 1024 * 1024
TEXT_ENDINGS = frozenset({".txt", ".text"})
MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd"})
WORD_ENDING = ".docx"
ENDINGS = TEXT_ENDINGS | MARKDOWN_ENDINGS | {WORD_ENDING}
PASTED = ""  # the name of what was pasted

WHAT_WE_READ = "Bring plain text (.txt), Markdown (.md) or Word (.docx)."
_AS_WORD = "Open it and save it as “Word document (.docx)”."
_REFUSED_ENDINGS = {
    ".docm": f"A .docm file may hold a macro, a small program. {_AS_WORD}",
    ".dotm": f"A .dotm file may hold a macro, a small program. {_AS_WORD}",
    ".dotx": f"A .dotx file is a template. {_AS_WORD}",
    ".doc": f"A .doc file is of the old kind of Word. {_AS_WORD}",
    ".odt": f"An .odt file is not read here. {_AS_WORD}",
    ".rtf": f"An .rtf file is not read here. {_AS_WORD}",
    ".pages": "A Pages file is not read here. Choose File, Export To, Word.",
    ".pdf": "A PDF has no paragraphs to read. Bring the text it was made from.",
    ".html": "A web page is not read here. Copy its text and paste it.",
    ".htm": "A web page is not read here. Copy its text and paste it.",
}
_SIGNATURES = {
    b"%PDF": _REFUSED_ENDINGS[".pdf"],
    b"{\\rtf": _REFUSED_ENDINGS[".rtf"],
    b"\x89PNG": "This is a picture, not a text.",
    b"\xff\xd8\xff": "This is a picture, not a text.",
    b"GIF8": "This is a picture, not a text.",
    b"\x1f\x8b": "This is a packed file. Unpack it and bring the text in it.",
    b"7z\xbc\xaf\x27": "This is a packed file. Unpack it and bring the text in it.",
    b"Rar!": "This is a packed file. Unpack it and bring the text in it.",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x1c-\x1f\x7f\ufffe\uffff]")
_NOT_TEXT = f"This file is not text. {WHAT_WE_READ}"
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|svg|head|body)\b", re.IGNORECASE)
# One of these is enough: nobody writes them by chance.
_MARKDOWN = re.compile(
    r"""^(?:
        \#{1,6}[ \t]+\S
        | \[\^[^\]\s]{1,80}\]:
        | (?:```|~~~)
        | !\[[^\]\n]{0,300}\]\(
        | .{0,2000}(?<!\\)\[[^\]\n]{1,300}\]\((?:https?:|/|mailto:)
        | [^\n]{1,200}\n(?:={3,}|-{3,})[ \t]*$
        | \|?[ \t]*:?-{3,}:?[ \t]*\|
    )""",
    re.MULTILINE | re.VERBOSE,
)
_FENCES = ("---\n", "+++\n", "% ")


def read(name: str, data: bytes, *, title: str = "") -> ArticleDocument:
    """
    Return the article in the file `name` with the content `data`.

    `name` is PASTED for what has none; `title` is one given beside the file. Raises
    ImportProblem with a sentence for everything that is no article.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if not data.strip():
        raise ImportProblem("The file is empty.")
    if len(data) > MOST_BYTES:
        raise ImportProblem("The file is larger than 20 MB, more than an article can be.")
    _refuse_by_content(data)
    _refuse_by_name(ending)
    if data.startswith(b"PK\x03\x04") or ending == WORD_ENDING:
        if ending in TEXT_ENDINGS | MARKDOWN_ENDINGS:
            raise ImportProblem(
                f"The name ends in “{ending}”, but this is no text. If it is a Word file, "
                "give it the ending “.docx”."
            )
        document = read_docx(data, title=title)
    else:
        document = _read_text(ending, data, title)
    if not document.body:
        raise ImportProblem(f"Below the title “{document.title}” there is no text.")
    fit(document)
    propose(document)
    return document


def read_text(text: str, *, title: str = "") -> ArticleDocument:
    """Return the article in `text`, which was pasted. Raises ImportProblem."""
    return read(PASTED, text.encode("utf-8", "surrogatepass"), title=title)


def _refuse_by_content(data):
    for start, sentence in _SIGNATURES.items():
        if data.startswith(start):
            raise ImportProblem(sentence)
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ImportProblem("The Word file is locked with a password. Save it without one.")
        raise ImportProblem(_REFUSED_ENDINGS[".doc"])


def _refuse_by_name(ending):
    if ending and ending not in ENDINGS:
        raise ImportProblem(
            _REFUSED_ENDINGS.get(ending)
            or f"Files that end in “{ending[:20]}” are not read here. {WHAT_WE_READ}"
        )


def _read_text(ending, data, title):
    if len(data) > MOST_TEXT_BYTES:
        raise ImportProblem("The text is larger than 1 MB, more than an article can be.")
    text, guess = _decoded(data)
    if _MARKUP.match(text):
        raise ImportProblem(_REFUSED_ENDINGS[".html"])
    if ending in MARKDOWN_ENDINGS or is_markdown(text):
        document = read_markdown(text, title=title)
    else:
        document = read_plain(text, title=title)
    if guess:
        document.notes.insert(0, Note("guessed", guess))
    return document


def is_markdown(text: str) -> bool:
    """Return whether `text` is written in Markdown rather than as plain text."""
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    return text.startswith(_FENCES) or bool(_MARKDOWN.search(text))


def _decoded(data):
    """Return (the text in `data`, what had to be guessed for it or "")."""
    guess = ""
    marked = (name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark))
    encoding = next(marked, "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding != "utf-8" or data.startswith(codecs.BOM_UTF8):
            raise ImportProblem(_NOT_TEXT) from problem
        # What Windows wrote before UTF-8. Five bytes mean nothing there.
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError:
            raise ImportProblem(_NOT_TEXT) from problem
        guess = "The letters are read as Windows wrote them before Unicode: check accents."
    text = text.removeprefix("\ufeff").rstrip("\x1a")
    if _CONTROL.search(text):
        raise ImportProblem(_NOT_TEXT)
    return text, guess
