"""The words of the sample site as rows, without its pictures: fast, and the same each time."""

from pathlib import Path

from articles.importing import read_markdown
from articles.loading import store
from forge_site.gym.models import Coach, Program, Question
from forge_site.gym.sample import content
from tests.articles.factories import LONG_AGO

ARTICLES = sorted((Path(__file__).parents[2] / "articles/sample").glob("*.md"))


def build():
    """Store the sample articles, coaches, programs and questions; sample rows all."""
    for path in ARTICLES:
        store(read_markdown(path.read_text("utf-8")), publish_at=LONG_AGO, is_sample=True)
    for position, row in enumerate(content.PROGRAMS):
        Program.objects.create(**row | {"picture": None, "position": position}, is_sample=True)
    for model, rows in ((Coach, content.COACHES), (Question, content.QUESTIONS)):
        for position, row in enumerate(rows):
            model.objects.create(**row, position=position, is_sample=True)
