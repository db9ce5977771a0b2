"""What readers get from a stored body: ids, numbers, wrappers, contents, counts."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forge_site.web.markup import Heading, count_words, plain_text, render_body


def html_of(body, **drawing):
    return render_body(body, **drawing).html


NO_BREAK = "&#8288;"  # a word joiner


def cite(key):
    return f'<sup data-ref="{key}"></sup>'


class TestParagraphs:
    def test_the_first_is_set_apart(self):
        assert html_of("<p>a</p><p>b</p>") == '<p class="first">a</p><p>b</p>'

    def test_none_is_when_the_body_opens_with_something_else(self):
        assert 'class="first"' not in html_of("<h2>a</h2><p>b</p>")
        assert 'class="first"' not in html_of("<ul><li>a</li></ul><p>b</p>")

    def test_text_is_escaped_and_links_to_other_hosts_carry_rel(self):
        body = '<p>1 &lt; 2 &amp; 3 <a href="https://doi.org/x">a</a> <a href="/b/">b</a></p>'
        assert html_of(body) == (
            '<p class="first">1 &lt; 2 &amp; 3 <a href="https://doi.org/x" rel="noopener">a</a>'
            ' <a href="/b/">b</a></p>'
        )

    def test_what_was_never_cleaned_is_cleaned(self):
        assert html_of("<p onclick=x>a<script>b</script></p>") == '<p class="first">a</p>'

    def test_an_empty_body_is_empty(self):
        rendered = render_body("")
        assert (rendered.html, rendered.contents, rendered.words) == ("", [], 0)
        assert rendered.minutes == 1


class TestHeadings:
    def test_get_ids_from_their_words(self):
        assert html_of("<h2>What’s a “scan”?</h2><h3>Café &amp; bar</h3>") == (
            '<h2 id="whats-a-scan">What’s a “scan”?</h2><h3 id="cafe-bar">Café &amp; bar</h3>'
        )

    def test_that_say_the_same_get_ids_of_their_own(self):
        body = "<h2>Warm up</h2><h3>Warm up</h3><h2>Warm up 2</h2><h3>Warm up</h3>"
        assert re.findall('id="([^"]*)"', html_of(body)) == [
            "warm-up", "warm-up-2", "warm-up-2-2", "warm-up-3",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("words", "id"),
        [
            ("Content", "content-2"),
            ("Related", "related-2"),
            ("References", "references-2"),
            ("Author", "author-2"),
            ("TOC title", "toc-title-2"),
            ("Band times", "band-times-2"),
            ("Ref 1", "part-ref-1"),
            ("Cite 1-2", "part-cite-1-2"),
            ("D day", "part-d-day"),
            ("强", "part"),
            ("!!!", "part"),
        ],
    )
    def test_never_take_an_id_of_the_page(self, words, id):
        assert html_of(f"<h2>{words}</h2>") == f'<h2 id="{id}">{words}</h2>'

    def test_that_are_long_get_ids_cut_between_words(self):
        words = "abcdefghi " * 9
        assert render_body(f"<h2>{words}</h2>").contents[0].id == "-".join(["abcdefghi"] * 6)

    def test_ids_leave_citations_out(self):
        rendered = render_body(f"<h2>Scans{cite('a')}</h2>", references=["a"])
        assert rendered.contents == [Heading("scans", None, "Scans")]
        assert "[1]" in rendered.html


class TestContents:
    def test_list_the_second_level_with_its_numbers(self):
        body = (
            "<h2>First <em>of</em> all</h2><h3>Not this</h3>"
            '<h2 data-number="1">A weak chain?</h2>'
            '<aside class="callout note"><h3>Nor this</h3></aside><h2>Last</h2>'
        )
        assert render_body(body).contents == [
            Heading("first-of-all", None, "First of all"),
            Heading("a-weak-chain", 1, "A weak chain?"),
            Heading("last", None, "Last"),
        ]


class TestNumberedCauses:
    def test_are_sections_up_to_the_next_heading_of_their_level(self):
        body = (
            '<p>a</p><h2 data-number="1">Hips</h2><p>b</p><h3>c</h3><p>d</p>'
            '<h2 data-number="12">Core</h2><p>e</p><h2>Plain</h2><p>f</p>'
        )
        assert html_of(body) == (
            '<p class="first">a</p>'
            '<section class="cause" aria-labelledby="hips">'
            '<h2 id="hips"><b>1</b> <span>Hips</span></h2><p>b</p><h3 id="c">c</h3><p>d</p>'
            "</section>"
            '<section class="cause" aria-labelledby="core">'
            '<h2 id="core"><b>12</b> <span>Core</span></h2><p>e</p></section>'
            '<h2 id="plain">Plain</h2><p>f</p>'
        )

    def test_let_go_of_the_figures_at_their_end(self):
        figure = '<figure data-diagram="a"></figure>'
        body = f'<h2 data-number="1">x</h2>{figure}<p>y</p>{figure}{figure}<h2>z</h2>'
        shape = re.findall("<(/?(?:section|figure|h2))", html_of(body, diagram=str))
        assert shape == [
            "section", "h2", "/h2", "figure", "/figure", "/section",
            "figure", "/figure", "figure", "/figure", "h2", "/h2",
        ]  # fmt: skip


class TestTheFix:
    def test_is_a_dark_block_with_its_title_and_lifts(self):
        body = (
            '<h2>a</h2><aside class="callout fix"><p>Twice a week.</p>'
            "<ul><li>Deadlift</li><li>Half-kneeling hip stretch</li></ul></aside>"
        )
        assert html_of(body) == (
            '<h2 id="a">a</h2><div class="fix iron"><h3>The fix</h3><p>Twice a week.</p>'
            '<ul class="lifts"><li>Deadlift</li><li>Half-kneeling hip stretch</li></ul></div>'
        )

    @pytest.mark.parametrize(
        "item",
        [
            "x" * 41,
            "<strong>Deadlift</strong>",
            '<a href="/a/">Deadlift</a>',
            f"Deadlift{cite('a')}",
            "Deadlift<ul><li>Sumo</li></ul>",
        ],
    )
    def test_lists_of_anything_but_short_names_stay_plain(self, item):
        body = f'<aside class="callout fix"><ul><li>Plank</li><li>{item}</li></ul></aside>'
        assert "lifts" not in html_of(body, references=["a"])

    def test_forty_characters_are_still_a_name(self):
        body = f'<aside class="callout fix"><ul><li>{"x" * 40}</li></ul></aside>'
        assert 'class="lifts"' in html_of(body)

    def test_lists_outside_a_fix_and_numbered_ones_stay_plain(self):
        assert html_of("<h2>a</h2><ul><li>Plank</li></ul>").endswith("<ul><li>Plank</li></ul>")
        numbered = '<aside class="callout fix"><ol><li>Plank</li></ol></aside>'
        assert "lifts" not in html_of(numbered)


class TestCallouts:
    def test_with_a_heading_are_named_by_it(self):
        body = '<h2>a</h2><aside class="callout flag"><h3>Stop here</h3><p>b</p></aside>'
        assert html_of(body) == (
            '<h2 id="a">a</h2>'
            '<aside class="callout flag" role="note" aria-labelledby="stop-here">'
            '<h3 id="stop-here">Stop here</h3><p>b</p></aside>'
        )

    def test_that_are_neutral_have_no_second_class(self):
        assert html_of('<aside class="callout note"><p>b</p></aside>') == (
            '<aside class="callout" role="note"><p>b</p></aside>'
        )

    def test_headings_skip_no_level_before_the_first_part(self):
        body = (
            '<p>a</p><aside class="callout flag"><h3>b</h3></aside><aside class="callout fix">'
            '<p>c</p></aside><h2>d</h2><aside class="callout flag"><h3>e</h3></aside>'
        )
        assert re.findall("<(h.)", html_of(body)) == ["h2", "h2", "h2", "h3"]


class TestQuotesAndApproach:
    def test_a_quote_is_a_pull_quote(self):
        assert html_of("<blockquote><p>a</p></blockquote>") == (
            '<blockquote class="pull"><p>a</p></blockquote>'
        )

    def test_a_list_whose_items_all_open_in_bold_is_our_approach(self):
        body = (
            "<ol><li><strong>We ask first.</strong> Where it hurts.</li>"
            "<li><strong>We go slowly</strong>: a little <em>more</em>.</li>"
            "<li><strong>Why?</strong></li>"
            "<li><p><strong>Then:</strong> a</p><p>b</p></li></ol>"
        )
        assert html_of(body) == (
            '<ol class="approach"><li><div><b>We ask first</b> Where it hurts.</div></li>'
            "<li><div><b>We go slowly</b> a little <em>more</em>.</div></li>"
            "<li><div><b>Why?</b></div></li>"
            "<li><div><b>Then</b> a<p>b</p></div></li></ol>"
        )

    @pytest.mark.parametrize(
        "body",
        [
            "<ol><li><strong>a</strong> b</li><li>c</li></ol>",
            "<ol><li>a <strong>b</strong></li></ol>",
            "<ul><li><strong>a</strong> b</li></ul>",
        ],
    )
    def test_other_lists_are_not(self, body):
        assert html_of(body) == body


class TestCitations:
    def test_are_numbered_by_first_appearance(self):
        body = f"<p>a{cite('two')} b{cite('one')} c{cite('two')}</p>"
        rendered = render_body(body, references=["one", "two", "three"])
        assert rendered.html == (
            '<p class="first">a&#8288;'
            '<sup><a href="#ref-1" id="cite-1" aria-label="Reference 1">[1]</a></sup>'
            ' b&#8288;<sup><a href="#ref-2" id="cite-2" aria-label="Reference 2">[2]</a></sup>'
            ' c&#8288;<sup><a href="#ref-1" id="cite-1-2" aria-label="Reference 1">[1]</a>'
            "</sup></p>"
        )
        assert rendered.cited_keys == ["two", "one"]
        assert rendered.unknown_keys == []

    def test_count_on_through_captions_lists_and_callouts(self):
        body = (
            f"<h2>x{cite('a')}</h2><ul><li>{cite('b')}</li></ul>"
            f'<aside class="callout fix"><p>{cite("c")}</p></aside>'
            f'<figure data-diagram="d"><figcaption>{cite("d")}</figcaption></figure>'
            f"<blockquote><p>{cite('e')}</p></blockquote>"
            f"<ol><li><strong>f</strong> {cite('f')}</li></ol>"
        )
        rendered = render_body(body, references="abcdef", diagram=str)
        assert re.findall(r"\[(\d)\]", rendered.html) == list("123456")
        assert rendered.cited_keys == list("abcdef")

    def test_stay_on_the_line_of_the_word_before_them(self):
        def shape(body):
            shown = html_of(body, references=["a", "b"])
            return re.sub("<sup>.*?</sup>", "^", shown).replace(NO_BREAK, "_")

        assert shape(f"<p>end.{cite('a')}{cite('b')} {cite('a')} more</p>") == (
            '<p class="first">end._^^_^ more</p>'
        )
        assert shape(f"<p><em>end</em>{cite('a')}</p>") == '<p class="first"><em>end</em>_^</p>'
        assert shape(f"<p>{cite('a')} <em>b</em></p>") == '<p class="first">^ <em>b</em></p>'
        assert shape(f"<p>{cite('a')}</p>") == '<p class="first">^</p>'
        assert shape(f"<p>end.{cite('unknown')} a</p>") == '<p class="first">end. a</p>'

    def test_of_unknown_keys_are_left_out_and_told(self):
        rendered = render_body(
            f"<p>a{cite('x')}{cite('y')}{cite('x')}</p>", references={"y": 1}
        )
        assert rendered.unknown_keys == ["x"]
        assert rendered.cited_keys == ["y"]
        assert rendered.html.count("<sup>") == 1


class TestFigures:
    def test_hold_the_drawing_and_the_caption(self):
        body = (
            '<figure data-diagram="hinge"><figcaption>Hips <em>back</em></figcaption></figure>'
        )
        assert html_of(body, diagram=lambda name: f"<svg>{name}</svg>") == (
            '<figure class="wide"><svg>hinge</svg>'
            "<figcaption>Hips <em>back</em></figcaption></figure>"
        )

    def test_ask_each_source_by_its_name(self):
        asked = []
        html_of(
            '<figure data-picture="p"></figure><figure data-diagram="d"></figure>',
            picture=lambda slug: asked.append(("picture", slug)),
            diagram=lambda name: asked.append(("diagram", name)),
        )
        assert asked == [("picture", "p"), ("diagram", "d")]

    def test_that_cannot_be_drawn_are_left_out_and_told(self):
        rendered = render_body('<p>a</p><figure data-picture="gone"></figure>')
        assert rendered.html == '<p class="first">a</p>'
        assert rendered.missing_figures == ["gone"]

    def test_a_picture_is_described_in_the_words_of_the_article(self):
        body = r'<figure data-picture="p" data-alt="A &quot;big&quot; \1 bowl"></figure>'
        drawn = html_of(body, picture=lambda slug: '<img src="/p" alt="A bowl"><img alt="b">')
        assert drawn == (
            r'<figure class="wide"><img src="/p" alt="A &quot;big&quot; \1 bowl">'
            r'<img alt="A &quot;big&quot; \1 bowl"></figure>'
        )

    def test_a_drawing_keeps_its_own_description(self):
        body = '<figure data-diagram="d" data-alt="Words"></figure>'
        own = '<svg role="img" aria-labelledby="d-d-title"></svg>'
        assert html_of(body, diagram=lambda name: own) == f'<figure class="wide">{own}</figure>'
        assert html_of(body, diagram=lambda name: "<svg></svg>") == (
            '<figure class="wide"><div role="img" aria-label="Words"><svg></svg></div></figure>'
        )

    def test_drawn_twice_have_no_id_twice(self):
        body = '<figure data-diagram="plan"></figure>' * 2
        drawn = html_of(body, diagram=lambda name: '<svg><title id="d-plan-title"/></svg>')
        assert re.findall('id="([^"]*)"', drawn) == ["d-plan-title", "d-plan-2-title"]


class TestCounting:
    def test_plain_text_is_one_block_a_line_without_marks(self):
        body = (
            f"<h2>Part</h2><p>One<br>two{cite('a')}, <em>three</em>.</p>"
            "<ul><li>four<ul><li>five</li></ul></li></ul>"
            '<figure data-picture="p" data-alt="unseen"><figcaption>six</figcaption></figure>'
        )
        assert plain_text(body) == "Part\nOne two, three.\nfour\nfive\nsix"

    def test_words_hold_a_letter_or_a_digit(self):
        assert count_words("One – two & 3 … 12-week half-kneeling don’t") == 6

    def test_minutes_are_words_at_220_a_minute(self):
        def minutes(words):
            return render_body(f"<p>{'word ' * words}</p>").minutes

        # 329 / 220 = 1.495, 331 / 220 = 1.505
        assert [minutes(n) for n in (1, 220, 329, 331, 1100)] == [1, 1, 1, 2, 5]


PIECES = st.sampled_from(
    [
        "<h2>Content</h2>", "<h2>Warm up</h2>", "<h3>Warm up</h3>", "<h2>Warm up 2</h2>",
        '<h2 data-number="1">Ref 1</h2>', '<h2 data-number="2">part</h2>', "<h3>?</h3>",
        "<p>One two</p>", "<ol><li><strong>Three.</strong> four</li></ol>",
        f"<p>five{cite('a')} six{cite('b')}{cite('a')}</p>",
        '<aside class="callout flag"><h3>Warm up</h3><p>seven</p></aside>',
        '<aside class="callout fix"><p>eight</p><ul><li>nine</li></ul></aside>',
        "<blockquote><p>ten</p></blockquote>", '<figure data-diagram="d"></figure>',
    ]
)  # fmt: skip


class TestAnyBody:
    @given(st.lists(PIECES, max_size=14))
    @settings(max_examples=200, deadline=None)
    def test_has_no_id_twice_and_every_reference_leads_somewhere(self, pieces):
        rendered = render_body("".join(pieces), references=["a", "b"], diagram=str)
        ids = re.findall(r' id="([^"]*)"', rendered.html)
        assert len(ids) == len(set(ids))
        assert {heading.id for heading in rendered.contents} <= set(ids)
        assert set(re.findall(r'aria-labelledby="([^"]*)"', rendered.html)) <= set(ids)

    @given(st.lists(PIECES, max_size=14))
    @settings(max_examples=200, deadline=None)
    def test_keeps_its_words_in_order(self, pieces):
        body = "".join(pieces)
        shown = re.sub(
            r"&#8288;|<sup>.*?</sup>|<b>\d+</b>|<h.>The fix</h.>",
            "",
            html_of(body, diagram=lambda d: "-"),
        )
        shown = re.sub(r"<[^>]*>|-", " ", shown)
        written = re.sub(r"<[^>]*>", " ", body)
        assert shown.split() == written.replace("Three.", "Three").split()

    def test_however_long_comes_to_an_end(self):
        part = (
            f'<h2 data-number="1">Warm up</h2><p>a{cite("a")}{cite("b")}</p><ul><li>b</li></ul>'
        )
        rendered = render_body(part * 2_000, references=["a", "b"])
        assert len(rendered.contents) == 2_000
        assert len({heading.id for heading in rendered.contents}) == 2_000
