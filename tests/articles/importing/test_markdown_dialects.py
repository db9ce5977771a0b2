"""Markdown as GitHub, pandoc and Hugo or Obsidian write it, with and without lines on top."""

from pathlib import Path

import pytest

from articles.importing import Reference, read_markdown
from articles.importing.reading import is_markdown
from articles.importing.report import report_on

FILES = Path(__file__).parent / "files"


def document(name):
    return read_markdown((FILES / name).read_text(encoding="utf-8"))


class TestGitHub:
    document = document("github.md")

    def test_opening(self):
        assert self.document.topic == "Grip"
        assert self.document.title == "Grip strength and aging"
        assert self.document.slug == "grip-strength-and-aging"

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Your grip says <strong>a lot</strong> about your age."
            '<sup data-ref="bohannon-2019"></sup> More at <a href="https://example.org/grip">'
            "https://example.org/grip</a>, or "
            '<a href="https://example.org/hand">https://example.org/hand</a>.</p>',
            "<h2>Why it drops</h2>",
            '<p>Muscle goes first. Then nerves.<sup data-ref="note-2"></sup> Always.</p>',
            "<h3>In numbers</h3>",
            "<p>Age – Grip (kg)</p>",
            "<ul><li><strong>30</strong> – 48</li><li><strong>70</strong> – 33</li></ul>",
            "<ul><li>Carry things</li><li>Hang from a bar<ol><li>two hands</li>"
            "<li>one hand</li></ol></li></ul>",
            '<aside class="callout flag"><p>Stop if it hurts.</p></aside>',
            '<h2 data-number="1">Carry a dumbbell</h2>',
            '<aside class="callout fix"><p>Farmer carries, <strong>twice</strong> a week.<br>'
            "Rest well.</p></aside>",
        ]

    def test_references(self):
        assert self.document.references == [
            Reference(
                "bohannon-2019",
                "Bohannon RW. Grip strength: an indispensable biomarker. "
                "<cite>Clin Interv Aging</cite>. 2019;14:1681.",
                "https://doi.org/10.2147/CIA.S194543",
            ),
            Reference("note-2", "A page without a year.", "https://example.org/nerves"),
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "A line about writer or date: “By Sam Reyes”",
            "The picture “A hand on a bar”: its address has to be picture:… or diagram:….",
            "A dividing line.",
            "The call to action at the end: “Ready to start?”",
            "The call to action at the end: “Book your free intro at our site.”",
        ]


class TestPandoc:
    document = document("pandoc.md")

    def test_opening(self):
        assert self.document.title == "Protein: how much is enough?"

    def test_body(self):
        assert self.document.body.split("\n") == [
            '<p>You need <em>less</em> than the label says.<sup data-ref="morton-2018"></sup> '
            'Some need more.<sup data-ref="nunes-2022"></sup></p>',
            '<h2 data-number="1">What the number is</h2>',
            "<p>About 1.6 g a kilo<br>a day – “give or take”.</p>",
            "<p>Count in palms.</p>",
            "<h3>By the meal</h3>",
            "<ol><li><strong>Breakfast.</strong> Eggs.</li>"
            "<li><p><strong>Lunch.</strong> Beans.</p><p>More beans.</p></li></ol>",
            '<h2 data-number="2">What it is not</h2>',
            '<p>A cure.<sup data-ref="nunes-2022"></sup></p>',
            "<blockquote><p>Food first.</p></blockquote>",
        ]

    def test_notes_inside_the_text_and_over_paragraphs_are_references(self):
        assert self.document.references == [
            Reference(
                "morton-2018",
                "Morton RW, Murphy KT, et al. Protein and strength. "
                "<cite>Br J Sports Med</cite>. 2018.",
                "",
            ),
            Reference(
                "nunes-2022",
                "Nunes EA, Colenso-Semple L, et al. Systematic review. "
                "<cite>J Cachexia</cite>. 2022.",
                "https://doi.org/10.1002/jcsm.12922",
            ),
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "A line about writer or date: “Jonah Whitfield; Tessa Lindqvist”",
            "A line about writer or date: “March 3, 2026”",
            "A line for another program: “::: {.callout-note}”",
            "A line for another program: “:::”",
            "A mark for another program: “{#number .unnumbered}”",
        ]


class TestHugoAndObsidian:
    document = document("hugo.md")

    def test_the_lines_at_the_top(self):
        assert self.document.title == "Walk or lift for fat loss?"
        assert self.document.topic == "Food"
        assert self.document.seo_description == (
            "Both work. What matters is which one you will still do in June."
        )

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Walk <strong>and</strong> lift. See our page on knees and this one.</p>",
            '<h2 data-number="1">Walk daily</h2>',
            "<p>Ten minutes count, really.</p>",
            "<ul><li>Morning</li><li>Noon<ul><li>after lunch</li></ul></li></ul>",
            '<h2 data-number="2">Lift twice</h2>',
            "<p>Twice is plenty.</p>",
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "Line 3 at the top, “date: 2026-03-03T07:00:00-05:00”.",
            "Line 4 at the top, “draft: false”.",
            "Line 5 at the top, “author: Maya Ellison”.",
            "Further topics: “Training”.",
            "Line 10 at the top, “tags: fat loss, walking”.",
            "A comment: “written in a hurry”",
            "A short code: “{{< ref \"other.md\" >}}”",
            "A short code: “{{< figure src=\"walk.jpg\" title=\"A walk\" >}}”",
            "A picture of another program: “![[bar.png]]”",
            "The link to “Knees”, which leads to no page of ours.",
            "The address “../sleep.md” of the link “this one”.",
        ]  # fmt: skip


class TestEveryWord:
    @pytest.mark.parametrize("name", ["github.md", "pandoc.md", "hugo.md"])
    def test_is_accounted_for(self, name):
        found = document(name)
        assert not [each for each in found.notes_of("left out") if "no place" in each]
        words = report_on(found).words
        assert words.read == words.kept + words.marks + words.left_out
        assert words.kept > 30

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_is_the_same_with_other_line_ends(self, end):
        text = (FILES / "github.md").read_text(encoding="utf-8")
        assert read_markdown(text.replace("\n", end)) == read_markdown(text)


class TestACallOfThisSite:
    def test_stays_where_it_leads_to_a_page_of_ours(self):
        text = "# T\n\nText.\n\nBook your [free intro](/free-intro/) today."
        assert read_markdown(text).body.endswith(
            '<p>Book your <a href="/free-intro/">free intro</a> today.</p>'
        )


class TestTellingMarkdownFromPlainText:
    @pytest.mark.parametrize(
        "text",
        [
            "# Title\n\nText.", "Title\n=====\n\nText.", "---\ntitle: T\n---\n\nText.",
            "a\n\nSee [it](https://example.org).", "a[^1]\n\n[^1]: B.", "a\r\n\r\n## B\r\n",
            "| a | b |\n|---|---|\n| c | d |",
        ],
    )  # fmt: skip
    def test_markdown(self, text):
        assert is_markdown(text)

    @pytest.mark.parametrize(
        "text",
        [
            "TOPIC\nTitle of it\n\nText here.", "Do this:\n- one\n- two", "a\n\n---\n\nb",
            "We are #1 in town.", "a [sic] b (c)", "The **fix** is 5 * 5.", "1. one\n2. two",
        ],
    )  # fmt: skip
    def test_plain_text(self, text):
        assert not is_markdown(text)
