"""The same file sent twice at once, as by a button pressed twice: real threads, real rows."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.bringing_in import NEW, UNCHANGED, bring_in
from articles.importing.document import ArticleDocument, EmbeddedPicture
from articles.models import Article
from forge_site.gym.models import Picture
from tests.articles import factories
from tests.bookings.factories import make_gym

CLIENTS = 4


@pytest.mark.django_db(transaction=True)
def test_is_one_article_with_its_pictures_once(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    make_gym()
    content, barrier = factories.jpeg_bytes(), Barrier(CLIENTS)

    def send(_):
        document = ArticleDocument(
            title="Squat deep",
            slug="squat-deep",
            body='<p>Sit.</p>\n<figure data-picture="squat"></figure>',
            pictures=[EmbeddedPicture("squat", "A deep squat", content)],
        )
        barrier.wait()
        try:
            return bring_in(document).outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(CLIENTS) as pool:
        outcomes = list(pool.map(send, range(CLIENTS)))
    assert sorted(outcomes) == [NEW, *[UNCHANGED] * (CLIENTS - 1)]
    assert [article.slug for article in Article.objects.all()] == ["squat-deep"]
    picture = Picture.objects.get()
    names = [picture.file.name, *(each["name"] for each in picture.renditions)]
    assert all((tmp_path / name).exists() for name in names)
