"""Found words marked, and nothing that was typed ever a tag."""

from hypothesis import given
from hypothesis import strategies as st

from articles.search.highlighting import MOST_LETTERS, form_in, marked, passage


class TestMarks:
    def test_every_form_of_the_word(self):
        assert marked("Lifts and lifting", {"lift"}) == (
            "<mark>Lifts</mark> and <mark>lifting</mark>"
        )

    def test_neighbours_share_a_mark(self):
        assert marked("The hip hinge.", {"hip", "hing"}) == "The <mark>hip hinge</mark>."

    def test_a_compound_is_marked_once(self):
        assert marked("Do pull-ups", {"pullup", "pull"}) == "Do <mark>pull-ups</mark>"

    def test_what_looks_like_a_tag_is_text(self):
        assert marked('<b onclick="x">lift</b>', {"lift", "onclick"}) == (
            "&lt;b <mark>onclick</mark>=&quot;x&quot;&gt;<mark>lift</mark>&lt;/b&gt;"
        )

    @given(st.text(), st.sets(st.sampled_from(["lift", "b", "amp", "lt", "mark"])))
    def test_no_text_makes_a_tag_but_mark(self, text, stems):
        html = marked(text, stems)
        assert "<" not in html.replace("<mark>", "").replace("</mark>", "")


class TestPassage:
    def test_the_summary_if_it_holds_a_word(self):
        assert passage("Learn to lift.", "Lift, lift.", {"lift"}).startswith("Learn")

    def test_else_the_sentence_that_holds_most(self):
        text = "The bar. The bar and the floor. The floor."
        assert passage("Else.", text, {"bar", "floor"}) == (
            "The <mark>bar</mark> and the <mark>floor</mark>."
        )

    def test_else_the_summary_as_it_is(self):
        assert passage("Else.", "Nothing.", {"bar"}) == "Else."

    def test_a_long_one_is_cut_around_the_find(self):
        cut = passage("", f"{'before ' * 90} bar {'after ' * 90}", {"bar"})
        assert "<mark>bar</mark>" in cut
        assert cut.startswith("… ") and cut.endswith(" …")
        assert len(cut) < MOST_LETTERS + 40


def test_the_form_a_text_uses():
    assert form_in("To exercise: Exercises.", "exercis") == "exercise"
    assert form_in("No.", "exercis") is None
