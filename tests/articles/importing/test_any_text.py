"""Whatever the text: refused with a sentence, or every word of it in the same order."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.importing import ImportProblem
from articles.importing.markdown_reader import read_markdown
from articles.importing.plain_reader import read_plain
from articles.importing.report import report_on
from articles.importing.words import tokens
from forge_site.web.cleaning import clean_body
from forge_site.web.markup import plain_text

LINES = st.sampled_from(
    [
        "", "", "", "CAUSE 1: WEAK HIPS", "FIRST: WHAT IT ISN’T", "The fix: rest a while.",
        "The fix:", "Here is how:", "Hip work. We move the hips.", "Core – hold it still.",
        "We do it all. Every day.", "Deadlift", "Glute bridge", "- a point", "1. one", "2. two",
        "Photo: the rack", "A coach holding a bar at the rack", "By Maya Ellison", "---",
        "Book your free intro at forge-fitness.net.", "Ready to start?", "**Bold.** Text here.",
        "It’s “quoted” – 5\xa0kg of text, at https://a.org/b(c), and more.", "OUR APPROACH:",
        "This line goes on for a while, as old mail programs broke it, and then it",
        "x < y & z",
    ]
)  # fmt: skip
OURS = "---\ntitle: T\nslug: t\n---\n\n"
TEXTS = st.lists(LINES, max_size=25).map("\n".join)


def said(document, *places):
    return [
        word
        for piece in document.pieces
        if piece.place in places
        for word in tokens(piece.text)
    ]


class TestPlainText:
    @given(TEXTS)
    @settings(max_examples=400, deadline=None)
    def test_keeps_every_word_in_order(self, text):
        text = f"Strength\nA title of some words\n{text}"
        document = read_plain(text)
        assert clean_body(document.body) == document.body
        assert said(document, "body") == tokens(plain_text(document.body))
        everything = [word for piece in document.pieces for word in tokens(piece.text)]
        assert everything == tokens(text)
        assert not [note for note in document.notes if "found no place" in note.sentence]
        words = report_on(document).words
        assert words.read == words.kept + words.marks + words.left_out

    @given(st.text(max_size=200))
    @example("0\x850\r0\x1f0")
    @settings(max_examples=300, deadline=None)
    def test_of_any_letters_is_read_or_refused(self, text):
        try:
            document = read_plain(text)
        except ImportProblem as problem:
            assert str(problem).endswith(".")
        else:
            assert clean_body(document.body) == document.body
            assert said(document, "lost") == []

    @pytest.mark.parametrize(
        "text",
        [
            "- a\n" * 40_000, "a:\n" * 60_000, "A. b\n" * 39_000, "A B\n" * 48_000,
            "**a" * 60_000, "(" * 190_000, "a.com " * 30_000, "https://" * 24_000,
            "a@" * 90_000, "a-" * 90_000, "[photo " * 27_000, "by A " * 39_000, "\n" * 190_000,
            "1. a\n" * 39_000, "x" * 190_000, "a–" * 90_000, "The fix:\n" * 20_000,
        ],
    )  # fmt: skip
    def test_however_long_comes_to_an_end(self, text):
        assert read_plain("Strength\nA title of some words\n\n" + text).title


class TestMarkdown:
    @given(TEXTS)
    @settings(max_examples=300, deadline=None)
    def test_keeps_every_word_in_order(self, text):
        document = read_markdown(f"# A title\n\n{text}")
        assert clean_body(document.body) == document.body
        assert said(document, "body") == tokens(plain_text(document.body))
        assert not [note for note in document.notes if "found no place" in note.sentence]
        assert said(document, "lost") == []

    @given(st.text(alphabet="ab *_`#>[]()!^:-\n\\<1.\t”&", max_size=120))
    @settings(max_examples=300, deadline=None)
    def test_of_any_marks_is_read_or_refused(self, text):
        try:
            document = read_markdown(OURS + text)
        except ImportProblem as problem:
            assert str(problem).endswith(".")
        else:
            assert clean_body(document.body) == document.body

    @pytest.mark.parametrize(
        "text",
        [
            "> " * 50_000, "[" * 50_000, "*a " * 50_000, "![" * 30_000, "- " * 20_000,
            "[^" * 60_000, "[^a]" * 20_000 + "\n\n[^a]: B.", "`" * 100_000, "a\n" * 60_000,
            "**The fix" * 20_000, "[a](" * 30_000, "&" * 100_000, "<" * 100_000,
        ],
    )  # fmt: skip
    def test_however_long_comes_to_an_end(self, text):
        assert read_markdown(OURS + text).title == "T"
