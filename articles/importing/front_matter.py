"""
The lines above an article's text: `key: value`, one a line, between two lines of "---".

Flat on purpose: no lists, no types, so that nobody has to know YAML to write them.
"""

import re

from forge_site.web.cleaning import clean_line

from .document import ImportProblem

KEYS = (
    "title", "slug", "topic", "summary", "hero", "hero_alt", "hero_caption", "seo_title",
    "seo_description", "related",
)  # fmt: skip
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """
    Return (the values by key, the text below) of a file whose line ends are "\\n".

    Without a first line "---" there are no values. Raises ImportProblem for a line that is
    not understood: a misspelt key would otherwise lose its value in silence.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() == "---"), None)
    if end is None:
        raise ImportProblem(
            "The lines at the top begin with “---” but no second “---” ends them."
        )
    values = {}
    for number, line in enumerate(lines[1:end], start=2):
        if line.strip():
            key, value = _read_line(line, number)
            if key in values:
                raise ImportProblem(f"Line {number} gives “{key}” a second time.")
            values[key] = value
    return values, "\n".join(lines[end + 1 :])


def slugs(key: str, value: str) -> list[str]:
    """Return the addresses named in `value`, parted by commas; `key` names them in errors."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    for name in names:
        if not SLUG.fullmatch(name):
            raise ImportProblem(
                f"“{name}”, under “{key}”, is no short name: small letters, digits and "
                "single hyphens only."
            )
    return names


def slug(key: str, value: str) -> str:
    """Return the one name `value` may hold, or ""."""
    names = slugs(key, value)
    if len(names) > 1:
        raise ImportProblem(f"“{key}” names more than one: “{value}”.")
    return names[0] if names else ""


def _read_line(line, number):
    key, colon, value = line.partition(":")
    key = key.strip().lower()
    if not colon or key not in KEYS:
        raise ImportProblem(
            f"Line {number}, “{clean_line(line)[:60]}”, is not one that can stand at the top. "
            f"Each begins with one of these words and a colon: {', '.join(KEYS)}."
        )
    return key, clean_line(_unquoted(value.strip()))


def _unquoted(value):
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted and value[0] not in value[1:-1] else value
