"""Which candidate comes first, and how words nobody wrote are mended."""

from articles.search.correction import corrected
from articles.search.ranking import Candidate, Collection, rank
from articles.search.words import index_of, terms_of


def ranked(query, **rows):
    candidates = [
        Candidate(name, index_of(*texts), order=(number,))
        for number, (name, texts) in enumerate(rows.items())
    ]
    keys, total = rank(Collection(candidates), terms_of(query))
    assert total == len(keys)
    return keys


class TestRanking:
    def test_title_before_summary_before_body(self):
        found = ranked(
            "hinge",
            body=("Lift", "Well", "The hinge."),
            summary=("Lift", "The hinge"),
            title=("The hinge of lifts",),
        )
        assert found == ["title", "summary", "body"]

    def test_often_in_the_body_before_once(self):
        found = ranked("bar", once=("A", "B", "Bar."), often=("A", "B", "Bar. Bar! Bar?"))
        assert found == ["often", "once"]

    def test_a_title_that_says_nothing_else_comes_first(self):
        assert ranked("sleep", more=("Sleep and strength",), all=("Sleep",))[0] == "all"

    def test_the_rare_word_decides(self):
        rows = {f"row{number}": (f"Training {number}",) for number in range(9)}
        assert ranked("training zercher", **rows, wanted=("Zercher",)) == ["wanted"]

    def test_what_holds_little_of_the_query_is_left_out(self):
        found = ranked(
            "zercher squat", both=("Zercher squat",), one=("Squat",), more=("Squat more",)
        )
        assert found == ["both"]

    def test_equals_keep_their_order(self):
        assert ranked("lift", b=("Lift",), a=("Lift",)) == ["b", "a"]

    def test_part_of_a_word_is_no_find(self):
        assert ranked("train", strain=("Strain",), trains=("Trains",)) == ["trains"]


class TestCorrection:
    VOCABULARY = {"kettlebel": 3, "back": 9, "pain": 9, "squat": 4, "form": 2, "roller": 1}

    def mended(self, query, *unknown):
        terms = terms_of(query)
        wrong = [term for term in terms if term.form in unknown]
        return [term.stem for term in corrected(terms, wrong, self.VOCABULARY)]

    def test_two_words_written_as_one(self):
        assert self.mended("kettle bell", "kettle", "bell") == ["kettlebel"]

    def test_one_word_written_as_two(self):
        assert self.mended("backpain", "backpain") == ["back", "pain"]

    def test_letters_swapped(self):
        assert self.mended("sqaut pain", "sqaut") == ["squat", "pain"]

    def test_the_beginning_of_a_word(self):
        assert self.mended("kettleb", "kettleb") == ["kettlebel"]

    def test_a_short_word_is_not_guessed_at(self):
        assert self.mended("foam roller", "foam") == ["foam", "roller"]

    def test_nothing_near_is_left_alone(self):
        assert self.mended("zercher", "zercher") == ["zercher"]

    def test_known_words_are_left_alone(self):
        assert self.mended("squat form") == ["squat", "form"]
