"""The lines above the text of a Markdown file: ours, those of other programs, and none."""

import pytest

from articles.importing import ImportProblem, read_markdown

TOP = "---\ntitle: T\nslug: t\n---\n\n"


def problem_of(text):
    with pytest.raises(ImportProblem) as caught:
        read_markdown(text)
    return str(caught.value)


class TestOurs:
    FULL = (
        "---\n"
        "title: Lower back pain: what “really” causes it\n"
        "slug: lower-back-pain\n"
        "topic: Lower back pain\n"
        "summary: One or two sentences.\n"
        "hero: deadlift-barbell-on-platform\n"
        "hero_alt: A loaded barbell\n"
        'hero_caption: "Heavy, and then lighter."\n'
        "seo_title: Lower back pain\n"
        "seo_description: About backs\n"
        "related: slug-one, slug-two,slug-three\n"
        "---\n"
        "Text.\n"
    )

    def test_are_read_into_fields(self):
        document = read_markdown(self.FULL)
        assert document.title == "Lower back pain: what “really” causes it"
        assert document.slug == "lower-back-pain"
        assert document.topic == "Lower back pain"
        assert document.summary == "One or two sentences."
        assert document.hero == "deadlift-barbell-on-platform"
        assert document.hero_alt == "A loaded barbell"
        assert document.hero_caption == "Heavy, and then lighter."
        assert document.seo_title == "Lower back pain"
        assert document.seo_description == "About backs"
        assert document.related == ["slug-one", "slug-two", "slug-three"]
        assert document.body == "<p>Text.</p>"
        assert document.notes == []

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_may_have_any_line_ends_and_a_byte_order_mark(self, end):
        assert read_markdown("\ufeff" + self.FULL.replace("\n", end)) == read_markdown(
            self.FULL
        )

    def test_may_be_missing_when_the_text_opens_with_a_title(self):
        document = read_markdown("# Sleep & *strength*\n\nText.\n")
        assert document.title == "Sleep & strength"
        assert document.slug == "sleep-strength"
        assert document.body == "<p>Text.</p>"
        assert document.notes_of("guessed") == ["The address “sleep-strength”, from the title."]

    def test_win_over_a_heading_that_says_something_else(self):
        document = read_markdown(TOP + "# Another title\n\nText.\n")
        assert document.title == "T"
        assert document.notes_of("left out") == [
            "The heading “Another title”: the title is “T”."
        ]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("---\nslug: t\n---\nText.", "no title"),
            ("---\ntitle:  \n---\nText.", "no title"),
            ("", "no title"),
            ("Only text.", "no title"),
            ("---\ntitle: T\ntitle: U\n---\n", "Line 3 gives “title” a second time"),
            ("---\ntitle: T\n\nText.", "no second “---”"),
            ("---\ntitle: T\nslug: Not A Slug\n---\n", "“Not A Slug”, under “slug”"),
            ("---\ntitle: T\nhero: a, b\n---\n", "“hero” names more than one"),
            ("---\ntitle: T\nrelated: a, ../b\n---\n", "“../b”, under “related”"),
        ],
    )
    def test_that_make_no_sense_get_a_sentence(self, text, words):
        assert words in problem_of(text)


class TestThoseOfOthers:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ('+++\ntitle = "T & U"\nweight = 3\n+++\n\nText.', "T & U"),
            ("---\ntitle: >\n  Two lines\n  of title\n---\n\nText.", "Two lines of title"),
            ("---\n# mine\ntitle: T\n...\n\nText.", "T"),
            ("---\n\n# T\n\nText.", "T"),
            ("Title\n=====\n\nText.", "Title"),
            ("# THE TITLE AND AN MRI\n\nText.", "The title and an MRI"),
        ],
    )
    def test_of_other_programs(self, text, title):
        assert read_markdown(text).title == title

    def test_need_no_address(self):
        assert read_markdown("---\ntitle: " + "word " * 23 + "\n---\n\nText.").slug == (
            "-".join(["word"] * 16)
        )

    def test_of_ours_are_not_guessed_about(self):
        text = "---\ntitle: T\nslug: t\n---\n\nText.\n\nBook your free intro today."
        assert "Book your free intro" in read_markdown(text).body

    def test_left_open_get_a_sentence(self):
        with pytest.raises(ImportProblem, match="no second “\\+\\+\\+” ends them"):
            read_markdown('+++\ntitle = "T"\n\nText.')
