"""What the publish check finds, and that a good article passes it without a word."""

from datetime import date
from types import SimpleNamespace

import pytest

from articles.importing import Reference
from articles.publish_check import ADVICE, ERROR, check

TODAY = date(2026, 11, 22)
LINKS = (
    '<p>Read <a href="/articles/sleep/">about sleep</a>, <a href="/programs/foundations/?a=1">'
    'start in Foundations</a> or <a href="/free-intro/">book a free intro</a>.</p>'
)
BODY = (
    '<p>Lift twice a week.<sup data-ref="owen-2020"></sup></p>'
    '<h2 data-number="1">Hips</h2><h3>Why</h3><p>They are strong.</p>'
    f'<h2 data-number="2">Core</h2>{LINKS}<p>{"We lift and then we rest. " * 160}</p>'
)


def article(**changes):
    """Return an article without a fault, changed by `changes`."""
    fields = {
        "title": "How often to lift",
        "slug": "how-often-to-lift",
        "topic": "Strength",
        "summary": "Twice a week is enough for most people.",
        "body": BODY,
        "hero": "bumper-plate-stack",
        "seo_title": "How often to lift",
        "seo_description": "x" * 150,
        "references": [Reference("owen-2020", "Owen PJ.", "")],
        "author": "Priya",
        "reviewed_on": TODAY,
        "is_sample": False,
    }
    return SimpleNamespace(**(fields | changes))


def findings(document=None, **callables):
    callables = {
        "link_exists": lambda path: True,
        "picture_alt": lambda slug: "A barbell",
        "has_diagram": lambda name: True,
        "today": TODAY,
    } | callables
    found = check(document or article(), **callables)
    return {finding.code: finding for finding in found}


def level_of(code, document, **callables):
    found = findings(document, **callables)
    return found[code].level if code in found else None


def body(html):
    return article(body=BODY + html)


class TestAGoodArticle:
    def test_passes_without_a_word(self):
        assert findings(picture_alt=lambda slug: None, has_diagram=lambda name: False) == {}

    def test_errors_come_before_advice(self):
        found = findings(article(hero="", topic=""), link_exists=lambda path: False)
        levels = [finding.level for finding in found.values()]
        assert levels == sorted(levels, key=[ERROR, ADVICE].index)
        assert {ERROR, ADVICE} == set(levels)


class TestFields:
    @pytest.mark.parametrize("field", ["title", "summary", "topic", "body"])
    def test_that_readers_need_are_errors_when_empty(self, field):
        assert level_of(f"no-{field}", article(**{field: ""})) == ERROR

    def test_a_cover_is_advised(self):
        assert level_of("no-cover", article(hero="")) == ADVICE

    @pytest.mark.parametrize(
        ("field", "code", "level", "longest"),
        [
            ("title", "title-length", ADVICE, 70),
            ("summary", "summary-length", ERROR, 220),
            ("seo_title", "seo-title-length", ADVICE, 60),
            ("seo_description", "seo-description-length", ADVICE, 155),
        ],
    )
    def test_may_have_so_many_characters(self, field, code, level, longest):
        assert level_of(code, article(**{field: "x" * longest})) is None
        assert level_of(code, article(**{field: "x" * (longest + 1)})) == level

    def test_the_title_stands_in_for_an_empty_search_title(self):
        assert level_of("seo-title-length", article(title="x" * 61, seo_title="")) == ADVICE

    def test_a_description_is_advised_and_not_too_short(self):
        assert level_of("no-seo-description", article(seo_description="")) == ADVICE
        assert level_of("seo-description-length", article(seo_description="x" * 139)) == ADVICE
        assert level_of("seo-description-length", article(seo_description="x" * 140)) is None


class TestStructure:
    def test_opens_with_the_short_answer(self):
        assert level_of("no-short-answer", article(body="<ul><li>a</li></ul>")) == ADVICE

    def test_has_no_small_heading_before_a_large_one(self):
        assert level_of("heading-order", article(body="<p>a</p><h3>b</h3>" + BODY)) == ERROR
        assert level_of("heading-order", article()) is None

    def test_numbers_its_parts_one_by_one(self):
        assert level_of("numbers", body('<h2 data-number="3">c</h2>')) is None
        assert level_of("numbers", body('<h2 data-number="4">d</h2>')) == ADVICE
        assert level_of("numbers", body('<h2 data-number="2">b</h2>')) == ADVICE

    def test_has_one_pull_quote_at_most(self):
        quote = "<blockquote><p>a</p></blockquote>"
        assert level_of("quotes", body(quote)) is None
        assert level_of("quotes", body(quote * 2)) == ADVICE


class TestText:
    def test_has_a_length_people_finish(self):
        assert level_of("length", article(body=f"<p>{'word ' * 899}</p>")) == ADVICE
        assert level_of("length", article(body=f"<p>{'word ' * 900}</p>")) is None
        assert level_of("length", article(body=f"<p>{'word ' * 1400}</p>")) is None
        assert level_of("length", article(body=f"<p>{'word ' * 1401}</p>")) == ADVICE

    def test_is_easy_to_read(self):
        hard = "Considerable heterogeneity characterises contemporary rehabilitation. " * 200
        found = findings(article(body=f"<p>{hard}</p>"))
        assert found["reading-grade"].level == ADVICE
        few = article(body="<p>Considerable heterogeneity.</p>")
        assert level_of("reading-grade", few) is None


