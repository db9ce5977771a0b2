"""
Which addresses are never mailed: domains set apart for examples and tests, which sample
content uses. RFC 2606 §2 and §3 and RFC 6761 §6 name them. Pure.
"""

RESERVED_TOP_LEVEL = frozenset({"test", "example", "invalid", "localhost"})
RESERVED_SECOND_LEVEL = frozenset({"example.com", "example.net", "example.org"})


def is_reserved(address):
    """Return True if `address` lies in a domain that can belong to nobody."""
    labels = address.rpartition("@")[2].strip().rstrip(".").lower().split(".")
    return labels[-1] in RESERVED_TOP_LEVEL or ".".join(labels[-2:]) in RESERVED_SECOND_LEVEL


def mailable(addresses):
    """Return those of `addresses` that may be mailed, each once, in their order."""
    return list(
        dict.fromkeys(address for address in addresses if address and not is_reserved(address))
    )
