"""Markdown files of articles: what each line means, and the sentence for what means nothing."""

from pathlib import Path

import pytest

from articles.importing import ImportProblem, Reference, read_markdown
from forge_site.web.markup import render_body

SAMPLES = sorted((Path(__file__).parents[3] / "articles" / "sample").glob("*.md"))

TOP = "---\ntitle: T\nslug: t\n---\n\n"


def body_of(markdown, references=""):
    """Return the blocks of the body, a list of strings."""
    return read_markdown(f"{TOP}{markdown}\n\n{references}").body.split("\n")


def problem_of(text):
    with pytest.raises(ImportProblem) as caught:
        read_markdown(text)
    return str(caught.value)


class TestHeadings:
    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("## Cause 1: A weak chain?", '<h2 data-number="1">A weak chain?</h2>'),
            ("## STEP 12 – Breathe", '<h2 data-number="12">Breathe</h2>'),
            ("## Myth 2. *No* pain", '<h2 data-number="2"><em>No</em> pain</h2>'),
            ("## Rule 3: 5: rest", '<h2 data-number="3">5: rest</h2>'),
            ("## Reason 4:", "<h2>Reason 4:</h2>"),
            ("## Cause 0: none", "<h2>Cause 0: none</h2>"),
            ("## Week 1: start", "<h2>Week 1: start</h2>"),
            ("## Because 1: it is", "<h2>Because 1: it is</h2>"),
            ("### Cause 1: small", "<h3>Cause 1: small</h3>"),
            ("First: what it is\n---", "<h2>First: what it is</h2>"),
        ],
    )
    def test_numbered_ones_keep_the_number_apart(self, markdown, html):
        assert body_of(markdown) == [html]

    def test_of_other_levels_are_set_as_the_nearest_and_told(self):
        document = read_markdown(TOP + "a\n\n# One\n\n#### Four\n")
        assert document.body == "<p>a</p>\n<h2>One</h2>\n<h3>Four</h3>"
        assert document.notes_of("guessed") == [
            "“One” is set as a heading of level 2.",
            "“Four” is set as a heading of level 3.",
        ]


class TestTheFix:
    def test_runs_to_the_next_heading(self):
        markdown = "The fix: Do it.\n\n- Plank\n- Dead bug\n\nAnd rest.\n\n### Next\n\nOutside."
        assert body_of(markdown) == [
            '<aside class="callout fix"><p>Do it.</p><ul><li>Plank</li><li>Dead bug</li></ul>'
            "<p>And rest.</p></aside>",
            "<h3>Next</h3>",
            "<p>Outside.</p>",
        ]

    @pytest.mark.parametrize(
        "opening", ["**The fix:** Rest.", "**The fix**: Rest.", "The Fix: Rest."]
    )
    def test_may_be_written_in_bold(self, opening):
        assert body_of(opening) == ['<aside class="callout fix"><p>Rest.</p></aside>']

    def test_runs_to_the_end_when_nothing_follows(self):
        assert body_of("## a\n\nThe fix:\n\nRest.") == [
            "<h2>a</h2>", '<aside class="callout fix"><p>Rest.</p></aside>',
        ]  # fmt: skip

    def test_ends_at_a_figure_and_at_another_callout(self):
        blocks = body_of("The fix: a\n\n![b](diagram:plan)\n\nc\n\nThe fix: d\n\n> [!NOTE] e")
        assert [block.split(">")[0] for block in blocks] == [
            '<aside class="callout fix"', '<figure data-diagram="plan" data-alt="b"', "<p",
            '<aside class="callout fix"', '<aside class="callout note"',
        ]  # fmt: skip

    def test_inside_a_sentence_is_only_words(self):
        assert body_of("Here is the fix: rest.") == ["<p>Here is the fix: rest.</p>"]


class TestQuotesAndCallouts:
    def test_a_quote_is_a_quote(self):
        assert body_of("> Strong is\n> a skill.") == [
            "<blockquote><p>Strong is a skill.</p></blockquote>"
        ]

    def test_a_flag_has_the_rest_of_its_line_as_heading(self):
        assert body_of("> [!FLAG] Get help *now* if\n>\n> - your leg is weak\n>\n> Call.") == [
            '<aside class="callout flag"><h3>Get help <em>now</em> if</h3>'
            "<ul><li>your leg is weak</li></ul><p>Call.</p></aside>"
        ]

    def test_a_note_may_run_on_below_its_line_and_need_no_heading(self):
        assert body_of("> [!NOTE] What about sitting?\n> It depends.[^a]", "[^a]: A.") == [
            '<aside class="callout note"><h3>What about sitting?</h3>'
            '<p>It depends.<sup data-ref="a"></sup></p></aside>'
        ]
        assert body_of("> [!note]\n> Text.") == [
            '<aside class="callout note"><p>Text.</p></aside>'
        ]

    def test_the_words_of_github_are_understood_and_told(self):
        document = read_markdown(TOP + "> [!WARNING] Stop\n> Text.")
        assert document.body.startswith('<aside class="callout flag"><h3>Stop</h3>')
        assert document.notes_of("guessed") == ["“[!WARNING]” is set as a flag."]

    def test_unknown_words_get_a_sentence(self):
        assert "“[!BOX]” is no callout" in problem_of(TOP + "> [!BOX] a")


class TestFigures:
    def test_are_named_and_keep_description_and_caption(self):
        assert body_of('![A hinge, "flat"](diagram:hip-hinge "Hips back & down")') == [
            '<figure data-diagram="hip-hinge" data-alt="A hinge, &quot;flat&quot;">'
            "<figcaption>Hips back &amp; down</figcaption></figure>"
        ]
        assert body_of("![](picture:chalk)") == ['<figure data-picture="chalk"></figure>']

    @pytest.mark.parametrize(
        "markdown", ["![A cat](cat.jpg)", "![A cat](diagram:No)", "Look: ![A cat](diagram:cat)"]
    )
    def test_of_any_other_kind_are_left_out_and_told(self, markdown):
        document = read_markdown(TOP + "a\n\n" + markdown)
        assert "figure" not in document.body
        assert len(document.notes_of("left out")) == 1
        assert "“A cat”" in document.notes_of("left out")[0]


