"""
Tags inside tags without end. The parser looks up through all that is open, so number times
depth is what they cost: counted here, not timed.
"""

import re

import pytest

from forge_site.web.cleaning import _MOST_DEPTH, _shallow, clean_body, clean_reference
from forge_site.web.markup import plain_text

DEEP = 5_000
TAG = re.compile(r"<(/?)([a-z0-9]+)")


def depth_of(html, names):
    """Return how deep the tags called `names` lie inside each other at most."""
    deepest = now = 0
    for tag in TAG.finditer(html):
        if tag[2] in names:
            now = max(0, now - 1) if tag[1] else now + 1
            deepest = max(deepest, now)
    return deepest


@pytest.mark.parametrize(
    ("opened", "names"),
    [
        ("<ul><li>x", {"ul"}),
        ("<div>x", {"div"}),
        ("<blockquote><p>x", {"blockquote"}),
        ("<b><i>x", {"b", "i"}),
        ("<table><tr><td>x", {"table"}),
        ("<ul></b>x", {"ul"}),
        ('<aside class="callout fix"><p>x', {"aside"}),
        ("<UL><LI>x", {"UL", "ul"}),
    ],
)
def test_what_is_too_deep_is_opened_no_more_and_keeps_its_words(opened, names):
    html = opened * DEEP
    assert depth_of(_shallow(html).lower(), {name.lower() for name in names}) <= _MOST_DEPTH
    assert plain_text(html).count("x") == DEEP


def test_its_end_is_dropped_with_it():
    html = "<div>" * DEEP + "deep" + "</div>" * DEEP + "<p>after</p>" * 2
    assert clean_body(html) == "<p>deep</p>\n<p>after</p>\n<p>after</p>"
    assert _shallow(html).count("<div>") == _shallow(html).count("</div>") == _MOST_DEPTH


@pytest.mark.parametrize(
    "html",
    [
        "<p>one" * 500,
        "<ul>" + "<li>one" * 500 + "</ul>",
        "<div>one</div>" * 500,
        "<p>one<br>two</p>" * 500,
        "<h2>one</h2><p><strong>two</strong></p>" * 300,
        "<table>" + "<tr><td>one<td>two" * 300 + "</table>",
    ],
    ids=["open p", "open li", "beside each other", "br", "headings", "open cells"],
)
def test_what_stands_beside_each_other_is_untouched(html):
    assert _shallow(html) == html


def test_a_reference_is_kept_shallow_as_well():
    assert clean_reference("<ul><li>x " * DEEP) == ("x " * DEEP).strip()


def test_what_a_comment_hides_opens_nothing():
    """Word writes hundreds of tags into one, in front of what it pastes."""
    hidden = "<!--[if gte mso 9]>" + "<w:LsdException/>" * 400 + "<![endif]-->"
    kept = '<ul><li><a href="https://a.example/"><strong>l</strong></a><ul><li>in</li></ul></li></ul>'
    assert clean_body(hidden + kept) == clean_body(kept)
    assert clean_body("<p>a</p><!-- no end") == "<p>a</p>"


@pytest.mark.parametrize(
    "comment", ["<!-- x --!>", "<!-->", "<!--->", "<!---->", "<!-- a -- b -->", "<!--\n-->"]
)
def test_a_comment_ends_where_a_browser_ends_it(comment):
    """HTML Standard, 13.2.5.43 to 52: `--!>` ends one as well, and `<!-->` is a whole one."""
    many = "<p>kept</p>" * 100
    assert clean_body(comment + many) == clean_body(many)
