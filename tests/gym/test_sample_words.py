"""The sample words fit the places they are made for, and invent nothing they must not."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from forge_site.gym.models import Coach, Picture, Program, Question
from forge_site.gym.sample import content

DIAGRAMS = sorted((Path(__file__).parents[2] / "templates/articles/diagrams").glob("*.html"))


class Elements(HTMLParser):
    """The elements of a piece of HTML, as (name, attribute names)."""

    def __init__(self, html):
        super().__init__()
        self.seen = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, tuple(name for name, _ in attrs)))


def longest(model, field):
    return model._meta.get_field(field).max_length


class TestPrograms:
    @pytest.mark.parametrize("program", content.PROGRAMS, ids=lambda row: row["slug"])
    def test_the_words_fit(self, program):
        assert len(program["summary"]) <= 160
        assert len(program["headline"]) <= longest(Program, "headline")
        assert len(program["rhythm"]) <= longest(Program, "rhythm")

    @pytest.mark.parametrize("program", content.PROGRAMS, ids=lambda row: row["slug"])
    def test_no_price_is_invented(self, program):
        assert program["price_line"] == ""
        assert not re.search(r"[$€£]\s?\d", " ".join(map(str, program.values())))

    def test_each_names_a_picture_that_exists(self):
        pictures = {picture["slug"] for picture in content.PICTURES}
        assert {program["picture"] for program in content.PROGRAMS} <= pictures


class TestCoaches:
    @pytest.mark.parametrize("coach", content.COACHES, ids=lambda row: row["slug"])
    def test_nobody_has_an_invented_credential_or_face(self, coach):
        assert coach["credentials"] == ""
        assert coach["staff_note"].startswith("Add the real certification")
        assert "photo" not in coach

    @pytest.mark.parametrize("coach", content.COACHES, ids=lambda row: row["slug"])
    def test_the_words_fit(self, coach):
        assert len(coach["line"]) <= longest(Coach, "line")
        assert len(coach["role"]) <= longest(Coach, "role")


class TestQuestions:
    def test_what_only_staff_can_know_has_no_answer(self):
        unanswered = [row["question"] for row in content.QUESTIONS if not row["answer"]]
        assert unanswered == ["Is there a contract?", "What if I miss a session?"]

    def test_an_empty_answer_tells_staff_what_belongs_there(self):
        assert all(row["answer"] or row["staff_note"] for row in content.QUESTIONS)

    def test_the_words_fit(self):
        assert all(
            len(row["question"]) <= longest(Question, "question") for row in content.QUESTIONS
        )


class TestTestimonials:
    def test_none_can_be_taken_for_a_real_review(self):
        assert len(content.TESTIMONIALS) == 3
        assert all(
            words.startswith("Sample, not a real review.") for words in content.TESTIMONIALS
        )


class TestPages:
    @pytest.mark.parametrize("page", content.PAGES, ids=lambda row: row["slug"])
    def test_the_body_keeps_to_simple_html(self, page):
        allowed = {"h2", "p", "ul", "li", "strong"}
        strangers = [
            (tag, attrs)
            for tag, attrs in Elements(page["body"]).seen
            if (tag, attrs) != ("a", ("href",)) and (tag not in allowed or attrs)
        ]
        assert strangers == []

    @pytest.mark.parametrize("page", content.PAGES, ids=lambda row: row["slug"])
    def test_the_description_suits_a_search_result(self, page):
        assert 140 <= len(page["seo_description"]) <= 155

    def test_only_privacy_states_terms_and_leaves_them_to_settings(self):
        named = {page["slug"]: re.findall(r"{(\w+)}", page["body"]) for page in content.PAGES}
        assert named == {
            "privacy": ["leads_months", "outbox_days"],
            "terms": [],
            "accessibility": [],
        }
        assert not any(re.search(r"\d+ (days|months)", page["body"]) for page in content.PAGES)


class TestPictures:
    @pytest.mark.parametrize("picture", content.PICTURES, ids=lambda row: row["slug"])
    def test_each_has_words_for_people_who_cannot_see_it(self, picture):
        assert 0 < len(picture["alt"]) <= min(125, longest(Picture, "alt"))
        assert picture["file"] == f"{picture['slug']}.jpg"
        assert 0 <= picture["focal_x"] <= 100
        assert 0 <= picture["focal_y"] <= 100


class TestHours:
    def test_sunday_is_closed_and_no_day_closes_before_it_opens(self):
        assert {row["weekday"] for row in content.OPENING_HOURS} == set(range(6))
        assert all(row["opens"] < row["closes"] for row in content.OPENING_HOURS)


class TestDiagrams:
    def test_there_are_four(self):
        assert [path.stem for path in DIAGRAMS] == [
            "hip-hinge",
            "pain-traffic-light",
            "protein-plate",
            "weekly-plan",
        ]

    @pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
    def test_each_is_named_and_described(self, path):
        drawing = path.read_text()
        ids = re.search(r'aria-labelledby="([^"]+)"', drawing)[1].split()
        assert ids == [f"d-{path.stem}-title", f"d-{path.stem}-desc"]
        assert f'<title id="{ids[0]}">' in drawing
        assert f'<desc id="{ids[1]}">' in drawing
        assert 'role="img"' in drawing

    @pytest.mark.parametrize("path", DIAGRAMS, ids=lambda path: path.stem)
    def test_none_brings_colour_style_or_script(self, path):
        seen = Elements(path.read_text()).seen
        assert not [row for row in seen if row[0] in {"style", "script"} or "style" in row[1]]
        paints = set(re.findall(r'(?:fill|stroke|color)="([^"]+)"', path.read_text()))
        assert {paint for paint in paints if not paint.startswith("url(#d-")} <= {
            "none",
            "currentColor",
        }
