"""How tests read a page or an e-mail: as its reader does, without tags and line ends."""

import html
import re


def words_of(text):
    """Return the words of `text`, HTML or plain, one blank between them."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())
