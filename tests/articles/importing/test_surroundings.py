"""What stands around a text and is no part of it: captions, and the call at the end."""

import pytest

from articles.importing.plain_reader import read_plain

TOP = "Strength\nA title of some words\n\n"


def blocks(text):
    return read_plain(TOP + text).body.split("\n")


class TestCaptions:
    @pytest.mark.parametrize(
        "line",
        [
            "Photo: the rack", "[Insert photo of the rack here]", "(Picture of a plank)",
            "Image credit: Sam Reyes", "Photo by Sam Reyes on Unsplash", "Caption: Heavy.",
            "Figure 1: The hinge.", "IMG_2034.jpg", "Above: the hinge in three steps",
            "Two members setting up for a deadlift",
            "Coach Maya holding a kettlebell at the rack",
        ],
    )  # fmt: skip
    def test_are_not_put_into_the_text(self, line):
        document = read_plain(f"{TOP}Some text here.\n\n{line}\n\nMore text here.")
        assert document.body == "<p>Some text here.</p>\n<p>More text here.</p>"
        assert document.notes_of("left out") == [f"A picture caption: “{line}”"]

    @pytest.mark.parametrize(
        "line",
        [
            "Picture this: you bend down, and it hurts all over, and then you are stuck.",
            "A strong back takes time.",
            "An image of a bulging disc tells you little about what hurts, so say studies.",
            "Above all, keep moving.",
        ],
    )
    def test_are_not_seen_in_sentences(self, line):
        assert blocks(f"Some text here.\n\n{line}\n\nMore text here.")[1] == f"<p>{line}</p>"


class TestTheCallAtTheEnd:
    @pytest.mark.parametrize(
        "call",
        [
            "Book your free no sweat intro today.",
            "READY TO START?\n\nBook a free intro at forge-fitness.net.",
            "---\n\nCall us at (555) 010-0199.\n\nForge Fitness, 12 Main Street",
            "Want a hand with it?\n\nSchedule your intro now.\n\nhttps://forge-fitness.net",
            "We are here for you. Stop by the gym for a chat.",
        ],
    )
    def test_is_left_out_and_told(self, call):
        document = read_plain(f"{TOP}Some text here.\n\nMore text here.\n\n{call}")
        assert document.body == "<p>Some text here.</p>\n<p>More text here.</p>"
        left_out = " ".join(document.notes_of("left out"))
        for line in filter(None, call.replace("---", "").split("\n")):
            assert line in left_out

    @pytest.mark.parametrize(
        "advice",
        [
            "Book a visit soon if the knee locks or gives way.",
            "Call 911 if the chest hurts.",
            "Get in touch with your doctor today.",
            "Come by the clinic and talk to a doctor about it.",
        ],
    )
    def test_is_not_seen_in_advice(self, advice):
        assert blocks(f"Some text here.\n\n{advice}")[1] == f"<p>{advice}</p>"

    def test_in_the_middle_stays(self):
        text = "You can book a free intro.\n\nSo much for that."
        assert blocks(text) == ["<p>You can book a free intro.</p>", "<p>So much for that.</p>"]
