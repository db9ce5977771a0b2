"""
Redirects by the list: what staff paste, or export as CSV from the gym's old site.

One line, one redirect: the old address, then the new one, parted by a comma, semicolon, tab,
arrow or spaces. Without a new one, or with a bare 410 in its place, the old address is gone. In
an export a third column, a code such as 301 or nothing, and those behind it are passed over.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction

from forge_site.gym.redirects import add_redirect

LONGEST = 300
MOST_LINES = 5_000
# What may stand behind the new address; all else may be a part of it, as in /item,2.
_CODE = re.compile(r"30[1278]|410|")
_GONE = "410"
_PARTED = re.compile(r"\s*(?:->|=>|→|,|;|\t)\s*|\s+")


class Added(NamedTuple):
    """How many were written down, and a sentence for each line that was not."""

    count: int
    problems: list[str]


@transaction.atomic
def add_list(text, own_host):
    """
    Write down the redirects in `text`. `own_host` is the host of this site: addresses with
    it, and all old ones, are kept as paths.
    """
    count, problems = 0, []
    lines = text.removeprefix("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise ValidationError(f"More than {MOST_LINES} lines: bring them in part by part.")
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (number == 1 and "/" not in line):  # the heads of the columns
            continue
        try:
            add_redirect(*read_line(line, own_host))
        except ValidationError as problem:
            problems.append(f"Line {number}: {' '.join(problem.messages)}")
        else:
            count += 1
    return Added(count, problems)


def read_line(line, own_host):
    """Return (old path, new path or address or "") of `line`; ValidationError if unclear."""
    old, *rest = [part.strip("\"' ") for part in _PARTED.split(line.strip())]
    if not old:
        raise ValidationError(f"“{line.strip()}” does not begin with an address.")
    while rest and not rest[0]:  # a comma or the like written twice
        del rest[0]
    new, *behind = rest or [""]
    if new == _GONE:
        new, behind = "", [new, *behind]
    if any("/" in part for part in behind) or not _CODE.fullmatch("".join(behind[:1])):
        raise ValidationError(
            f"“{line.strip()}” names more than two addresses and a code such as 301."
        )
    old = _path(old)
    if not old:
        raise ValidationError(f"“{line.strip()}” does not begin with an address.")
    new = new and _target(new, own_host)
    if max(len(old), len(new)) > LONGEST:
        raise ValidationError(f"“{old[:60]}…” is longer than {LONGEST} characters.")
    return old, new


def _target(address, own_host):
    parts = urlsplit(address)
    if parts.scheme in {"http", "https"} and parts.hostname != own_host:
        return address
    path = _path(address)
    if not path:
        raise ValidationError(f"“{address}” is no address: begin with a slash or https://.")
    return path


def _path(address):
    """Return the path and query of `address` as a request shows them, "" if it is none."""
    parts = urlsplit(address)
    if parts.scheme not in {"", "http", "https"} or (parts.netloc and not parts.scheme):
        return ""
    path = unquote(parts.path) or ("/" if parts.netloc else "")
    if not path.startswith("/") or path.startswith("//"):
        return ""
    return path + (f"?{parts.query}" if parts.query else "")
