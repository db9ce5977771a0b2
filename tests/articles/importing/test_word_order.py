"""
The words of ten files, of ten makings, and those of their articles: the same, in one order.

Counted by another way than the importer's own: a text is split as it is, a Word file by its
text elements alone (ECMA-376 part 1, §17.3.3.31).
"""

import re
from collections import Counter
from html import unescape
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from articles.importing.reading import read

FILES = {path.name: path.read_bytes() for path in (Path(__file__).parent / "files").iterdir()}
NOT_SHOWN = r"<(w:del|mc:Choice|w:comment)\b.*?</\1>"
LINES = r"</?(?:p|h2|h3|li|ul|ol|blockquote|aside|figure|figcaption|br)\b[^>]*>"


def words(text):
    return re.findall(r"[^\W_]+", text.casefold())


def words_of_file(name, data):
    if not name.endswith(".docx"):
        return words(data.decode("utf-8-sig"))
    xml = ZipFile(BytesIO(data)).read("word/document.xml").decode()
    xml = re.sub(NOT_SHOWN, "", xml, flags=re.DOTALL)
    marked = re.sub(r"</w:p>|<w:(?:br|tab|cr)\b[^>]*/>", "<w:t> </w:t>", xml)
    return words(unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", marked))))


def words_of_body(html):
    return words(unescape(re.sub("<[^>]*>", "", re.sub(LINES, " ", html))))


def test_there_are_ten():
    assert len(FILES) >= 10


@pytest.mark.parametrize("name", FILES)
def test_the_words_of_the_article_stand_in_the_file_in_their_order(name):
    source = words_of_file(name, FILES[name])
    body = words_of_body(read(name, FILES[name]).body)
    assert len(body) > 20
    rest = iter(source)
    for number, word in enumerate(body):
        assert word in rest, (
            f"“{' '.join(body[max(0, number - 5) : number + 1])}” is out of order"
        )


@pytest.mark.parametrize("name", [name for name in FILES if not name.endswith(".md")])
def test_what_the_article_lacks_is_accounted_for_word_by_word(name):
    document = read(name, FILES[name])
    lacking = Counter(words_of_file(name, FILES[name])) - Counter(words_of_body(document.body))
    elsewhere = (p.text for p in document.pieces if p.place not in {"body", "reference"})
    told = Counter(word for text in elsewhere for word in words(text))
    assert not lacking - told
    if name.endswith(".txt"):  # of a Word file a note may be left out as well
        assert not told - lacking
