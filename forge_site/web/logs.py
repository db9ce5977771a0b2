"""
Keeps the keys in addresses out of the logs.

Whoever has the last part of /free-intro/b/<token>/ can move or cancel somebody's intro,
and an error is logged with the address it happened at. Standard library only: gunicorn's
master uses it too, and loads no Django.
"""

import logging
import re

# Links of an intro, of a coach's calendar, of a draft and of a password: whoever has what
# follows needs no login.
KEY = re.compile(
    r"(/free-intro/(?:b|done|calendar)/|/articles/preview/|/password/[^/\s]+/)[^/\s?\"'>]+"
)


class WithoutKeys(logging.Filter):
    """Cuts the keys from each message and lets it pass."""

    def filter(self, record):
        said = record.getMessage()
        cut = without_keys(said)
        if cut != said:
            record.msg, record.args = cut, ()
        return True


def without_keys(text):
    """Return `text` with "…" in place of the key in each address."""
    return KEY.sub(r"\1…", text)
