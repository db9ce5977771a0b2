"""How the reading grade counts (Kincaid et al. 1975) and what it leaves out."""

import pytest

from forge_site.web.reading import FEWEST_WORDS, reading_grade, syllables


def grade(text):
    """Return the grade of `text`, written below itself until it has words enough."""
    return reading_grade("\n".join([text] * FEWEST_WORDS))


class TestSyllables:
    """Counts are those of a dictionary's hyphenation by sound (Merriam-Webster)."""

    @pytest.mark.parametrize(
        ("word", "count"),
        [
            ("back", 1), ("pain", 1), ("squat", 1), ("squats", 1), ("strength", 1),
            ("make", 1), ("makes", 1), ("walked", 1), ("called", 1), ("miles", 1), ("whole", 1),
            ("the", 1), ("be", 1), ("eye", 1), ("cue", 1), ("don't", 1), ("you’ve", 1),
            ("body", 2), ("muscle", 2), ("muscles", 2), ("handled", 2), ("boxes", 2),
            ("lifted", 2), ("exercise", 3), ("exercises", 4), ("being", 2), ("doing", 2),
            ("trial", 2), ("special", 2), ("people", 2), ("player", 2), ("coach's", 1),
            ("video", 3), ("carrying", 3), ("material", 4), ("serious", 3), ("cautious", 2),
            ("usual", 3), ("actual", 3), ("action", 2), ("area", 3), ("idea", 3),
            ("question", 2), ("biology", 4), ("evidence", 3), ("2020", 1),
        ],
    )  # fmt: skip
    def test_are_counted_as_spoken(self, word, count):
        assert syllables(word) == count


class TestGrade:
    def test_is_the_formula_of_kincaid(self):
        # 2 sentences, 12 words, 14 syllables (muscle and healthy have two each):
        # 0.39 * 12 / 2 + 11.8 * 14 / 12 - 15.59 = 2.34 + 13.767 - 15.59 = 0.517
        text = "You can train your back. A muscle grows when it is healthy."
        assert grade(text) == 0.5

    def test_rises_with_long_words_and_long_sentences(self):
        hard = (
            "Biomechanical investigations of musculoskeletal rehabilitation demonstrate "
            "considerable heterogeneity regarding methodological characteristics."
        )
        assert grade(hard) > 20

    def test_of_a_few_words_is_none(self):
        assert reading_grade("") is None
        assert reading_grade("... 💪 !" * FEWEST_WORDS) is None
        assert reading_grade("Lift it. " * 49 + "Lift.") is None
        assert reading_grade("Lift it. " * 50) is not None

    def test_is_never_below_zero(self):
        # 1 word to a sentence, 1 syllable to a word: 0.39 + 11.8 - 15.59 = -3.4
        assert grade("Lift.") == 0.0

    def test_leaves_out_headings_and_names_in_lists(self):
        prose = "Rest a little and then lift again. Most people improve within a month."
        page = f"Cause one\n{prose}\nDeadlift\nRomanian deadlift\nHip thrust"
        assert grade(page) == grade(prose)

    def test_counts_lines_without_a_full_stop_when_there_is_nothing_else(self):
        assert grade("extraordinarily complicated terminology") > 20

    def test_a_decimal_or_an_abbreviation_ends_no_sentence(self):
        # 1 sentence, 10 words, 10 syllables: 3.9 + 11.8 - 15.59 = 0.11
        assert grade("It took 12.5 weeks for Dr. Lee to lift it.") == 0.1

    def test_a_quoted_end_is_an_end(self):
        assert grade("It is “too heavy to lift.” Leave the bar for now.") == grade(
            "It is too heavy to lift. Leave the bar for now."
        )

    def test_a_very_long_text_ends(self):
        assert reading_grade("word " * 200_000 + ".") > 1000
