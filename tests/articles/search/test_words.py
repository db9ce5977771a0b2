"""A text as stems, a query as terms."""

import pytest

from articles.search.words import MOST_WORDS, index_of, stems_of, terms_of


def stems(query):
    return [term.stem for term in terms_of(query)]


class TestStems:
    @pytest.mark.parametrize("word", ["lift", "lifts", "Lifting", "LIFTED"])
    def test_one_word_has_one_stem(self, word):
        assert stems_of(word) == ["lift"]

    def test_common_words_are_left_out(self):
        assert stems_of("Should you be at the gym?") == ["gym"]

    def test_accents_and_apostrophes_do_not_count(self):
        assert stems_of("Naïve coach’s don't") == ["naiv", "coach"]

    def test_a_compound_is_found_in_parts_and_whole(self):
        assert stems_of("pull-ups") == ["pull", "pullup"]

    def test_numbers_stay_and_are_not_run_together(self):
        assert stems_of("5 x 5, aged 40-60") == ["5", "5", "age", "40", "60"]


class TestTerms:
    def test_a_repeated_word_counts_once(self):
        assert stems("lift lifting lifts") == ["lift"]

    def test_a_compound_is_one_term_with_its_parts_beside_it(self):
        (term,) = terms_of("pull-ups")
        assert (term.stem, term.others) == ("pullup", {"pull"})

    def test_what_means_the_same_goes_along(self):
        assert "cost" in terms_of("price")[0].others
        assert terms_of("barbell")[0].others == frozenset()

    def test_there_is_an_end(self):
        assert len(terms_of(" ".join(f"word{number}" for number in range(50)))) == MOST_WORDS

    @pytest.mark.parametrize("text", ["", "the", "!?", "'", "-", "\u2019", "_", "\u00a0"])
    def test_no_word_no_term(self, text):
        assert terms_of(text) == []


def test_the_index_holds_each_stem_once_where_it_counts_most():
    index = index_of("Deadlift", "Learn the deadlift hinge", "Hinge, bar, bar, bar, floor.")
    assert index.split("\n") == [" deadlift ", " learn hing ", " bar ", " floor "]
