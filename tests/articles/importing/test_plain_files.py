"""
More plain texts: from Windows, before Unicode; with broken lines; with tabs, doubled spaces and
the line ends of two systems.
"""

from pathlib import Path

from articles.importing.reading import read
from articles.importing.report import report_on

FILES = Path(__file__).parent / "files"


def document(name, encoding="utf-8"):
    """The file is kept in UTF-8; `encoding` is what its maker would have written."""
    content = (FILES / name).read_bytes().decode("utf-8")
    return read(name, content.encode(encoding))


class TestFromWindows:
    document = document("windows.txt", "cp1252")

    def test_opening(self):
        assert (self.document.topic, self.document.title) == (
            "Joints", "Are squats bad for your knees?",
        )  # fmt: skip

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>No. Most knees like squats, deep ones too. It’s the sudden jump in load they "
            "don’t like.</p>",
            '<h2 data-number="1">Squats wear the knee out</h2>',
            "<p>Cartilage feeds on load – it has no blood of its own.</p>",
            '<h2 data-number="2">Never past the toes</h2>',
            "<p>It depends on how you’re built. Nils squats deep, and the McGill school agrees."
            "</p>",
            "<p>What helps instead:</p>",
            "<ul><li>Less depth</li><li>Less weight</li><li>A slower way down</li></ul>",
            '<aside class="callout fix"><p>Start with a box and 2&nbsp;sets of 8.</p></aside>',
            "<h2>Second: when to ask</h2>",
            "<p>Call a doctor if the knee locks or gives way.</p>",
        ]

    def test_proposals(self):
        assert self.document.summary == (
            "No. Most knees like squats, deep ones too. It’s the sudden jump in load they "
            "don’t like."
        )
        assert self.document.seo_description == self.document.summary
        assert self.document.proposed == ["summary", "seo_description"]

    def test_is_the_same_in_other_encodings(self):
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            assert document("windows.txt", encoding).body == self.document.body

    def test_report(self):
        report = report_on(self.document)
        assert report.guessed[0].startswith("The letters are read as Windows wrote them")
        assert report.left_out == [
            "A line about writer or date: “March 3, 2026”",
            "A picture caption: “[Photo: a box squat]”",
            "The call to action at the end: “Want company? Try a free intro at "
            "https://forge-fitness.net/free-intro/.”",
        ]
        # 3 + 4 + 8 left out; MYTH 1: MYTH 2: The fix: are marks.
        assert (report.words.left_out, report.words.marks) == (15, 6)


class TestWithBrokenLines:
    document = document("broken-lines.txt")

    def test_opening(self):
        assert (self.document.topic, self.document.title) == (
            "Recovery", "Sore after training: what it means",
        )  # fmt: skip

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Soreness a day or two after training is normal. It comes from new or long "
            "movements, above all from lowering a weight, and it fades by itself within a few "
            "days.</p>",
            '<h2 data-number="1">Something new</h2>',
            "<p>Your muscles met something they did not know. The second time the same session "
            "hurts far less, which is called the repeated-bout effect, and you did not have to "
            "do anything for it to come about.</p>",
            "<p>What helps a little, as far as anyone could measure it so far:</p>",
            "<ul><li><strong>Walking.</strong> Ten easy minutes, twice a day, are enough to "
            "feel a bit less stiff in the morning.</li>"
            "<li><strong>Sleep</strong> — the dull answer, and the right one, for nearly "
            "everything in this trade.</li>"
            "<li><strong>Light work:</strong> the same moves with a third of the weight.</li>"
            "</ul>",
            "<p>None of it is magic. It is patience with a plan.</p>",
            '<h2 data-number="2">Too much at once</h2>',
            '<aside class="callout fix"><p>Cut the sets in half for a week.</p></aside>',
        ]

    def test_leaves_nothing_out(self):
        assert self.document.notes_of("left out") == []


class TestWithOddSpacing:
    document = document("odd-spacing.txt")

    def test_opening(self):
        assert (self.document.topic, self.document.title) == (
            "Food", "How much protein is enough?",
        )  # fmt: skip

    def test_body(self):
        assert self.document.body.split("\n") == [
            "<p>Less than the label says. About 1.6 g a kilo a day — “give or take” — is where "
            "more stops helping.</p>",
            "<h2>First: what it isn’t</h2>",
            "<p>It isn’t a shake. It isn’t a steak at midnight, either.</p>",
            '<h2 data-number="1">Count in palms</h2>',
            "<p>One palm of meat, fish or tofu is some 25&nbsp;g. See "
            '<a href="https://www.example.org/palms">www.example.org/palms</a>, or ask.</p>',
            '<aside class="callout fix"><p>One palm at each meal, two after a hard day.</p>'
            "</aside>",
            '<h2 data-number="2">Spread it out</h2>',
            "<p>Here’s a day:</p>",
            "<ul><li>Eggs at breakfast</li><li>Beans at noon</li><li>Fish at night</li></ul>",
            "<p>What to do when time is short:</p>",
            "<ul><li><strong>Canned fish.</strong> Open it, eat it.</li>"
            "<li><strong>Yogurt:</strong> a bowl is a palm.</li>"
            "<li><strong>Tofu</strong> - it needs no cooking.</li></ul>",
            "<p>You won’t need powder. But it does no harm.</p>",
        ]

    def test_what_is_left_out(self):
        assert self.document.notes_of("left out") == [
            "A picture caption: “Image: a plate with three palms of food”",
            "The call to action at the end: “Questions?”",
            "The call to action at the end: “Come in for a free intro. Call us at (555) "
            "010-0142.”",
        ]


def test_a_short_title_above_a_sentence_is_no_topic():
    """Else the text's first sentence became the title, and the title a topic of its own."""
    text = "Sleep and your squat\n\nMost lifters sleep too little and train too hard for it.\n"
    found = read("sleep.txt", text.encode())
    assert (found.topic, found.title) == ("", "Sleep and your squat")
    assert found.body == "<p>Most lifters sleep too little and train too hard for it.</p>"
