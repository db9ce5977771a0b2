"""Word files of four makers: what is in them, set as a person would, word for word."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from articles.importing import Reference
from articles.importing.docx_reader import read_docx
from articles.importing.plain_reader import read_plain
from articles.importing.report import report_on

from . import word_files as word
from .word_files import BOLD, CAPS, ITALIC, paragraph, run

FILES = Path(__file__).parent / "files"


def blocks(*body, **options):
    """The blocks of the body of a Word file with a topic and a title."""
    top = [paragraph("Strength"), paragraph("A title of some words")]
    return read_docx(word.docx(*top, *body, **options)).body.split("\n")


def nothing_lost(document):
    return not [note for note in document.notes_of("left out") if "no place" in note]


class TestPandoc:
    document = read_docx((FILES / "pandoc.docx").read_bytes())

    def test_title_and_subtitle(self):
        assert self.document.title == "Are squats bad for your knees?"
        assert self.document.slug == "are-squats-bad-for-your-knees"
        assert self.document.summary == (
            "No.\xa0Done with care they are one of the best things you can do for them."
        )

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Squats are <strong>safe</strong> for <em>most</em> knees."
            '<sup data-ref="owen-2020"></sup> Deep ones too – “within reason”, at 5&nbsp;kg or '
            '50.<sup data-ref="note-2"></sup></p>',
            '<p>Read on at <a href="https://www.who.int/activity">the WHO</a> or '
            '<a href="https://example.org/knees">https://example.org/knees</a>.</p>',
            "<h2>What people say</h2>",
            "<h3>Myth 1: Squats wear knees out</h3>",
            '<p>Cartilage likes load.<sup data-ref="owen-2020"></sup></p>',
            "<h3>Myth 2: Never past the toes</h3>",
            '<p>It depends on your build.<sup data-ref="odegard-2016"></sup></p>',
            "<h2>What to do</h2>",
            "<ol><li>Sit down.</li><li>Stand up:<ul><li>slowly,</li><li>with a friend.</li>"
            "</ul></li><li>Repeat.</li></ol>",
            '<aside class="callout fix"><p>Start with a box squat.</p></aside>',
            "<p>Week – Sets – Reps</p>",
            "<ul><li><strong>One</strong> – 2 – 8</li>"
            "<li><strong>Two</strong> – 3 – 8</li></ul>",
            "<blockquote><p>Strong legs, happy knees.</p></blockquote>",
            '<figure data-picture="from-word-c8a60dff2b6f" '
            'data-alt="A barbell on a rubber floor">'
            "<figcaption>A barbell on a rubber floor</figcaption></figure>",
            "<p>That is all.</p>",
        ]

    def test_footnotes_are_references_in_the_order_of_citation(self):
        assert self.document.references == [
            Reference(
                "owen-2020",
                "Owen PJ, Miller CT, et al. Which modes help? <cite>Br J Sports Med</cite>. "
                "2020;54(21):1279.",
                "https://doi.org/10.1136/bjsports-2019-100886",
            ),
            Reference("note-2", "A pound is 0.45 kg.", ""),
            Reference(
                "odegard-2016",
                "Ødegård R. Toes &amp; knees. <cite>Knee</cite>. 2016. Available at the "
                "journal.",
                "https://example.org/toes",
            ),
        ]

    def test_the_picture_is_handed_over(self):
        (picture,) = self.document.pictures
        assert picture.alt == "A barbell on a rubber floor"
        assert Image.open(BytesIO(picture.content)).size == (640, 360)

    def test_what_is_left_out(self):
        assert [note.split(":")[0] for note in self.document.notes_of("left out")] == [
            "A line about writer or date", "A line about writer or date",
            "A note that repeats another",
        ]  # fmt: skip


class TestLibreOffice:
    document = read_docx((FILES / "libreoffice.docx").read_bytes())

    def test_topic_and_title(self):
        assert self.document.topic == "Sleep"
        assert self.document.title == "Sleep and strength: what one bad night costs"

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>One bad night <strong>costs little</strong>. A bad <em>month</em> costs a lot."
            '<sup data-ref="craven-2022"></sup></p>',
            "<h2>Why it matters</h2>",
            '<p>You lift less<sup data-ref="knowles-2018"></sup> and '
            '<a href="https://example.org/sleep">learn slower</a>, they say.</p>',
            "<h3>In numbers</h3>",
            "<ul><li>Seven hours at least<ul><li>eight for teens</li></ul></li>"
            "<li>A cool room</li></ul>",
            "<ol><li>Dim the light.</li><li>Go to bed.</li></ol>",
            "<blockquote><p>Sleep is training, too.</p></blockquote>",
            '<figure data-picture="from-word-73d4386af46f" '
            'data-alt="A barbell on the floor at night">'
            "<figcaption>Illustration 1: The bar can wait.</figcaption></figure>",
            "<p>Here is the plan:</p>",
            "<ul><li><strong>Light.</strong> Off by ten.</li>"
            "<li><strong>Coffee:</strong> none after noon.</li></ul>",
            "<p>Then you sleep.</p>",
            "<p>Age – Hours</p>",
            "<ul><li><strong>Teens</strong> – 8 to 10</li>"
            "<li><strong>Adults</strong> – 7 to 9</li></ul>",
            '<aside class="callout fix"><p>One hour earlier, for two weeks.</p></aside>',
        ]

    def test_footnote_and_endnote_are_references(self):
        assert self.document.references == [
            Reference(
                "craven-2022",
                "Craven J, McCartney D, et al. Effects of acute sleep loss. <cite>Sports Med"
                "</cite>. 2022.",
                "https://doi.org/10.1007/s40279-022-01706-y",
            ),
            Reference("knowles-2018", "Knowles O. Inadequate sleep. 2018.", ""),
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "The call to action at the end: “Tired of being tired? Book your free intro at "
            "www.forge-fitness.net!”",
            "The header of the pages: “Forge Fitness handout”",
        ]

    def test_the_house_pattern_is_the_same_as_in_plain_text(self):
        plain = read_plain((FILES / "house.txt").read_text(encoding="utf-8"))
        document = read_docx((FILES / "house-libreoffice.docx").read_bytes())
        assert document == plain


class TestWordAfterMuchEditing:
    """No heading styles, runs cut anywhere, tracked changes, a box, a comment, a field."""

    BODY = (
        paragraph("Str", "ength"),
        paragraph(run("How many days a week should you lift?", BOLD)),
        paragraph("By Maya ", '<w:proofErr w:type="spellStart"/>', "Ellison"),
        paragraph(
            "Two days is a ", run("fine", ITALIC), " start. “Three” is, too ", "– ", "if so."
        ),
        paragraph(),
        paragraph(
            f'<w:ins w:id="1" w:author="Sam">{run("Most")}</w:ins>',
            '<w:del w:id="2" w:author="Sam"><w:r><w:delText>Many</w:delText></w:r></w:del>',
            " people do well. See forge-", "fitness.net for more.",
        ),
        paragraph(run("What studies show", BOLD)),
        paragraph("More days help a little.", "<w:r><w:br/></w:r>", "The fix: pick two days."),
        paragraph("CAUSE 1: ", "NO PLAN"),
        paragraph("Plan it. ", "<w:r><w:commentReference w:id=\"5\"/></w:r>", "Then do it."),
        paragraph(
            "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>twice</w:t></mc:Choice>"
            "<mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
            + paragraph("A box says hello to you all.")
            + "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r>",
            "Text with a box.",
        ),
        paragraph(run("cause 2: too much", CAPS)),
        paragraph("Rest counts. Here is how:"),
        paragraph(run("Sleep.", BOLD), " Eight hours."),
        paragraph(run("Food", BOLD), " – enough of it."),
        paragraph("We help with both."),
        "<w:tbl><w:tr><w:tc>" + paragraph("One cell frames this.") + "</w:tc></w:tr></w:tbl>",
        f'<w:p><w:fldSimple w:instr="PAGE">{run("Field words stay.")}</w:fldSimple></w:p>',
        paragraph(
            f'<w:hyperlink r:id="rId9">{run("Our programs")}</w:hyperlink>', " and ",
            f'<w:hyperlink r:id="rId8">{run("a bad link")}</w:hyperlink>', " are here.",
        ),
        paragraph(run("Ready to lift?", BOLD)),
        paragraph("Book your free no sweat intro. Call us at (555) 010-0142."),
    )  # fmt: skip
    document = read_docx(
        word.docx(
            *BODY,
            links=[
                ("rId9", "hyperlink", "https://forge-fitness.net/programs/"),
                ("rId8", "hyperlink", "javascript:alert(1)"),
            ],
            comments=f'<w:comments xmlns:w="{word.W}"><w:comment w:id="5">'
            f"{paragraph('Is this true?')}</w:comment></w:comments>",
        )
    )

    def test_opening(self):
        assert self.document.topic == "Strength"
        assert self.document.title == "How many days a week should you lift?"

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Two days is a <em>fine</em> start. “Three” is, too – if so.</p>",
            '<p>Most people do well. See <a href="https://forge-fitness.net">forge-fitness.net'
            "</a> for more.</p>",
            "<h2>What studies show</h2>",
            "<p>More days help a little.</p>",
            '<aside class="callout fix"><p>Pick two days.</p></aside>',
            '<h2 data-number="1">No plan</h2>',
            "<p>Plan it. Then do it.</p>",
            "<p>Text with a box.</p>",
            "<p>A box says hello to you all.</p>",
            '<h2 data-number="2">Too much</h2>',
            "<p>Rest counts. Here is how:</p>",
            "<ul><li><strong>Sleep.</strong> Eight hours.</li>"
            "<li><strong>Food</strong> – enough of it.</li></ul>",
            "<p>We help with both.</p>",
            "<p>One cell frames this.</p>",
            "<p>Field words stay.</p>",
            '<p><a href="https://forge-fitness.net/programs/">Our programs</a> and a bad link '
            "are here.</p>",
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "The address “javascript:alert(1)” of the link “a bad link”.",
            "A line about writer or date: “By Maya Ellison”",
            "The call to action at the end: “Ready to lift?”",
            "The call to action at the end: “Book your free no sweat intro. Call us at (555) "
            "010-0142.”",
            "Comments in the margin: “Is this true?”",
            "Text that is marked as deleted.",
        ]


class TestEveryWord:
    @pytest.mark.parametrize("name", ["pandoc", "libreoffice", "house-libreoffice"])
    def test_is_accounted_for(self, name):
        document = read_docx((FILES / f"{name}.docx").read_bytes())
        assert nothing_lost(document)
        words = report_on(document).words
        assert words.read == words.kept + words.marks + words.left_out
        assert words.kept > 80

    def test_that_the_reader_passes_over_is_told(self):
        math = '<m:oMath xmlns:m="m"><m:r><w:t>lost formula </w:t></m:r></m:oMath>'
        document = read_docx(
            word.docx(
                *map(paragraph, ["Strength", "A title of some words", "Before it."]),
                f"<w:p>{run('One two ')}{math}{run('three.')}</w:p>",
            )
        )
        assert "One two three." in document.body
        assert document.notes_of("left out") == [
            "Formulas.", "Words that found no place: “lost formula”",
        ]  # fmt: skip


class TestPictures:
    def test_lying_elsewhere_are_not_fetched(self):
        body = paragraph("See it here.", word.picture('r:link="rId5"', "A rack"))
        top = [paragraph("Strength"), paragraph("A title of some words")]
        document = read_docx(
            word.docx(*top, body, links=[("rId5", "image", "http://127.0.0.1:9/x.png")])
        )
        assert document.pictures == []
        assert document.notes_of("left out") == ["A picture that does not lie inside the file."]

    @pytest.mark.parametrize(
        ("alt", "kept"),
        [
            ("A rack", "A rack"),
            (
                "A rack&#10;&#10;Description automatically generated",
                "A rack",
            ),
            ("IMG_2034.jpg", ""),
            ("Picture 3", ""),
        ],
    )
    def test_descriptions_nobody_wrote_are_dropped(self, alt, kept):
        png = BytesIO()
        Image.new("RGB", (600, 300)).save(png, "PNG")
        top = [paragraph("Strength"), paragraph("A title of some words")]
        files = word.parts(
            *top,
            paragraph("See it here.", word.picture('r:embed="rId5"', alt)),
            links=[("rId5", "image", "media/image1.png")],
        )
        document = read_docx(word.packed(files | {"word/media/image1.png": png.getvalue()}))
        assert [picture.alt for picture in document.pictures] == [kept]


class TestStylesOfWord:
    """By name: the two other makers have names of their own."""

    @pytest.mark.parametrize(
        ("name", "html"),
        [
            ("Quote", "<blockquote><p>Strong is a skill.</p></blockquote>"),
            ("Intense Quote", "<blockquote><p>Strong is a skill.</p></blockquote>"),
            ("heading 1", "<h2>Strong is a skill.</h2>"),
            ("heading 2", "<h2>Strong is a skill.</h2>"),
            ("Normal", "<p>Strong is a skill.</p>"),
        ],
    )
    def test_of_paragraphs(self, name, html):
        styles = (
            f'<w:styles xmlns:w="{word.W}"><w:style w:type="paragraph" w:styleId="X">'
            f'<w:name w:val="{name}"/></w:style></w:styles>'
        )
        styled = paragraph("Strong is a skill.", look='<w:pStyle w:val="X"/>')
        body = [paragraph("One sentence goes before it."), styled, paragraph("And one after.")]
        assert blocks(*body, styles=styles)[1] == html


class TestTables:
    ROW = "<w:tr>{}</w:tr>"

    def table(self, *rows):
        cells = ["".join(f"<w:tc>{paragraph(*cell)}</w:tc>" for cell in row) for row in rows]
        return f"<w:tbl>{''.join(map(self.ROW.format, cells))}</w:tbl>"

    def test_become_a_list_a_row_a_point(self):
        table = self.table([["Plank"], ["3 sets"]], [["Bridge"], ["2 sets"]])
        assert blocks(paragraph("Do this."), table)[1:] == [
            "<ul><li><strong>Plank</strong> – 3 sets</li>"
            "<li><strong>Bridge</strong> – 2 sets</li></ul>"
        ]

    def test_with_long_text_become_the_text(self):
        table = self.table([["word " * 50 + "end."], ["B."]], [["C."], ["D."]])
        assert blocks(paragraph("Do this."), table)[2:] == [
            "<p>B.</p>",
            "<p>C.</p>",
            "<p>D.</p>",
        ]