class TestFigures:
    PICTURE = '<figure data-picture="chalk"></figure>'

    def test_pictures_have_a_description_in_the_library_or_here(self):
        here = '<figure data-picture="chalk" data-alt="A bowl"></figure>'
        assert level_of("no-alt", body(self.PICTURE), picture_alt=lambda slug: "") == ERROR
        assert level_of("no-alt", body(self.PICTURE), picture_alt=lambda slug: "A bowl") is None
        assert level_of("no-alt", body(here), picture_alt=lambda slug: "") is None

    def test_pictures_and_drawings_exist(self):
        assert (
            level_of("no-such-picture", body(self.PICTURE), picture_alt=lambda s: None) == ERROR
        )
        drawing = body('<figure data-diagram="plan"></figure>')
        assert level_of("no-such-diagram", drawing, has_diagram=lambda name: False) == ERROR
        assert (
            level_of("no-such-diagram", drawing, has_diagram=lambda name: name == "plan")
            is None
        )

    def test_descriptions_are_short_and_do_not_name_themselves(self):
        def figure(alt):
            return body(f'<figure data-diagram="plan" data-alt="{alt}"></figure>')

        assert level_of("alt-length", figure("x" * 125)) is None
        assert level_of("alt-length", figure("x" * 126)) == ADVICE
        assert level_of("alt-about-itself", figure("An image of a bowl")) == ADVICE
        assert level_of("alt-about-itself", figure("Imagine a bowl")) is None


class TestLinks:
    @pytest.mark.parametrize(
        "words",
        ["here", "Click here", "Read more…", "this article", "MORE", "https://a.example"],
    )
    def test_say_where_they_lead(self, words):
        assert level_of("link-text", body(f'<p><a href="/a/">{words}</a></p>')) == ERROR

    def test_with_the_same_words_lead_to_the_same_place(self):
        one, two = '<p><a href="/a/">our plan</a></p>', '<p><a href="/b/">Our plan</a></p>'
        assert level_of("link-same-words", body(one + one)) is None
        assert level_of("link-same-words", body(one + two)) == ADVICE

    def test_to_other_sites_belong_among_the_references(self):
        assert (
            level_of("outside-link", body('<p><a href="https://a.example">a</a></p>')) == ADVICE
        )

    def test_inside_the_site_lead_somewhere(self):
        asked = []

        def link_exists(path):
            asked.append(path)
            return path != "/programs/foundations/"

        found = findings(link_exists=link_exists)
        assert asked == ["/articles/sleep/", "/programs/foundations/", "/free-intro/"]
        assert found["dead-link"].level == ERROR
        assert "/programs/foundations/?a=1" in found["dead-link"].sentence

    def test_inside_the_page_lead_to_a_heading(self):
        assert level_of("dead-link", body('<p><a href="#hips">a</a></p>')) is None
        assert level_of("dead-link", body('<p><a href="#references">a</a></p>')) is None
        assert level_of("dead-link", body('<p><a href="#knees">a</a></p>')) == ERROR

    def test_lead_to_three_pages_of_ours_or_more(self):
        assert (
            level_of("few-links", article(body=BODY.replace("/free-intro/", "#hips"))) == ADVICE
        )

    @pytest.mark.parametrize(
        ("html", "counted"),
        [
            ("<p>None.</p>", "no other page of this site; 3 or more"),
            ('<p><a href="/a/">a</a></p>', "1 other page of this site; 3 or more"),
            ('<p><a href="/a/">a</a> <a href="/b/">b</a></p>', "2 other pages of this site;"),
        ],
    )
    def test_are_counted_in_words(self, html, counted):
        assert counted in findings(article(body=html))["few-links"].sentence


class TestReferences:
    def test_that_are_cited_are_defined(self):
        assert level_of("unknown-reference", article(references=[])) == ERROR

    def test_that_are_defined_are_cited(self):
        references = [*article().references, Reference("who-2023", "WHO.", "")]
        assert level_of("uncited-reference", article(references=references)) == ADVICE

    def test_are_advised(self):
        assert level_of("no-references", article(body="<p>a</p>", references=[])) == ADVICE
        assert level_of("no-references", article()) is None


class TestPeople:
    def judged(self, **changes):
        return findings(article(**changes))

    def test_an_author_and_a_review_are_advised(self):
        assert self.judged(author=None)["no-author"].level == ADVICE
        assert self.judged(reviewed_on=None)["not-reviewed"].level == ADVICE

    def test_a_review_holds_for_a_year(self):
        assert self.judged(reviewed_on=date(2025, 11, 22)) == {}
        old = self.judged(reviewed_on=date(2025, 11, 21))
        assert old["review-old"].level == ADVICE
        assert old["review-old"].sentence == (
            "The facts were checked on November 21, 2025: check them again."
        )

    def test_a_sample_says_so(self):
        assert self.judged(is_sample=True)["sample"].level == ADVICE
