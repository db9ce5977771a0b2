"""Which lines of a plain text are headings, and how they are written."""

import pytest

from articles.importing.plain_reader import read_plain

TOP = "Strength\nA title of some words\n\n"


def blocks(text):
    return read_plain(TOP + text).body.split("\n")


class TestHeadings:
    @pytest.mark.parametrize(
        ("line", "html"),
        [
            ("CAUSE 1: WEAK HIPS", '<h2 data-number="1">Weak hips</h2>'),
            ("MYTH #2 – NO PAIN, NO GAIN", '<h2 data-number="2">No pain, no gain</h2>'),
            ("STEP THREE: BREATHE", '<h2 data-number="3">Breathe</h2>'),
            ("4. WEAK HIPS", '<h2 data-number="4">Weak hips</h2>'),
            ("FIRST: WHAT I'M NOT SAYING", "<h2>First: what I'm not saying</h2>"),
            ("STIFF? START HERE!", "<h2>Stiff? Start here!</h2>"),
            ("WHAT MRIs MISS", "<h2>What MRIs miss</h2>"),
            ("WHY US AND NOT IT", "<h2>Why us and not it</h2>"),
            ("FORGE FITNESS & YOU", "<h2>Forge Fitness &amp; you</h2>"),
            ("OUR APPROACH:", "<h2>Our approach</h2>"),
            ("Cause 1: Weak hips", '<h2 data-number="1">Weak hips</h2>'),
        ],
    )
    def test_are_properly_cased(self, line, html):
        assert blocks(f"One here.\n\n{line}\n\nSome text stands here.")[1] == html

    def test_take_the_case_of_names_from_the_text(self):
        text = "We like the Jefferson curl and McGill.\n\nTHE JEFFERSON CURL, BY MCGILL\n\nYes."
        assert blocks(text)[1] == "<h2>The Jefferson curl, by McGill</h2>"

    def test_are_guessed_from_short_lines_over_text_and_told(self):
        document = read_plain(
            TOP + "One here.\n\nWhat you often hear\n\nSome text stands here."
        )
        assert document.body.split("\n")[1] == "<h2>What you often hear</h2>"
        assert document.notes_of("guessed") == ["“What you often hear” is taken for a heading."]

    def test_below_those_in_capitals_are_small(self):
        text = "One here.\n\nCAUSE 1: A\n\nWhat you often hear\n\nSome text stands here."
        assert blocks(text)[1:3] == [
            '<h2 data-number="1">A</h2>', "<h3>What you often hear</h3>",
        ]  # fmt: skip

    def test_are_not_made_of_sentences(self):
        text = "THIS IS A SHOUTED SENTENCE.\n\nStop it.\n\nHe said no."
        assert blocks(text) == [
            "<p>THIS IS A SHOUTED SENTENCE.</p>", "<p>Stop it.</p>", "<p>He said no.</p>",
        ]  # fmt: skip


class TestLinesThatCount:
    TEXT = "It costs you a lot to go without.\n\n"

    @pytest.mark.parametrize("mark", ["{}.", "{})"])
    def test_over_running_text_are_numbered_headings_and_told(self, mark):
        first, second = f"{mark.format(1)} Why sleep matters", f"{mark.format(2)} What to do?"
        document = read_plain(f"{TOP}{self.TEXT}{first}\n\n{self.TEXT}{second}\n\n{self.TEXT}")
        assert [line for line in document.body.split("\n") if line.startswith("<h")] == [
            '<h2 data-number="1">Why sleep matters</h2>',
            '<h2 data-number="2">What to do?</h2>',
        ]
        assert document.notes_of("guessed") == [
            f"“{first}” is taken for a heading.",
            f"“{second}” is taken for a heading.",
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("1. Why sleep matters", "Sleep matters."),  # one alone
            ("1. Why sleep matters", "3. What to do"),
            ("2. Why sleep matters", "3. What to do"),
            ("1. Sleep for eight hours.", "2. Get up at six."),
            ("1. sleep", "2. wake"),
        ],
    )
    def test_else_are_none(self, first, second):
        found = blocks(f"{first}\n\n{self.TEXT}{second}\n\n{self.TEXT}")
        assert not [line for line in found if line.startswith("<h")]

    def test_without_text_between_them_are_a_list(self):
        found = blocks(f"{self.TEXT}1. Why sleep matters\n2. What to do\n\n{self.TEXT}")
        assert found[1] == "<ol><li>Why sleep matters</li><li>What to do</li></ol>"
