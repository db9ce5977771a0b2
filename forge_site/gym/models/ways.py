"""What staff write for where a link leads."""

import re

from django.core.exceptions import ValidationError


def validate_way(address):
    """Raise ValidationError unless `address` is a path of this site or an https address."""
    # Browsers read a backslash as a slash, so "/\\host" would be another site.
    if not re.fullmatch(r"(/(?!/)|https://)[^\s\\]*", address):
        raise ValidationError("Begin with a slash or with https://.", code="way")
