"""Phone numbers to dial (E.164, RFC 3966) and to read."""

import pytest
from django.template import Context, Template

from forge_site.web.phones import dialled, shown


@pytest.mark.parametrize(
    ("number", "country", "to_dial", "to_read"),
    [
        ("+15555550142", "US", "+15555550142", "(555) 555-0142"),
        ("555-555-0142", "US", "+15555550142", "(555) 555-0142"),
        ("+15555550142", "DE", "+15555550142", "+1 555-555-0142"),
        ("030 901820", "DE", "+4930901820", "030 901820"),
        ("+49 30 901820", "us", "+4930901820", "+49 30 901820"),
        ("call the desk", "US", "", "call the desk"),
        ("", "US", "", ""),
    ],
)
def test_numbers(number, country, to_dial, to_read):
    assert dialled(number, country) == to_dial
    assert shown(number, country) == to_read


def test_the_filters_make_a_link():
    template = Template('{% load phones %}{{ n|tel:"US" }} {{ n|phone:"US" }}')
    assert template.render(Context({"n": "+15555550142"})) == (
        "tel:+15555550142 (555) 555-0142"
    )
    assert template.render(Context({"n": "nothing"})) == " nothing"
