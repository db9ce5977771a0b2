"""Sources typed at the end of a text: references where it is sure, words where it is not."""

import pytest

from articles.importing.document import Piece
from articles.importing.markdown_reader import read_markdown
from articles.importing.plain_reader import read_plain
from articles.importing.reading import read
from articles.importing.report import report_on
from articles.importing.words import tokens

from . import word_files as word

RAISED = '<w:vertAlign w:val="superscript"/>'
KOVACEVIC = "Kovacevic A, Mavros Y. Exercise and sleep. Sleep Med Rev. 2018."
FERRIS = "Ferris LT. Training improves sleep. J Clin. 2005."
DOI = "https://doi.org/10.1016/j.smrv.2017.07.002"
KEYS = ["kovacevic-2018", "ferris-2005"]


def cited(*keys):
    return "".join(f'<sup data-ref="{key}"></sup>' for key in keys)


def plain(*lines, body="Lifting helps sleep [1]. So does rest [2]."):
    return read_plain("\n\n".join(["Sleep", "What lifting does for sleep", body, *lines]))


def keys_of(document):
    return [row.key for row in document.references]


class TestPlainText:
    @pytest.mark.parametrize("name", ["References", "REFERENCES", "Sources:", "Works cited"])
    def test_numbers_in_brackets(self, name):
        document = plain(name, f"[1] {KOVACEVIC} {DOI}", f"[2] {FERRIS}")
        assert document.body == (
            f"<p>Lifting helps sleep{cited(KEYS[0])}. So does rest{cited(KEYS[1])}.</p>"
        )
        assert document.references == [
            ("kovacevic-2018", KOVACEVIC, DOI),
            ("ferris-2005", FERRIS, ""),
        ]

    @pytest.mark.parametrize(
        "entries",
        [
            (f"1. {KOVACEVIC}\n2. {FERRIS}",),
            (f"1) {KOVACEVIC}", f"2) {FERRIS}"),
            (KOVACEVIC, FERRIS),
            (f"¹ {KOVACEVIC}", f"² {FERRIS}"),
            (f"- {KOVACEVIC}\n- {FERRIS}",),
        ],
        ids=["list", "brackets", "no numbers", "raised", "bullets"],
    )
    def test_every_way_to_number_them(self, entries):
        document = plain("References", *entries)
        assert keys_of(document) == KEYS
        assert document.body.count("data-ref") == 2

    @pytest.mark.parametrize(
        ("typed", "keys"),
        [
            ("Sleep is good [1, 2].", KEYS),
            ("Sleep is good [1-2].", KEYS),
            ("Sleep is good.¹", KEYS[:1]),
            ("Sleep is good.¹,²", KEYS),
            ("Sleep is good (Ferris, 2005).", KEYS[1:]),
            ("Sleep is good (Kovacevic et al., 2018; Ferris 2005).", KEYS),
        ],
    )
    def test_every_way_to_cite_them(self, typed, keys):
        document = plain("References", KOVACEVIC, FERRIS, body=typed)
        assert cited(*keys) in document.body

    @pytest.mark.parametrize(
        "typed",
        ["See page [9].", "A room of 20 m².", "See [1](here).", "So it was (Jones, 2005)."],
    )
    def test_what_matches_nothing_stays_as_it_was(self, typed):
        document = plain("References", KOVACEVIC, FERRIS, body=typed)
        assert typed in document.body
        assert keys_of(document) == KEYS

    def test_without_a_list_nothing_is_a_citation(self):
        assert "sleep [1]. So does rest [2]." in plain().body

    def test_a_heading_that_only_sounds_like_it_stays_text(self):
        document = plain("Sources", "Good sources of protein are eggs and beans.")
        assert "Sources" in document.body and document.references == []

    def test_what_follows_the_list_stays(self):
        document = plain("References", KOVACEVIC, FERRIS, "Sleep tight, and lift soon again.")
        assert document.body.endswith("<p>Sleep tight, and lift soon again.</p>")
        assert keys_of(document) == KEYS

    def test_the_call_to_action_is_known_before_and_behind_it(self):
        call = "Book your free intro today."
        for lines in (
            (call, "References", KOVACEVIC, FERRIS),
            ("References", KOVACEVIC, FERRIS, call),
        ):
            document = plain(*lines)
            assert call not in document.body
            assert keys_of(document) == KEYS

    def test_the_report_calls_it_a_guess(self):
        guessed = report_on(plain("References", KOVACEVIC, FERRIS)).guessed
        assert guessed[0] == (
            "2 sources under “References” became references, 2 of them cited where the text "
            "does. Look at each."
        )

    def test_every_word_is_accounted_for_in_order(self):
        document = plain("References", f"1. {KOVACEVIC}", f"2. {FERRIS}")
        assert Piece("mark", "References") in document.pieces
        assert [piece.text for piece in document.pieces if piece.place == "reference"] == [
            KOVACEVIC,
            FERRIS,
        ]
        everything = [word for piece in document.pieces for word in tokens(piece.text)]
        assert everything == tokens(
            "Sleep What lifting does for sleep Lifting helps sleep. So does rest. "
            f"References 1. {KOVACEVIC} 2. {FERRIS}"
        )
        assert not [note for note in document.notes if "found no place" in note.sentence]


