"""
How gym articles are written, whatever the file: numbered parts and fixes.

"Cause 1: A weak posterior chain?" is part 1, called "A weak posterior chain?"; a paragraph
that begins "The fix:" says what to do about it.
"""

import re

_NUMBERED = re.compile(
    r"(?:cause|step|myth|part|reason|move|rule)\s+([1-9][0-9]?)\s*[:.–—-]\s*(?=\S)",
    re.IGNORECASE,
)
_FIX = re.compile(r"(?:<strong>)?\s*the fix\s*(?::</strong>|</strong>\s*:|:)\s*", re.IGNORECASE)


def numbered_part(heading: str) -> tuple[int | None, str]:
    """Return (the number of a part, its heading); (None, `heading`) if it has none."""
    match = _NUMBERED.match(heading)
    return (int(match[1]), heading[match.end() :]) if match else (None, heading)


def fix_text(html: str) -> str | None:
    """Return what follows "The fix:" in the HTML of a paragraph, or None."""
    match = _FIX.match(html)
    return html[match.end() :] if match else None
