"""Which characters may stand in anything the house keeps (reliability F38)."""

import unicodedata

# Zero-width joiner and non-joiner: part of emoji and of words in several scripts.
JOINERS = frozenset("\u200c\u200d")
_ASCII_PRINTABLE = frozenset(map(chr, range(0x20, 0x7F)))
_LINE_ENDS_AND_TABS = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_UNWANTED = frozenset({"Cc", "Cf", "Cs"})
# XML 1.0 §2.2 allows neither, and a feed is XML.
_NOT_IN_XML = frozenset("\ufffe\uffff")


def plain_characters(text: str, *, joiners: bool = True) -> str:
    """
    Return `text` without control, format, bidirectional and lone surrogate characters.

    Tabs and line ends become spaces. `joiners` says whether U+200C and U+200D may stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_plain(character, joiners) for character in text)


def _plain(character, joiners):
    if character in _ASCII_PRINTABLE:
        return character
    if character in _LINE_ENDS_AND_TABS:
        return " "
    if character in JOINERS:
        return character if joiners else ""
    if unicodedata.category(character) in _UNWANTED or character in _NOT_IN_XML:
        return ""
    return character
