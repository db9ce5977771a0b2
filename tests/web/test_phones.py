"""Phone numbers to dial (E.164, RFC 3966) and to read."""

import pytest
from django.template import Context, Template

from forge_site.web.phones import dialled, possible, shown


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


@pytest.mark.parametrize(
    ("typed", "country", "read"),
    [
        ("0049 (0)30 901820", "US", "+4930901820"),
        ("00 44 20 7946 0018", "US", "+442079460018"),
        ("001 (212) 555-0117", "US", "+12125550117"),
        ("011 49 30 901820", "US", "+4930901820"),
        ("0049 30 901820", "DE", "+4930901820"),
        ("00", "US", ""),
        ("0000000", "US", ""),
        ("00 12", "US", ""),
        ("212-555-011", "US", ""),
    ],
)
def test_numbers_of_other_countries_as_people_write_them(typed, country, read):
    assert possible(typed, country) == read


def test_the_filters_make_a_link():
    template = Template('{% load phones %}{{ n|tel:"US" }} {{ n|phone:"US" }}')
    assert template.render(Context({"n": "+15555550142"})) == (
        "tel:+15555550142 (555) 555-0142"
    )
    assert template.render(Context({"n": "nothing"})) == " nothing"
