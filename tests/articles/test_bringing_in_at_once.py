"""Files brought in while others write: real transactions, real threads, real rows."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles import bringing_in, publishing
from articles.bringing_in import NEW, UNCHANGED, bring_in
from articles.importing.document import ArticleDocument, EmbeddedPicture
from articles.models import Article
from forge_site.gym.models import Picture
from tests.articles import factories
from tests.bookings.factories import make_gym

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 4


@pytest.fixture(autouse=True)
def gym(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return make_gym()


def a_document():
    return ArticleDocument(
        title="Squat deep",
        slug="squat-deep",
        body='<p>Sit.</p>\n<figure data-picture="squat"></figure>',
        pictures=[EmbeddedPicture("squat", "A deep squat", factories.jpeg_bytes())],
    )


def test_sent_twice_at_once_it_is_one_article_with_its_pictures_once(tmp_path):
    barrier = Barrier(CLIENTS)

    def send(_):
        barrier.wait()
        try:
            return bring_in(a_document()).outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        outcomes = list(pool.map(send, range(CLIENTS)))
    assert sorted(outcomes) == [NEW, *[UNCHANGED] * (CLIENTS - 1)]
    assert [article.slug for article in Article.objects.all()] == ["squat-deep"]
    picture = Picture.objects.get()
    names = [picture.file.name, *(each["name"] for each in picture.renditions)]
    assert all((tmp_path / name).exists() for name in names)


def test_nobody_waits_while_its_pictures_are_drawn(monkeypatch):
    draw, seen = bringing_in.store_picture, []

    def watched(picture, upload):
        seen.append(connection.in_atomic_block)
        return draw(picture, upload)

    monkeypatch.setattr(bringing_in, "store_picture", watched)
    bring_in(a_document())
    assert seen == [False]


def test_where_it_fails_its_files_go(monkeypatch, tmp_path):
    def fail(**_):
        raise OSError("No space left on device")

    monkeypatch.setattr(publishing, "save_draft", fail)
    with pytest.raises(OSError, match="No space"):
        bring_in(a_document())
    assert not Picture.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
