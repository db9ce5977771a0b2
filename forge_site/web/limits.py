"""
Who is asking, as far as a limit may know: a network, told by address, kept as a key.

Pure but for settings. What counts lies in the database (rows already stored), so that
several processes and hosts share one count; this module only says whose count it is.
"""

import ipaddress
import re

from django.conf import settings
from django.utils.crypto import salted_hmac

# IPv6 in brackets, with or without a port (RFC 3986 §3.2.2), or IPv4 with a port: so write
# Azure's gateways and IIS. A bare IPv6 address has colons of its own and no port.
IN_BRACKETS_OR_WITH_PORT = re.compile(r"\[([^\]]+)\](?::\d+)?|([\d.]+):\d+", re.ASCII)


def client_address(request):
    """
    Return the address `request` came from, or "" if there is none worth the name.

    X-Forwarded-For is believed only as far as our own proxies wrote it: with
    TRUSTED_PROXIES = n the n-th entry from the right. Everything further left was sent by
    the visitor, who may claim what they like.
    """
    address = request.META.get("REMOTE_ADDR", "")
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if forwarded and settings.TRUSTED_PROXIES:
        entries = forwarded.split(",")
        if len(entries) >= settings.TRUSTED_PROXIES:
            address = entries[-settings.TRUSTED_PROXIES]
    return tidy(address)


def tidy(address):
    """Return `address` in its usual form, an IPv4 one mapped into IPv6 as IPv4; "" if none."""
    parsed = parse(address)
    return str(parsed) if parsed else ""


def parse(address):
    """Return `address`, a port behind it left out, as an ipaddress object, or None."""
    text = address.strip()
    if found := IN_BRACKETS_OR_WITH_PORT.fullmatch(text):
        text = found[1] or found[2]
    try:
        parsed = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def network_key(address):
    """
    Return a key for whoever holds `address`, for counting without keeping it, or "".

    One IPv4 address, or one IPv6 /64, which is what a household is given (RFC 6177).
    Keyed with SECRET_KEY, since 2^32 addresses are hashed in seconds.
    """
    parsed = parse(address)
    if parsed is None:
        return ""
    if parsed.version == 6:
        parsed = ipaddress.ip_network((parsed, 64), strict=False).network_address
    return salted_hmac("forge_site.web.limits", str(parsed)).hexdigest()[:32]


def coarse_network(address):
    """Return the /24 or /48 around `address` for staff to read, or ""."""
    parsed = parse(address)
    if parsed is None:
        return ""
    length = 24 if parsed.version == 4 else 48
    return str(ipaddress.ip_network((parsed, length), strict=False))
