"""What may stand in an article body, and the shape everything else is given."""

import re

import pytest

from forge_site.web.cleaning import clean_address, clean_body


class TestTheGrammar:
    """Everything ARCHITECTURE lists passes unchanged."""

    @pytest.mark.parametrize(
        "html",
        [
            "<h2>What a scan can say</h2>",
            '<h2 data-number="1">A weak posterior chain?</h2>',
            '<h2 data-number="99">The last part</h2>',
            "<h3>What studies show</h3>",
            "<p>Plain, <strong>strong</strong> and <em>stressed</em> words.</p>",
            '<p>Said before.<sup data-ref="owen-2020"></sup> And after.</p>',
            "<p>One line<br>and the next</p>",
            "<ul><li>Deadlift</li><li>Glute bridge</li></ul>",
            "<ol><li>One<ul><li>Inner</li></ul></li><li>Two</li></ol>",
            "<ol><li><p>One</p><p>more</p></li></ol>",
            "<blockquote><p>Strong is a skill.</p></blockquote>",
            '<aside class="callout fix"><p>Do this.</p><ul><li>Plank</li></ul></aside>',
            '<aside class="callout flag"><h3>Stop</h3><p>Call a doctor.</p></aside>',
            '<aside class="callout note"><p>By the way.</p></aside>',
            '<figure data-diagram="hip-hinge"></figure>',
            '<figure data-picture="chalk" data-alt="A bowl of chalk">'
            "<figcaption>Chalk, <em>dry</em></figcaption></figure>",
            '<p><a href="/articles/sleep/">a</a> <a href="https://doi.org/10.1/x?y=1&amp;z">b</a>'
            ' <a href="mailto:hi@example.com">c</a> <a href="tel:+15555550142">d</a>'
            ' <a href="#scans">e</a></p>',
            "<p>“Curly” ‘quotes’ – dashes — 5&nbsp;kg … 5 &lt; 6 &amp; 7 &gt; 6</p>",
        ],
    )
    def test_passes_unchanged(self, html):
        assert clean_body(html) == html

    def test_blocks_stand_one_a_line(self):
        assert clean_body("<p>a</p><p>b</p>  <h2>c</h2>") == "<p>a</p>\n<p>b</p>\n<h2>c</h2>"


class TestWhatIsTranslated:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
            ("<h1>a</h1>", "<h2>a</h2>"),
            ("<h4>a</h4><h5>b</h5><h6>c</h6>", "<h3>a</h3>\n<h3>b</h3>\n<h3>c</h3>"),
            ("<h2><strong>Bold</strong> heading</h2>", "<h2>Bold heading</h2>"),
            ("<h2>One<br>two</h2>", "<h2>One two</h2>"),
            ("loose <b>words</b>", "<p>loose <strong>words</strong></p>"),
            ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
            ("<p>a<br><br>b</p>", "<p>a</p>\n<p>b</p>"),
            ("<p><br>a<br></p>", "<p>a</p>"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "<p>a</p>\n<p>b</p>"),
            ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
            (
                "<ul><li>a</li><ul><li>b</li></ul></ul>",
                "<ul><li>a<ul><li>b</li></ul></li></ul>",
            ),
            ("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<ul><li><h2>a</h2></li></ul>", "<ul><li>a</li></ul>"),
            ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
            (
                '<aside class="callout flag"><h2>a</h2><p>b</p><h2>c</h2></aside>',
                '<aside class="callout flag"><h3>a</h3><p>b</p><p>c</p></aside>',
            ),
            (
                '<aside class="callout fix"><h3>The fix</h3><p>b</p></aside>',
                '<aside class="callout fix"><p>The fix</p><p>b</p></aside>',
            ),
            (
                '<aside class="ember fix big callout"><p>b</p></aside>',
                '<aside class="callout fix"><p>b</p></aside>',
            ),
            (
                '<p>a<sup data-ref="who-2023"><a href="#ref-1">[1]</a></sup></p>',
                '<p>a<sup data-ref="who-2023"></sup></p>',
            ),
            (
                '<strong>a<a href="/b/">b</a></strong><a href="/b/">c</a>',
                '<p><strong>a</strong><a href="/b/"><strong>b</strong>c</a></p>',
            ),
            ('<a href="/x/"><p>a</p></a>', '<p><a href="/x/">a</a></p>'),
            (
                '<div>a<sup data-ref="x">1<figure data-picture="p"></figure></sup>b</div>',
                '<p>a<sup data-ref="x"></sup>b</p>',
            ),
            ("<p>cafe\u0301</p>", "<p>café</p>"),
            ("<p>a\u202eb\u200bc\u00add\ufeff</p>", "<p>abcd</p>"),
        ],
    )
    def test_into_the_grammar(self, html, expected):
        assert clean_body(html) == expected

    def test_bold_split_by_an_editor_becomes_one(self):
        assert clean_body("<p><b>a</b><strong>b</strong><b><b>c</b></b></p>") == (
            "<p><strong>abc</strong></p>"
        )

    def test_lists_deeper_than_four_become_paragraphs_of_the_fourth(self):
        deep = "<ul><li>1" * 6 + "</li></ul>" * 6
        cleaned = clean_body(deep)
        assert cleaned.count("<ul>") == 4
        assert re.sub("<[^>]*>", "", cleaned) == "111111"


