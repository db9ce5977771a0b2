"""What changed between two versions, word by word."""

from articles.differences import ADDED, REMOVED, SAME, body_lines, compare, differences


def marked(paragraphs):
    """Return paragraphs with [-removed-] and {+added+}."""
    signs = {REMOVED: "[-{}-]", ADDED: "{{+{}+}}", SAME: "{}"}
    return [
        "".join(signs[piece.kind].format(piece.text) for piece in paragraph)
        for paragraph in paragraphs
    ]


class TestWords:
    def test_one_new_word_is_one_mark(self):
        assert marked(compare(["Lift twice a week."], ["Lift at least twice a week."])) == [
            "Lift{+ at least+} twice a week."
        ]

    def test_a_run_of_new_words_is_one_mark_not_one_for_each(self):
        found = marked(compare(["Rest is best."], ["Lifting helps most."]))
        assert found == ["[-Rest is best-]{+Lifting helps most+}."]

    def test_punctuation_is_a_word_of_its_own(self):
        assert marked(compare(["Sleep more."], ["Sleep more!"])) == ["Sleep more[-.-]{+!+}"]

    def test_unchanged_paragraphs_are_left_out(self):
        assert marked(compare(["a b", "c", "d"], ["a b", "d"])) == ["[-c-]"]

    def test_all_old_and_all_new_words_are_there_in_their_order(self):
        old = ["one two three", "four five", "six"]
        new = ["one 2 three", "six", "seven eight"]
        pieces = [piece for paragraph in compare(old, new) for piece in paragraph]
        kept_old = "".join(p.text + " " for p in pieces if p.kind != ADDED).split()
        kept_new = "".join(p.text + " " for p in pieces if p.kind != REMOVED).split()
        assert kept_old == ["one", "two", "three", "four", "five"]
        assert kept_new == ["one", "2", "three", "seven", "eight"]


class TestParts:
    def test_only_parts_that_differ_are_named_in_the_order_of_the_form(self):
        old = {"title": "A", "summary": "S", "seo_title": "", "body": "<p>x</p>"}
        new = {"title": "B", "summary": "S", "seo_title": "T", "body": "<p>x</p>"}
        assert [d.label for d in differences(old, new)] == ["Title", "Title in search results"]

    def test_keys_are_shown_by_name(self):
        found = differences({"topic": 1}, {"topic": 2}, lambda part, pk: f"{part} {pk}")
        assert marked(found[0].paragraphs) == ["topic [-1-]{+2+}"]

    def test_a_changed_source_shows(self):
        row = {"key": "a-2020", "text": "A. 2020.", "url": ""}
        found = differences({"references": [row]}, {"references": [row | {"text": "A. 2021."}]})
        assert marked(found[0].paragraphs) == ["[a-2020] A. [-2020-]{+2021+}."]


class TestBodyAsLines:
    def test_everything_a_reader_sees_has_a_line(self):
        body = (
            '<h2 data-number="1">Rest</h2>'
            '<p>Sleep <strong>more</strong>.<sup data-ref="a-2020"></sup></p>'
            '<aside class="callout fix"><p>Nap.</p>'
            "<ul><li>Early<ul><li>Dark</li></ul></li></ul></aside>"
            '<figure data-diagram="hip-hinge" data-alt="A hinge"><figcaption>So.'
            '</figcaption></figure><p><a href="/free-intro/">Come in</a></p>'
        )
        assert body_lines(body) == [
            "# 1. Rest",
            "Sleep **more**. [a-2020]",
            "Box: fix",
            "Nap.",
            "- Early",
            "- Dark",
            "Picture: hip-hinge (A hinge)",
            "Caption: So.",
            "Come in (/free-intro/)",
        ]
