"""
Citations as people type them: "[1]", "[2, 3]", "[4-6]", a raised number, "(Smith, 2019)".

A raised number is written in Unicode's own raised digits, so that "m²" stays what it is where
nothing is cited.
"""

import re
from collections.abc import Callable

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ONLY_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\s*")
_BRACKETS = r"\[(\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,20})\](?![(\[:])"
# Not behind a unit: "5 m²" is an area.
_HIGH = r"(?<!\bm)(?<!\bcm)(?<!\bkm)(?<!\bft)([⁰-⁹¹²³]{1,3}(?:[,–-]\s?[⁰-⁹¹²³]{1,3}){0,20})"
_CITED = re.compile(rf"[ \t\xa0]?{_BRACKETS}|{_HIGH}")
_PARENTHESES = re.compile(r"\(([^()<>]{0,120}\b(?:19|20)\d\d[a-z]?[^()<>]{0,40})\)")
_TAG = re.compile(r"(<[^>]*>)")
_MOST_IN_A_RANGE = 20


def raised(text: str) -> str:
    """Return raised `text` in raised digits, if it is numbers and nothing else."""
    return text.translate(_RAISED) if _ONLY_NUMBERS.fullmatch(text) else text


def numbers_in(cited: str) -> list[int]:
    """Return the numbers "2, 4-6" names, ranges filled; [] for a range that is none."""
    numbers = []
    for part in re.split(r"[,;]", cited.translate(_LOWERED)):
        first, _, last = re.sub(r"\s", "", part).replace("–", "-").partition("-")
        if last and not 0 <= int(last) - int(first) <= _MOST_IN_A_RANGE:
            return []
        numbers += range(int(first), int(last or first) + 1)
    return numbers


def with_numbers(text: str, cite: Callable[[list[int]], str | None]) -> str:
    """Return `text`, each citation by number what `cite` makes of it; None leaves it."""

    def replaced(match):
        numbers = numbers_in(match[1] or match[2])
        made = cite(numbers) if numbers else None
        return match[0] if made is None else made

    return _CITED.sub(replaced, text)


def with_names(text: str, cite: Callable[[str], str]) -> str:
    """Return `text`, behind each "(Name, 2019)" what `cite` makes of the words in brackets."""
    return _PARENTHESES.sub(lambda match: match[0] + cite(match[1]), text)


def between_tags(html: str, change: Callable[[str], str]) -> str:
    """Return `html` with `change` made to its text, what stands in a link left alone."""
    parts = _TAG.split(html)
    in_link = False
    for at, part in enumerate(parts):
        if at % 2:
            in_link = part.startswith("<a") or (in_link and part != "</a>")
        elif not in_link:
            parts[at] = change(part)
    return "".join(parts)
