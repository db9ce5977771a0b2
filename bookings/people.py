"""What a person typed, as far as it may travel. Pure."""

import re

# Letters of any script, and what stands inside names. No digit, dot, slash or at sign: a
# name must not carry an address into an e-mail that goes to somebody else's mailbox.
NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|['’\-\u0300-\u036f])*")
LONGEST = 40


def greeting_name(name):
    """
    Return the first word of `name` for greeting its bearer, or "" if it is no plain name.

    The only thing a visitor typed that goes to an address nobody has verified.
    """
    first = name.split()[0] if name.split() else ""
    return first if len(first) <= LONGEST and NAME.fullmatch(first) else ""


def hello(name):
    """Return "Hi Sam," or, for a name that is none, "Hello,"."""
    first = greeting_name(name)
    return f"Hi {first}," if first else "Hello,"