class TestWhatGoes:
    @pytest.mark.parametrize(
        ("html", "expected"),
        [
            ("<p></p><p> </p><p>&nbsp;</p><p><br></p><p>a</p>", "<p>a</p>"),
            ("<h2></h2><ul><li></li></ul><blockquote> </blockquote><ol></ol>", ""),
            ('<aside class="callout fix"></aside>', ""),
            ('<aside class="callout"><p>a</p></aside>', "<p>a</p>"),
            ('<aside class="callout fix flag"><p>a</p></aside>', "<p>a</p>"),
            ('<aside class="fix"><p>a</p></aside>', "<p>a</p>"),
            ('<aside class=""><p>a</p></aside>', "<p>a</p>"),
            ('<p class="x" id="y" style="color:red" onclick="z()">a</p>', "<p>a</p>"),
            ('<h2 data-number="0">a</h2>', "<h2>a</h2>"),
            ('<h2 data-number="100">a</h2>', "<h2>a</h2>"),
            ('<h2 data-number="1x">a</h2>', "<h2>a</h2>"),
            ('<h2 data-number="٣">a</h2>', "<h2>a</h2>"),
            ('<h3 data-number="1">a</h3>', "<h3>a</h3>"),
            ("<p>m<sup>2</sup></p>", "<p>m2</p>"),
            ('<p>a<sup data-ref="Bad Key">1</sup></p>', "<p>a1</p>"),
            ("<figure><img src=x.jpg><figcaption>gone</figcaption></figure>", ""),
            ('<figure data-diagram="../etc"><figcaption>gone</figcaption></figure>', ""),
            ('<figure data-picture="A B"></figure><p>a</p>', "<p>a</p>"),
            ('<p><img src="/media/a.jpg" alt="a">b</p>', "<p>b</p>"),
            ("<p>a<!-- b --><?php c ?></p>", "<p>a</p>"),
            ("<script>a</script><style>b</style><title>c</title>d", "<p>d</p>"),
            ("<p>a</p><hr><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ],
    )
    def test_is_left_out(self, html, expected):
        assert clean_body(html) == expected


class TestAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "https://doi.org/10.1016/S2665-9913(23)00098-X", "http://example.com",
            "HTTPS://example.com/", "mailto:hello@example.com", "tel:+15555550142",
            "tel:5555550142", "/", "/articles/sleep-and-strength/", "/free-intro/?from=a#b",
            "#scans",
        ],
    )  # fmt: skip
    def test_of_these_kinds_are_kept(self, address):
        assert clean_address(address) == address

    @pytest.mark.parametrize(
        "address",
        [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
            "\x01javascript:alert(1)", " javascript:alert(1)", "data:text/html,<script>",
            "vbscript:x", "file:///etc/passwd", "ftp://example.com", "blob:https://a/b",
            "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
            "/\n\\evil.example", "https:/\\evil.example", "https:evil", "http://", "tel:abc",
            "mailto:", "articles/", "../a", "?a=b", "", " ", "#", "javascript&colon;alert(1)",
        ],
    )  # fmt: skip
    def test_of_other_kinds_are_not(self, address):
        assert clean_address(address) is None
        assert "href" not in clean_body(f'<a href="{address}">word</a>')
        assert "word" in clean_body(f'<a href="{address}">word</a>')

    def test_white_space_inside_is_encoded_and_around_it_goes(self):
        assert clean_address(" /a b ") == "/a%20b"


class TestWords:
    """The same words, in the same order, each still a word of its own."""

    @pytest.mark.parametrize(
        "html",
        [
            "<div>one <p>two</p>three</div>"
            "<table><tr><td>four</td><th>five</th></tr></table>six",
            "<ul>one<li>two<ol><li>three</ol>four</ul><dl><dt>five<dd>six</dl>",
            "<p>one<ul><li><p>two</p><p>three</p></li></ul>four<blockquote>five<h2>six</h2>",
            "<h1>one</h1>two<br>three<hr>four<pre>five\nsix</pre>",
            '<aside class="callout flag"><h2>one</h2>two<ul><li>three</ul><h4>four</h4></aside>'
            "five<section>six</section>",
            '<figure data-picture="a">one<figcaption>two</figcaption><p>three</p></figure>four'
            "<details><summary>five</summary>six</details>",
        ],
    )
    def test_stay_apart_and_in_order(self, html):
        text = re.sub(r"<[^>]*>", " ", clean_body(html))
        assert text.split() == ["one", "two", "three", "four", "five", "six"]
