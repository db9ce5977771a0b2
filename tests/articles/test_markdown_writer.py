"""An article as Markdown: what is written reads back as what it was."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from articles.importing import read_markdown
from articles.markdown_writer import body_as_markdown, line_as_markdown, reference_as_markdown
from forge_site.web.cleaning import clean_body
from forge_site.web.markup import plain_text
from tests.articles import factories
from tests.articles.sample_site import ARTICLES

SITE = "https://forge.test"


def markdown(html):
    return body_as_markdown(clean_body(html), SITE)


class TestBlocks:
    @pytest.mark.parametrize(
        ("html", "written"),
        [
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("<h2>Why</h2><h3>How</h3>", "## Why\n\n### How"),
            ('<h2 data-number="2">Hips</h2>', "## 2. Hips"),
            ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
            ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
            ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
            ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
            ('<aside class="callout fix"><p>Do it.</p></aside>', "**The fix:** Do it."),
            (
                '<aside class="callout flag"><h3>Stop</h3><p>Now.</p></aside>',
                "> **Stop**\n>\n> Now.",
            ),
            (
                '<figure data-diagram="hip-hinge" data-alt="A hinge">'
                "<figcaption>Push back.</figcaption></figure>",
                "*A hinge*\n\n*Push back.*",
            ),
            ("<p>a<br>b</p>", "a\\\nb"),
        ],
    )
    def test_are_written(self, html, written):
        assert markdown(html) == written


class TestText:
    @pytest.mark.parametrize(
        ("html", "written"),
        [
            ("<p>A <strong>b</strong> <em>c</em>.</p>", "A **b** *c*."),
            ('<p><a href="/x/">y</a></p>', f"[y]({SITE}/x/)"),
            ('<p><a href="https://a.example/(b)">y</a></p>', "[y](https://a.example/%28b%29)"),
            ('<p>So.<sup data-ref="owen-2020"></sup></p>', "So.[^owen-2020]"),
            ("<p>5 * 3 [x] _y_ &lt;b&gt; &amp;amp;</p>", r"5 \* 3 \[x\] \_y\_ \<b\> \&amp;"),
            ("<p># no heading</p>", r"\# no heading"),
            ("<p>1. no list</p>", r"1\. no list"),
            ("<p>- no list</p>", r"\- no list"),
        ],
    )
    def test_is_escaped_where_it_could_mean_something(self, html, written):
        assert markdown(html) == written

    @given(st.text(alphabet=" *_[]()<>&#-+=1.`\\|~!:ab\u00e9", max_size=40))
    def test_any_line_reads_back_as_it_was(self, text):
        line = " ".join(text.split())
        tokens = MarkdownIt("commonmark").parse(line_as_markdown(text))
        read = "".join(
            child.content for token in tokens if token.children for child in token.children
        )
        assert read == line


def test_a_reference_names_its_source():
    text = reference_as_markdown("a-1", "Owen_PJ. <cite>BJSM</cite>.", "https://doi.org/10/x")
    assert text == r"[^a-1]: Owen\_PJ. BJSM. <https://doi.org/10/x>"


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_sample_articles_read_back_word_for_word(path):
    """Through our own reader, which knows citations, callouts and fixes."""
    body = read_markdown(path.read_text("utf-8")).body
    body = re.sub(r"<figure.*?</figure>", "", body, flags=re.DOTALL)  # becomes words
    keys = sorted(set(re.findall(r'data-ref="([^"]+)"', body)))
    references = "\n".join(f"[^{key}]: x" for key in keys)
    again = read_markdown(f"# T\n\n{body_as_markdown(body, '')}\n\n{references}").body
    assert _words(again) == _words(body)
    for tag in ("h2", "h3", "li", "ul", "ol", "sup", "strong"):
        assert again.count(f"<{tag}") - _bold_titles(body, tag) == body.count(f"<{tag}"), tag


def _words(body):
    """The words in order, without the numbers of parts."""
    body = re.sub(r"<h2>\d+\. ", "<h2>", body)
    return plain_text(body).split()


def _bold_titles(body, tag):
    """Headings of callouts come back in bold."""
    titles = len(re.findall(r"<aside[^>]*>\s*<h3>", body))
    return {"h3": -titles, "strong": titles}.get(tag, 0)


@pytest.mark.django_db
class TestTheAddress:
    def test_answers_with_the_article_in_markdown(self, client):
        factories.article(
            title="Sleep & you",
            slug="sleep",
            body='<p>Sleep <strong>more</strong>.<sup data-ref="owen-2020"></sup></p>',
            references=["owen-2020"],
            author=factories.coach(),
        )
        answer = client.get("/articles/sleep.md")
        text = answer.content.decode()
        assert answer["Content-Type"] == "text/markdown; charset=utf-8"
        assert text.startswith("# Sleep \\& you\n\nWhat it says in short.\n\n")
        assert "Sleep **more**.[^owen-2020]" in text
        assert "[^owen-2020]: Owen PJ, et al. Which modes help. Br J Sports Med. 2020." in text
        assert "By Maya Ellison, Head coach." in text
        assert "http://127.0.0.1:8000/articles/sleep/" in text
        assert "isn’t medical advice" in text

    def test_names_the_page_as_the_one_to_index(self, client):
        factories.article(slug="sleep")
        answer = client.get("/articles/sleep.md")
        page = "http://127.0.0.1:8000/articles/sleep/"
        assert answer["Link"] == f'<{page}>; rel="canonical"'
        assert 'type="text/markdown"' in client.get("/articles/sleep/").content.decode()

    def test_a_sample_names_nobody(self, client):
        factories.article(slug="sleep", author=factories.coach(), is_sample=True)
        text = client.get("/articles/sleep.md").content.decode()
        assert "Maya" not in text
        assert "Sample article, awaiting a coach’s review." in text

    def test_what_readers_cannot_see_is_not_there(self, client):
        factories.draft(slug="sleep")
        assert client.get("/articles/sleep.md").status_code == 404