class TestText:
    @pytest.mark.parametrize(
        ("markdown", "html"),
        [
            ("“a” ‘b’ – c — 5\xa0kg …", "<p>“a” ‘b’ – c — 5&nbsp;kg …</p>"),
            ("*a* **b**", "<p><em>a</em> <strong>b</strong></p>"),
            ("***c***", "<p><strong><em>c</em></strong></p>"),
            ("a\\\nb", "<p>a<br>b</p>"),
            ("a\nb", "<p>a b</p>"),
            (
                "[a](/articles/b/) [c](#d)",
                '<p><a href="/articles/b/">a</a> <a href="#d">c</a></p>',
            ),
            ("<b>a</b> & &lt;", "<p><strong>a</strong> &amp; &lt;</p>"),
            ("\\<b> &lt;b&gt;", "<p>&lt;b&gt; &lt;b&gt;</p>"),
            ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
            ("`a < b`", "<p>a &lt; b</p>"),
            ("1. **a.** b", "<ol><li><strong>a.</strong> b</li></ol>"),
            ("- a\n  - b\n- c", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
            ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
            ("1. a\n\n   b", "<ol><li><p>a</p><p>b</p></li></ol>"),
            ("5\\*5 [x] [y][z]", "<p>5*5 [x] [y][z]</p>"),
        ],
    )
    def test_is_set_in_the_grammar(self, markdown, html):
        assert body_of(markdown) == [html]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_is_the_same_with_any_line_ends(self, end):
        text = TOP + "a\nb\n\n> [!NOTE] c\n> d\n\n- e\n- f\n"
        assert read_markdown(text.replace("\n", end)).body == (
            '<p>a b</p>\n<aside class="callout note"><h3>c</h3><p>d</p></aside>\n'
            "<ul><li>e</li><li>f</li></ul>"
        )

    def test_links_that_lead_nowhere_good_lose_their_address_and_it_is_told(self):
        document = read_markdown(TOP + "[a](//evil.example) [b](page.html)")
        assert document.body == "<p>a b</p>"
        assert document.notes_of("left out") == [
            "The address “//evil.example” of the link “a”.",
            "The address “page.html” of the link “b”.",
        ]

    def test_what_the_grammar_lacks_is_told(self):
        document = read_markdown(TOP + "a\n\n***\n\n```\nb c\n```\n")
        assert document.body == "<p>a</p>\n<p>b c</p>"
        assert [note.kind for note in document.notes] == ["left out", "guessed"]


class TestReferences:
    TEXT = (
        "One.[^b-2020] Two.[^a-2019][^b-2020]\n\n"
        "[^a-2019]: Battié MC, et al. Twins & discs. *Spine J*. 2009;9(1):47-59.\n"
        "[^b-2020]: Owen PJ. Title. *Br J\n  Sports Med*. 2020. https://doi.org/10.1/S(18)30-X\n"
        "\n"
        "[^c-2021]: Never cited. <https://example.com/c>.\n"
        "\n"
        "Three.\n"
    )

    def test_are_citations_in_the_text(self):
        assert read_markdown(TOP + self.TEXT).body == (
            '<p>One.<sup data-ref="b-2020"></sup> Two.<sup data-ref="a-2019"></sup>'
            '<sup data-ref="b-2020"></sup></p>\n<p>Three.</p>'
        )

    def test_stand_in_the_order_of_citation_with_journal_and_address(self):
        assert read_markdown(TOP + self.TEXT).references == [
            Reference(
                "b-2020",
                "Owen PJ. Title. <cite>Br J Sports Med</cite>. 2020.",
                "https://doi.org/10.1/S(18)30-X",
            ),
            Reference(
                "a-2019",
                "Battié MC, et al. Twins &amp; discs. <cite>Spine J</cite>. 2009;9(1):47-59.",
                "",
            ),
            Reference("c-2021", "Never cited.", "https://example.com/c"),
        ]

    def test_never_cited_are_told(self):
        assert read_markdown(TOP + self.TEXT).notes_of("guessed")[-1:] == [
            "The reference “c-2021” is never cited: it stands at the end of the list."
        ]

    def test_take_no_markup_but_the_journal(self):
        document = read_markdown(TOP + "a[^x]\n\n[^x]: **B** <script>c</script> [d](/e). *F*.")
        assert document.references[0].text == (
            "B &lt;script&gt;c&lt;/script&gt; d. <cite>F</cite>."
        )

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("a[^x]", "cites [^x], but no line"),
            ("a[^x]\n\n[^x]: B.\n[^x]: C.", "“x” is given twice"),
            ("a[^x_y]", "cites [^x_y], but no line"),
            ("a[^x]\n\n[^x]:", "“x” says nothing"),
        ],
    )
    def test_that_do_not_add_up_get_a_sentence(self, text, words):
        assert words in problem_of(TOP + text)


class TestTheSampleArticles:
    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
    def test_are_read_whole(self, path):
        document = read_markdown(path.read_text(encoding="utf-8"))
        assert document.slug == path.stem
        assert document.notes == []
        rendered = render_body(
            document.body,
            references=[reference.key for reference in document.references],
            diagram=lambda name: name,
            picture=lambda slug: slug,
        )
        assert rendered.unknown_keys == []
        assert rendered.cited_keys == [reference.key for reference in document.references]
        assert rendered.words > 500
