"""Phone numbers as people write them and as phones dial them (E.164). Pure."""

import phonenumbers
from phonenumbers import PhoneNumberFormat

IS_POSSIBLE = phonenumbers.ValidationResult.IS_POSSIBLE


def dialled(number, country):
    """
    Return `number` in E.164, such as "+15555550142", or "" if it is no phone number.

    `country` is the two-letter region in which a number without a plus sign is read.
    """
    parsed = _parsed(number, country)
    return phonenumbers.format_number(parsed, PhoneNumberFormat.E164) if parsed else ""


def possible(number, country):
    """
    Return `number` in E.164 if it has as many digits as numbers there have, else "".

    Only the length is judged: whether a number is really given out changes every month, and
    the numbers set apart for films and tests are in no list.

    People from abroad write 00 for the plus sign, as most of the world dials it (ITU-T E.164).
    It is read so where it makes no number of `country`.
    """
    number = number.strip()
    written = [number, f"+{number[2:]}"] if number.startswith("00") else [number]
    for each in written:
        parsed = _parsed(each, country)
        if parsed and phonenumbers.is_possible_number_with_reason(parsed) == IS_POSSIBLE:
            return phonenumbers.format_number(parsed, PhoneNumberFormat.E164)
    return ""


def shown(number, country):
    """
    Return `number` as it is written in `country`, with its country code if it is from abroad.

    What cannot be read as a number comes back as it is: staff may have typed words.
    """
    parsed = _parsed(number, country)
    if not parsed:
        return number
    home = phonenumbers.country_code_for_region(country.upper())
    form = "NATIONAL" if parsed.country_code == home else "INTERNATIONAL"
    return phonenumbers.format_number(parsed, getattr(PhoneNumberFormat, form))


def _parsed(number, country):
    try:
        return phonenumbers.parse(number or "", country.upper())
    except phonenumbers.NumberParseException:
        return None
