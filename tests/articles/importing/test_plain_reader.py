"""Plain text in the gym's house pattern: set as a person would set it, word for word."""

from pathlib import Path

import pytest

from articles.importing import ImportProblem
from articles.importing.plain_reader import read_plain
from articles.importing.words import words_in, words_kept, words_left_out

HOUSE = (Path(__file__).parent / "files" / "house.txt").read_text(encoding="utf-8")
TOP = "Strength\nA title of some words\n\n"

HOUSE_BODY = [
    "<p>Lower back pain is very common and rarely dangerous. For most people the best bet is to"
    " keep moving and to know the few warning signs.</p>",
    "<p>Many of us rest and hope. If that’s you, you have company — about 1 in 13 people had it"
    " in 2020. A Romanian deadlift is no cure, and an MRI settles little.</p>",
    "<h2>First: what it usually isn’t</h2>",
    '<p>It’s usually not a disease. Read more at <a href="https://who.int/news">who.int/news'
    '</a> or write to <a href="mailto:coach@forge-fitness.net">coach@forge-fitness.net</a>.'
    "</p>",
    '<h2 data-number="1">A weak posterior chain?</h2>',
    "<p>The posterior chain is the team down the back of you: hamstrings, glutes and back "
    "extensors.</p>",
    '<aside class="callout fix"><p>Pick two and do two or three sets of 8:</p><ul>'
    "<li>Deadlift</li><li>Romanian deadlift</li><li>Glute bridge</li></ul></aside>",
    '<h2 data-number="2">What an MRI can’t show</h2>',
    "<p>Hold 30 seconds a side.</p>",
    '<aside class="callout fix"><p>Train for stability, not for looks. Planks and Pallof '
    "presses do.</p></aside>",
    "<h2>Our approach</h2>",
    "<p>Here’s how we work:</p>",
    "<ul><li><strong>Assessment first.</strong> What hurts, what’s the history, what have you "
    "tried?</li>"
    "<li><strong>Posterior chain from day one.</strong> That may be a bridge on the floor.</li>"
    "<li><strong>Hip mobility</strong> – we get the hips moving, then strong.</li>"
    "<li><strong>Core stability that goes beyond crunches.</strong> Carries and planks.</li>"
    "<li><strong>Movement patterns:</strong> the hinge above all.</li></ul>",
    "<p>It’s not a quick fix. But it’s a real one.</p>",
]


def blocks(text):
    return read_plain(TOP + text).body.split("\n")


