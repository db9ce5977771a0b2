"""References, names, subjects and notes: text that is kept as a line or a few."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forge_site.web.cleaning import clean_line, clean_number, clean_reference, clean_text


class TestReferences:
    def test_keep_cite_and_no_other_tag(self):
        source = 'Owen <b>PJ</b>. A &amp; B. <cite class="x">Br J</cite>. <a href="/">2020</a>'
        assert clean_reference(source) == "Owen PJ. A &amp; B. <cite>Br J</cite>. 2020"

    def test_stand_on_one_line(self):
        assert clean_reference(" a\n b\u202e <cite> </cite> c ") == "a b c"


class TestLines:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("  Ana\t Maria \n Lopez ", "Ana Maria Lopez"),
            ("Jose\u0301", "José"),
            ("a\r\nBcc: b@example.com", "a Bcc: b@example.com"),
            ("evil\u202etxt.exe", "eviltxt.exe"),
            ("a\u200bb\u200dc\ufeffd\u2066e\x00f\x1bg\x7fh", "abcdefgh"),
            ("a\ud800b", "ab"),
            ("a\u2028b\u2029c\x85d", "a b c d"),
            ("a\xa0b\u3000c", "a b c"),
            ("O’Brien – “Łukasz”, 李", "O’Brien – “Łukasz”, 李"),
            ("💪🏽", "💪🏽"),
            ("", ""),
            (" \u200b ", ""),
            ("a\ufffe\uffffb", "ab"),
        ],
    )
    def test_are_one_line_of_plain_characters(self, text, expected):
        assert clean_line(text) == expected

    @given(st.text(alphabet=st.characters(exclude_categories=())))
    def test_stay_as_they_are_the_second_time_and_can_be_stored(self, text):
        once = clean_line(text)
        assert clean_line(once) == once
        assert "\n" not in once
        once.encode()


class TestTexts:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            (" a  b \n\n\n\n c ", "a b\n\nc"),
            ("a\u202eb\x00\nc", "ab\nc"),
            ("👩\u200d👧 family", "👩\u200d👧 family"),
            ("\n\n", ""),
        ],
    )
    def test_keep_their_lines(self, text, expected):
        assert clean_text(text) == expected

    @given(st.text(alphabet=st.characters(exclude_categories=())))
    def test_stay_as_they_are_the_second_time(self, text):
        assert clean_text(clean_text(text)) == clean_text(text)


class TestNumbers:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("0", 0),
            ("007", 7),
            ("999999999", 999_999_999),
            ("1000000000", None),
            ("9" * 5000, None),
            ("-1", None),
            ("1.0", None),
            (" 1", None),
            ("²", None),
            ("٣", None),
            ("", None),
        ],
    )
    def test_nine_plain_digits_at_most(self, text, number):
        assert clean_number(text) == number
