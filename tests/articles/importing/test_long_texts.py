"""Long texts cost what they are long: no step looks at all that came before. By counting."""

import pytest

from articles.importing.markdown_body import BodyReader
from articles.importing.markdown_reader import read_markdown
from articles.importing.source_keys import source_key

SOURCE = "Smith J. Lifting. 2019."


class Counted(dict):
    """A dictionary that counts how often it is asked what it holds."""

    asked = 0

    def __contains__(self, key):
        self.asked += 1
        return super().__contains__(key)


class TestNamesOfSources:
    def test_many_of_one_name_are_counted_on(self):
        taken = {}
        for _ in range(30):
            taken[source_key(SOURCE, taken)] = SOURCE
        names = ["smith-2019", *(f"smith-2019-{number}" for number in range(2, 31))]
        assert list(taken) == names

    def test_the_thousandth_asks_a_few_times(self):
        taken = Counted.fromkeys(["smith-2019", *(f"smith-2019-{n}" for n in range(2, 4_000))])
        assert source_key(SOURCE, taken) == "smith-2019-4000"
        assert taken.asked < 30

    def test_a_name_that_was_left_out_does_no_harm(self):
        taken = dict.fromkeys(["smith-2019", "smith-2019-2", "smith-2019-4"])
        assert source_key(SOURCE, taken) not in taken


def test_a_thousand_notes_of_one_wording_are_told_once():
    body = BodyReader({})
    for _ in range(1_000):
        body.note("left out", "A dividing line.")
    body.note("guessed", "Something.")
    assert [note.sentence for note in body.notes] == ["A dividing line.", "Something."]


@pytest.mark.parametrize("count", [10, 1_000])
def test_every_source_of_a_long_list_is_kept(count):
    lines = "".join(f"[^{n}]: Smith J. Lifting. 2019.\n" for n in range(count))
    document = read_markdown(f"# A title\n\nText.\n\n{lines}")
    assert len({row.key for row in document.references}) == count
