"""Bare addresses in running text become links: web addresses and e-mail addresses."""

import re
from html import escape

# Endings that are never the end of an English sentence followed by a name.
_ENDINGS = (
    "com|net|org|edu|gov|int|info|fit|fitness|gym|health|coach|studio|club|app|blog|site|"
    "co\\.uk|org\\.uk|uk|ca|au|nz|ie|eu|de|fr|us|io"
)
_ADDRESS = re.compile(
    rf"""(?<![\w@./-])(?:
        (?P<email>[\w.+-]{{1,64}}@(?:[a-z0-9-]{{1,63}}\.){{1,4}}[a-z]{{2,24}})
        | (?P<web>(?:https?://|www\.)[^\s<>“”"]{{1,500}})
        | (?P<bare>(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})(?![\w@-])
            (?:/[^\s<>“”"]{{0,400}})?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER = ".,;:!?…’”'\"*_"


def linked(text: str) -> str:
    """Return plain `text` as HTML, its addresses as links, every letter as it was."""
    parts = []
    done = 0
    for match in _ADDRESS.finditer(text):
        address = _without_what_follows(match[0])
        if not address or (match["bare"] and "." not in address):
            continue
        parts.append(escape(text[done : match.start()], quote=False))
        href = escape(_target(match, address))
        parts.append(f'<a href="{href}">{escape(address, quote=False)}</a>')
        done = match.start() + len(address)
    parts.append(escape(text[done:], quote=False))
    return "".join(parts)


def _target(match, address):
    if match["email"]:
        return f"mailto:{address}"
    return address if re.match("https?://", address, re.IGNORECASE) else f"https://{address}"


def _without_what_follows(address):
    """Leave out the full stop or bracket that belongs to the sentence round an address."""
    while address and (
        address[-1] in _AFTER
        or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address
