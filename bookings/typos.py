"""
Addresses that are one slip of the finger away from a big mail provider. Pure.

Only ever asked about, never refused: "gmal.com" may be somebody's own domain.
"""

PROVIDERS = (
    "gmail.com",
    "yahoo.com",
    "hotmail.com",
    "outlook.com",
    "icloud.com",
    "aol.com",
    "comcast.net",
    "verizon.net",
    "att.net",
    "sbcglobal.net",
    "protonmail.com",
    "googlemail.com",
)
# Near the names above and real all the same.
ALSO_REAL = frozenset(
    {
        "ymail.com",
        "mail.com",
        "email.com",
        "gmx.com",
        "gmx.net",
        "live.com",
        "msn.com",
        "me.com",
        "mac.com",
        "proton.me",
        "aol.de",
        "outlook.de",
        "hotmail.de",
        "yahoo.ca",
        "yahoo.de",
        "yahoo.es",
        "yahoo.fr",
        "yahoo.in",
        "yahoo.it",
        "hotmail.es",
        "hotmail.fr",
        "hotmail.it",
        "outlook.es",
        "outlook.fr",
    }
)


def suggestion(email):
    """Return `email` with the provider it probably means, or "" if it looks right."""
    local, at, domain = email.rpartition("@")
    domain = domain.lower()
    if not at or domain in PROVIDERS or domain in ALSO_REAL:
        return ""
    meant = next((known for known in PROVIDERS if is_one_slip(domain, known)), "")
    return f"{local}@{meant}" if meant else ""


def is_one_slip(typed, meant):
    """
    Return True if `typed` is `meant` with one letter more, less, other, or two swapped.

    Damerau-Levenshtein distance 1.
    """
    if typed == meant:
        return False
    longer, shorter = sorted((typed, meant), key=len, reverse=True)
    if len(longer) - len(shorter) > 1:
        return False
    place = next(
        (n for n, pair in enumerate(zip(longer, shorter, strict=False)) if len(set(pair)) > 1),
        len(shorter),
    )
    if len(longer) != len(shorter):
        return longer[place + 1 :] == shorter[place:]
    if typed[place + 1 :] == meant[place + 1 :]:
        return True
    swapped = typed[place : place + 2] == meant[place : place + 2][::-1]
    return swapped and typed[place + 2 :] == meant[place + 2 :]