class TestMarkdown:
    @pytest.mark.parametrize(
        "section",
        [
            f"## References\n\n1. {KOVACEVIC}\n2. {FERRIS}\n",
            f"**Sources**\n\n- {KOVACEVIC}\n- {FERRIS}\n",
            f"References\n----------\n\n[1] {KOVACEVIC}\n\n[2] {FERRIS}\n",
            f"# Sources:\n1. Kovacevic A, Mavros Y. Exercise and sleep.\n"
            f"   Sleep Med Rev. 2018.\n2. {FERRIS}",
        ],
        ids=["list", "bold", "underlined", "broken lines"],
    )
    def test_a_list_becomes_notes(self, section):
        text = f"# A title\n\nIt helps [1, 2]. It does<sup>2</sup>.\n\n{section}"
        document = read_markdown(text)
        assert document.body == f"<p>It helps{cited(*KEYS)}. It does{cited(KEYS[1])}.</p>"
        assert keys_of(document) == KEYS
        assert document.references[0].text == KOVACEVIC

    def test_notes_of_its_own_are_enough(self):
        text = f"# T\n\nIt helps[^a].\n\n## Sources\n\n1. {FERRIS}\n\n[^a]: {KOVACEVIC}\n"
        document = read_markdown(text)
        assert keys_of(document) == ["a"]
        assert "Sources</h2>" in document.body

    def test_a_raised_number_stays_raised_without_a_list(self):
        assert "20 m²" in read_markdown("# T\n\nA room of 20 m<sup>2</sup>.").body


class TestWord:
    def document(self, *sources):
        return read(
            "a.docx",
            word.docx(
                word.paragraph("Sleep"),
                word.paragraph("What lifting does for sleep"),
                word.paragraph(
                    "It helps", word.run("1,2", RAISED), " in 20 m", word.run("2", RAISED)
                ),
                *sources,
            ),
        )

    def test_raised_numbers_cite_and_an_area_stays(self):
        document = self.document(
            word.paragraph("References"),
            word.paragraph(KOVACEVIC),
            word.paragraph("Ferris LT. Training. ", word.run("J Clin", word.ITALIC), ". 2005."),
        )
        assert document.body == f"<p>It helps{cited(*KEYS)} in 20 m²</p>"
        assert document.references[1].text == "Ferris LT. Training. <cite>J Clin</cite>. 2005."
        assert not [note for note in document.notes if "found no place" in note.sentence]

    def test_without_a_list_raised_numbers_stay_raised(self):
        assert self.document().body == "<p>It helps¹,² in 20 m²</p>"
