"""What a person typed, as far as it may travel. Pure."""

import re

# What stands inside names beside letters of any script. No digit, dot, slash or at sign: a
# name must not carry an address into an e-mail that goes to somebody else's mailbox.
WITHIN = re.compile(r"['’\-\u0300-\u036f]")
LONGEST = 40


def greeting_name(name):
    """
    Return the first word of `name` for greeting its bearer, or "" if it is no plain name.

    The only thing a visitor typed that goes to an address nobody has verified.
    """
    first = name.split()[0] if name.split() else ""
    # Not re's \w: it takes ¼ and ² for letters.
    plain = first[:1].isalpha() and WITHIN.sub("", first).isalpha()
    return first if len(first) <= LONGEST and plain else ""


def hello(name):
    """Return "Hi Sam," or, for a name that is none, "Hello,"."""
    first = greeting_name(name)
    return f"Hi {first}," if first else "Hello,"
