"""
How gym articles are written, whatever the file: numbered parts and fixes.

"Cause 1: A weak posterior chain?" is part 1, called "A weak posterior chain?"; a paragraph
that begins "The fix:" says what to do about it.
"""

import re

_COUNTED = (
    "cause|step|myth|part|reason|move|rule|mistake|tip|sign|factor|principle|lesson|problem|"
    "habit|fact|key"
)
_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_NUMBERED = re.compile(
    rf"(?:{_COUNTED})\s+(?:#|no\.\s*|number\s+)?([1-9][0-9]?|{'|'.join(_NUMBERS)})"
    r"\s*[:.–—-]\s*(?=\S)",
    re.IGNORECASE,
)
_COUNTED_OFF = re.compile(r"#?([1-9][0-9]?)[.):]\s+(?=\S)")
_FIX = re.compile(r"(?:<strong>)?\s*the fix\s*(?::</strong>|</strong>\s*:|:)\s*", re.IGNORECASE)


def numbered_part(heading: str) -> tuple[int | None, str]:
    """Return (the number of a part, its heading); (None, `heading`) if it has none."""
    match = _NUMBERED.match(heading)
    if not match:
        return None, heading
    number = match[1].lower()
    number = _NUMBERS.index(number) + 1 if number in _NUMBERS else int(number)
    return number, heading[match.end() :]


def counted_off(heading: str) -> tuple[int | None, str]:
    """Return like `numbered_part` for "1. Weak hips", a number with no word before it."""
    match = _COUNTED_OFF.match(heading)
    return (int(match[1]), heading[match.end() :]) if match else (None, heading)


def fix_text(html: str) -> str | None:
    """Return what follows "The fix:" in the HTML of a paragraph, or None."""
    match = _FIX.match(html)
    return html[match.end() :] if match else None