def wrapped(text, width=66):
    """Break the lines of `text` as mail programs do."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and len(line) + 1 + len(word) > width:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return "\n".join(lines)


ODD_SPACING = {
    "as it is": HOUSE,
    "Windows line ends": HOUSE.replace("\n", "\r\n"),
    "old Mac line ends": HOUSE.replace("\n", "\r"),
    "byte order mark": "\ufeff" + HOUSE,
    "spaces at both ends": "\n".join(f"  {line}\t " for line in HOUSE.split("\n")),
    "three empty lines": HOUSE.replace("\n\n", "\n \n\t\n\xa0\n"),
    "no empty lines": HOUSE.replace("\n\n", "\n"),
    "double spaces": HOUSE.replace(". ", ".  "),
    "broken at 66": wrapped(HOUSE),
    "broken at 72, Windows": wrapped(HOUSE, 72).replace("\n", "\r\n"),
    "line separators": HOUSE.replace("\n\n", "\u2029").replace("\n", "\u2028"),
}


class TestTheHousePattern:
    @pytest.mark.parametrize("text", ODD_SPACING.values(), ids=ODD_SPACING)
    def test_is_set_as_a_person_would(self, text):
        document = read_plain(text)
        assert document.topic == "Lower back pain"
        assert document.title == (
            "Lower back pain: what really causes it, and how smart training helps"
        )
        assert document.slug == (
            "lower-back-pain-what-really-causes-it-and-how-smart-training-helps"
        )
        assert document.body.split("\n") == HOUSE_BODY

    def test_tells_what_it_left_out(self):
        assert read_plain(HOUSE).notes_of("left out") == [
            "A line about writer or date: “By Maya Ellison”",
            "A picture caption: “A coach guiding a member through a deadlift at the gym”",
            "A picture caption: “Photo: a plank on the mat”",
            "The call to action at the end: “Ready to move?”",
            "The call to action at the end: “Bring it to the free no sweat intro. Book at "
            "forge-fitness.net”",
        ]

    def test_tells_what_it_guessed(self):
        assert read_plain(HOUSE).notes_of("guessed") == [
            "“A coach guiding a member through a deadlift at the gym” is taken for a picture "
            "caption.",
            "3 short lines after “pick two and do two or three sets of 8:” are set as a list.",
        ]

    def test_accounts_for_every_word(self):
        document = read_plain(HOUSE)
        assert words_in(document) == sum(any(map(str.isalnum, word)) for word in HOUSE.split())
        # By Maya Ellison 3, caption 11, photo 6, call 3 + 11.
        assert words_left_out(document) == 34
        # CAUSE 1: CAUSE 2: The fix: The fix:
        assert words_kept(document) == words_in(document) - 34 - 8


class TestTheFix:
    def test_is_one_paragraph(self):
        assert blocks("The fix: rest.\n\nThen some more text here.") == [
            '<aside class="callout fix"><p>Rest.</p></aside>',
            "<p>Then some more text here.</p>",
        ]

    def test_alone_on_its_line_runs_to_the_next_heading(self):
        assert blocks("The fix:\n\nRest for a day.\n\nWalk.\n\nNEXT PART\n\nMore of it.") == [
            '<aside class="callout fix"><p>Rest for a day.</p><p>Walk.</p></aside>',
            "<h2>Next part</h2>",
            "<p>More of it.</p>",
        ]

    def test_takes_the_list_it_announces(self):
        assert blocks("THE FIX: do these:\n- Plank\n- Dead bug\n\nAnd rest a day.") == [
            '<aside class="callout fix"><p>Do these:</p>'
            "<ul><li>Plank</li><li>Dead bug</li></ul></aside>",
            "<p>And rest a day.</p>",
        ]


class TestLabelledPoints:
    @pytest.mark.parametrize(
        "prose",
        [
            "It’s not a quick fix. But a real one.",
            "We do all that. Every day.",
            "Not a quick fix. A real one.",
            "Smart training works. It takes time.",
            "That changes it all. You see.",
            "Most people sit all day. Do you?",
            "Consistency matters. Show up.",
            "The back is strong. Trust it.",
            "Sarah lost 20 pounds. So can you.",
            "A paragraph that just goes on with no stop at all until it ends",
        ],
    )
    def test_end_at_ordinary_prose(self, prose):
        found = blocks(f"Our plan:\n\nHip work. Move.\n\nCore work. Hold.\n\n{prose}")
        assert found[1:] == [
            "<ul><li><strong>Hip work.</strong> Move.</li>"
            "<li><strong>Core work.</strong> Hold.</li></ul>",
            f"<p>{prose}</p>",
        ]

    @pytest.mark.parametrize(
        ("point", "html"),
        [
            ("Sleep. Eight hours.", "<strong>Sleep.</strong> Eight hours."),
            ("Sleep: eight hours.", "<strong>Sleep:</strong> eight hours."),
            ("Sleep - eight hours.", "<strong>Sleep</strong> - eight hours."),
            ("Sleep — eight hours.", "<strong>Sleep</strong> — eight hours."),
            ("Sleep—eight hours.", "<strong>Sleep</strong>—eight hours."),
            ("Farmer carries. Walk.", "<strong>Farmer carries.</strong> Walk."),
            ("What hurts: we ask.", "<strong>What hurts:</strong> we ask."),
            ("Work that is hard. Do it.", "<strong>Work that is hard.</strong> Do it."),
            ("**We ask.** Always.", "<strong>We ask.</strong> Always."),
        ],
    )
    def test_open_with_a_noun_phrase(self, point, html):
        assert blocks(f"Our plan:\n\n{point}\n\nRest. Enough.")[1] == (
            f"<ul><li>{html}</li><li><strong>Rest.</strong> Enough.</li></ul>"
        )

    def test_need_a_colon_before_and_a_second_one(self):
        assert blocks("Our plan.\n\nHip work. Move.\n\nCore work. Hold.") == [
            "<p>Our plan.</p>", "<p>Hip work. Move.</p>", "<p>Core work. Hold.</p>",
        ]  # fmt: skip
        assert blocks("Our plan:\n\nHip work. Move.\n\nThat is it.")[1] == (
            "<p>Hip work. Move.</p>"
        )

    def test_may_be_numbered(self):
        assert blocks("Our plan:\n\n1. Hips. Move.\n\n2) Core: hold.\n\nThat is it.")[1] == (
            "<ol><li><strong>Hips.</strong> Move.</li>"
            "<li><strong>Core:</strong> hold.</li></ol>"
        )


class TestLists:
    @pytest.mark.parametrize("mark", ["- ", "* ", "• ", "•\t", "– ", "·  "])
    def test_of_dots_and_dashes(self, mark):
        assert blocks(f"Do this:\n{mark}Walk\n{mark}Lift\n") == [
            "<p>Do this:</p>", "<ul><li>Walk</li><li>Lift</li></ul>",
        ]  # fmt: skip

    def test_of_numbers_count_from_one(self):
        assert blocks("1. Walk a bit.\n2. Lift a bit.\n7. So it was.\n2020. A year.") == [
            "<ol><li>Walk a bit.</li><li>Lift a bit.</li></ol>",
            "<p>7. So it was.</p>",
            "<p>2020. A year.</p>",
        ]


class TestTheOpening:
    @pytest.mark.parametrize(
        ("text", "topic", "title"),
        [
            ("Strength\n\nLift twice a week, that's all\n\nText is here.", "Strength",
             "Lift twice a week, that's all"),
            ("Are squats bad for your knees?\n\nNo, they are not.", "",
             "Are squats bad for your knees?"),
            ("KNEES\nARE SQUATS BAD FOR THEM?\nNo, they are not.", "Knees",
             "Are squats bad for them?"),
            ("Topic: Food\nTitle: Protein\n\nEat some of it.", "Food", "Protein"),
            ("Food\nYour plate is fine.\n\nEat some of it.", "Food", "Your plate is fine"),
            ("March 3, 2026\nFood\nEat well for life\n\nEat some of it.", "Food",
             "Eat well for life"),
            ("How we train\n\nCAUSE 1: THIS\n\nSome text.", "", "How we train"),
        ],
    )  # fmt: skip
    def test_is_a_topic_line_and_a_title(self, text, topic, title):
        document = read_plain(text)
        assert (document.topic, document.title) == (topic, title)

    @pytest.mark.parametrize(
        "text", ["", "\n \n", "This is a paragraph. It has two sentences in it.", "x" * 400]
    )
    def test_without_a_title_is_refused_with_a_sentence(self, text):
        with pytest.raises(ImportProblem, match="No title was found"):
            read_plain(text)

    def test_may_be_given_from_outside(self):
        document = read_plain("A paragraph. It has two sentences.", title="Given & good")
        assert document.title == "Given & good"
        assert document.body == "<p>A paragraph. It has two sentences.</p>"
        assert words_in(document) == 6

    def test_with_a_title_too_long_is_refused(self):
        with pytest.raises(ImportProblem, match="The title has 134 characters, 120 fit"):
            read_plain("Title: " + "word " * 26 + "word\n\nText is here.")


class TestWhatSurvives:
    def test_quotes_dashes_and_spaces_that_do_not_break(self):
        text = "“So,” she said – or so it’s told — 5\xa0kg, ‘one’ …"
        assert blocks(text) == [f"<p>{text}</p>".replace("\xa0", "&nbsp;")]

    def test_what_looks_like_a_tag(self):
        assert blocks("a < b & c <script>x</script>.") == [
            "<p>a &lt; b &amp; c &lt;script&gt;x&lt;/script&gt;.</p>"
        ]

    @pytest.mark.parametrize(
        ("text", "html"),
        [
            ("See forge-fitness.net.", 'See <a href="https://forge-fitness.net">'
             "forge-fitness.net</a>."),
            ("(https://a.org/b(c)?d=1&e)", '(<a href="https://a.org/b(c)?d=1&amp;e">'
             "https://a.org/b(c)?d=1&amp;e</a>)"),
            ("At www.who.int, too", 'At <a href="https://www.who.int">www.who.int</a>, too'),
            ("End.Then e.g. this, v1.2, Node.js.", "End.Then e.g. this, v1.2, Node.js."),
        ],
    )  # fmt: skip
    def test_bare_addresses_become_links(self, text, html):
        assert blocks(f"{text}\n\nMore text is here.")[0] == f"<p>{html}</p>"
