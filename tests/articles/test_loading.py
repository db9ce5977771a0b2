"""A document becomes an article, and is never published by itself."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.importing.document import ArticleDocument, Reference
from articles.importing.limits import LONGEST
from articles.importing.markdown_reader import read_markdown
from articles.loading import store
from articles.models import Article, Topic
from tests.articles import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SAMPLES = sorted((Path(__file__).parents[2] / "articles" / "sample").glob("*.md"))


def document(**parts):
    complete = {
        "title": "Sleep and strength",
        "slug": "sleep",
        "body": '<p>Sleep.<sup data-ref="owen-2020"></sup></p>',
        "topic": "Recovery",
        "summary": "Short.",
        "references": [Reference("owen-2020", "Owen <cite>J</cite>", "https://doi.org/1")],
    }
    return ArticleDocument(**complete | parts)


class TestFields:
    def test_are_as_long_as_the_readers_of_files_think(self):
        sizes = {name: Article._meta.get_field(name).max_length for name in LONGEST}
        sizes["topic"] = Topic._meta.get_field("name").max_length
        assert sizes == LONGEST


class TestStoring:
    def test_a_document_becomes_a_draft(self):
        article = store(document(), now=NOW)
        assert (article.title, article.topic.name) == ("Sleep and strength", "Recovery")
        assert article.published_at is None
        assert article.citations == ["owen-2020"]

    def test_told_when_it_is_published(self):
        article = store(document(), publish_at=NOW, is_sample=True)
        assert (article.published_at, article.is_sample) == (NOW, True)

    def test_the_cover_is_found_by_its_slug(self):
        hero = factories.picture(slug="barbell")
        assert store(document(hero="barbell")).hero == hero
        assert store(document(slug="b", hero="nope")).hero is None


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_article_can_be_published(path):
    article = store(read_markdown(path.read_text()), publish_at=NOW, is_sample=True)
    assert article.is_live(NOW)
    assert article.references.count() == len(article.citations)
    assert article.words > 500
