"""
How hard a text is to read: the Flesch-Kincaid grade.

Kincaid et al., Derivation of New Readability Formulas for Navy Enlisted Personnel, 1975:

    grade = 0.39 * words / sentences + 11.8 * syllables / words - 15.59

Syllables are counted by rule, not looked up, so a single word can be off by one; over an
article the grade stays within about half a grade of a count by hand. Over a few words it
tells nothing: Flesch (A New Readability Yardstick, 1948) measures samples of a hundred.
"""

import re

FEWEST_WORDS = 100

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W_]+)*")
# A full stop between two digits (12.5) or letters (e.g.) ends nothing: white space follows
# the end of a sentence, a closing quote or bracket perhaps between them.
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?:\s+|$)")
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_ABBREVIATIONS = re.compile(
    r"\b(e\.g|i\.e|vs|dr|mr|mrs|ms|st|approx|no)\.(?=\s)", re.IGNORECASE
)

_VOWELS = re.compile(r"[aeiouy]+")
# The e of "make", "makes" and "walked" is written, not spoken; that of "muscle", "muscles",
# "handled", "boxes" and "lifted" is.
_SILENT_E = re.compile(
    r"(?:(?<![^aeiouyl]l)e|(?<![sxzcg])(?<![sc]h)(?<![^aeiouyl]l)es|(?<![td])(?<![^aeiouyl]l)ed)$"
)
# Neighbouring vowels that are two syllables: material, period, serious, video, usual,
# carrying, doing, area.
_SPOKEN_APART = re.compile(
    r"(?<![ctg])ia(?!ge)|io(?![nu])|(?<![ctxg])iou|eo(?!p|u)|ua[lt]|yi|[aeio]ing$"
    r"|(?<=[aeiouy][^aeiouy])ea$"
)
_Y_BETWEEN_VOWELS = re.compile(r"(?<=[aeiou])y(?=[aeiou])")


def reading_grade(text: str) -> float | None:
    """
    Return the Flesch-Kincaid grade of `text`, one decimal; None below FEWEST_WORDS.

    It is a grade of school, so never below 0.

    Each line is read by itself. Lines that do not end like a sentence (headings, names in
    a list) are left out, unless nothing else is there: forty one-word "sentences" would
    make any article look easy.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    prose = [line for line in lines if _ENDS_A_SENTENCE.search(line)] or lines
    sentences = sum(map(_sentences, prose))
    words = [word for line in prose for word in _WORD.findall(line)]
    if len(words) < FEWEST_WORDS:
        return None
    count = sum(map(syllables, words))
    grade = 0.39 * len(words) / sentences + 11.8 * count / len(words) - 15.59
    return max(0.0, round(grade, 1))


def syllables(word: str) -> int:
    """
    Return how many syllables `word` has when spoken in English, about; at least 1.

    A number counts as one: it is read at a glance.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").replace("qu", "kw")
    word = _Y_BETWEEN_VOWELS.sub("j", word)
    count = len(_VOWELS.findall(word)) + len(_SPOKEN_APART.findall(word))
    if count > 1 and _SILENT_E.search(word):
        count -= 1
    return max(1, count)


def _sentences(line):
    line = _ABBREVIATIONS.sub(r"\1", line)
    parts = [part for part in _SENTENCE_END.split(line) if _WORD.search(part)]
    return max(1, len(parts))
