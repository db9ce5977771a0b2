"""The media library at the desk: uploads from a dialog, and where a picture is used."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from articles import publishing
from articles.models import Article
from articles.pictures import articles_showing
from forge_site.gym import picture_files
from forge_site.gym.admin.picture_forms import NO_WORDS
from forge_site.gym.models import Gym, Picture
from forge_site.web.free_names import free_slug
from forge_site.web.images import NOT_A_PICTURE
from tests.articles import factories

pytestmark = pytest.mark.django_db

UPLOAD = reverse("admin:gym_picture_upload")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def desk(admin_client):
    Gym.objects.current().save()
    return admin_client


def a_file(content=None, name="IMG 1.jpg"):
    return SimpleUploadedFile(name, content or factories.jpeg_bytes(), "image/jpeg")


def overtake_once(monkeypatch):
    """Let another picture take the first short name that is found free."""

    def overtaken(rows, wanted):
        slug = free_slug(rows, wanted)
        if not rows.exists():
            factories.picture(slug=slug)
        return slug

    monkeypatch.setattr(picture_files, "free_slug", overtaken)


def stored(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


class TestUploadFromADialog:
    def test_answers_with_what_the_dialog_shows(self, desk):
        sent = {"upload": a_file(), "alt": "A chalked bar", "focal_x": "20", "focal_y": "80"}
        said = desk.post(UPLOAD, sent).json()["picture"]
        picture = Picture.objects.get()
        assert said["pk"] == picture.pk
        assert said["slug"] == picture.slug == "a-chalked-bar"
        assert said["url"].startswith("/media/pictures/a-chalked-bar-")
        assert said["change"] == reverse("admin:gym_picture_change", args=[picture.pk])
        assert (picture.title, picture.alt) == ("A chalked bar", "A chalked bar")
        assert (picture.focal_x, picture.focal_y) == (20, 80)
        assert not picture.is_sample

    def test_a_decoration_is_called_like_its_file(self, desk):
        desk.post(UPLOAD, {"upload": a_file(), "is_decorative": "on"})
        picture = Picture.objects.get()
        assert (picture.title, picture.slug, picture.alt) == ("IMG 1", "img-1", "")
        assert (picture.focal_x, picture.focal_y) == (50, 50)

    def test_the_same_words_twice_get_two_short_names(self, desk):
        for _ in range(2):
            desk.post(UPLOAD, {"upload": a_file(), "alt": "A bar"})
        assert set(Picture.objects.values_list("slug", flat=True)) == {"a-bar", "a-bar-2"}

    def test_the_same_words_at_the_same_moment_do_as_well(self, desk, monkeypatch):
        """A picture takes seconds to draw: another may take its name meanwhile."""

        overtake_once(monkeypatch)
        sent = {"upload": a_file(), "alt": "A bar"}
        assert desk.post(UPLOAD, sent).json()["picture"]["slug"] == "a-bar-2"
        assert set(Picture.objects.values_list("slug", flat=True)) == {"a-bar", "a-bar-2"}

    def test_so_do_the_same_on_the_page_of_the_library(self, desk, monkeypatch):
        overtake_once(monkeypatch)
        typed = {"title": "A bar", "slug": "a-bar", "alt": "A bar", "upload": a_file()}
        answer = desk.post(
            reverse("admin:gym_picture_add"), typed | {"focal_x": 50, "focal_y": 50}
        )
        assert answer.status_code == 302
        assert set(Picture.objects.values_list("slug", flat=True)) == {"a-bar", "a-bar-2"}

    @pytest.mark.parametrize(
        ("sent", "errors"),
        [
            ({"alt": "A bar"}, {"upload": ["Choose a picture to upload."]}),
            ({"upload": a_file}, {"alt": [NO_WORDS]}),
            ({}, {"upload": ["Choose a picture to upload."], "alt": [NO_WORDS]}),
            ({"upload": lambda: a_file(b"<svg/>"), "alt": "A"}, {"upload": [NOT_A_PICTURE]}),
        ],
        ids=["no file", "no words", "nothing", "no picture"],
    )
    def test_what_is_wrong_is_said_by_field_and_nothing_is_stored(
        self, desk, media, sent, errors
    ):
        sent = {name: part() if callable(part) else part for name, part in sent.items()}
        assert desk.post(UPLOAD, sent).json() == {"errors": errors}
        assert not Picture.objects.exists()
        assert stored(media) == []

    def test_is_for_staff_who_send_the_token(self, client, admin_user):
        assert client.post(UPLOAD, {"upload": a_file()}).status_code == 302
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(admin_user)
        assert strict.post(UPLOAD, {"upload": a_file(), "alt": "A"}).status_code == 403
        assert not Picture.objects.exists()

    def test_a_get_is_refused(self, desk):
        assert desk.get(UPLOAD).status_code == 405


class TestAPictureNeedsWords:
    """In the library's own form and in the database, unless it is only decoration."""

    @pytest.mark.parametrize(("tick", "stored_rows"), [({}, 0), ({"is_decorative": "on"}, 1)])
    def test_at_the_desk(self, desk, tick, stored_rows):
        sent = {"upload": a_file(), "title": "Bar", "slug": "bar", "alt": ""}
        focal = {"focal_x": 50, "focal_y": 50}
        answer = desk.post(reverse("admin:gym_picture_add"), sent | focal | tick)
        assert Picture.objects.count() == stored_rows
        assert (NO_WORDS in answer.content.decode()) == (not tick)

    def test_in_the_shell(self):
        with pytest.raises(IntegrityError):
            Picture.objects.create(title="Bar", slug="bar", file="pictures/bar.jpg")


class TestPicturesInTexts:
    FIGURE = '<p>Text.</p><figure data-picture="{}"></figure>'

    @pytest.fixture
    def picture(self, desk):
        desk.post(UPLOAD, {"upload": a_file(), "alt": "A bar"})
        return Picture.objects.get()

    def typed(self, picture, **changes):
        names = ("title", "alt", "focal_x", "focal_y")
        return {name: getattr(picture, name) for name in names} | changes

    def test_the_page_of_a_picture_names_the_articles_that_show_it(self, desk, picture):
        factories.article(title="Cover", hero=picture)
        live = factories.article(title="Live", body=self.FIGURE.format(picture.slug))
        draft = factories.article(title="Changed")
        body = {"body": self.FIGURE.format(picture.slug)}
        publishing.save_draft(article=draft, content=body, by=None)
        html = desk.get(reverse("admin:gym_picture_change", args=[picture.pk])).content.decode()
        for title in ("Cover", "Live", "Changed"):
            assert f"Article: {title}</a>" in html
        assert reverse("admin:articles_article_change", args=[live.pk]) in html

    def test_they_are_found_in_one_query_each_once(
        self, picture, django_assert_max_num_queries
    ):
        figure = self.FIGURE.format(picture.slug)
        both = factories.article(title="Both", body=figure)
        publishing.save_draft(article=both, content={"title": "New"}, by=None)
        draft = factories.article(title="Changed")
        publishing.save_draft(article=draft, content={"body": figure}, by=None)
        factories.article(title="Other", body=self.FIGURE.format("other"))
        with django_assert_max_num_queries(1):
            found = sorted(article.pk for article in articles_showing(picture))
        assert found == [both.pk, draft.pk]

    def test_a_new_file_stands_in_every_text_at_once(
        self, desk, picture, media, django_capture_on_commit_callbacks
    ):
        article = factories.article(body=self.FIGURE.format(picture.slug))
        before = picture.renditions[-1]["name"]
        assert before in article.body_html
        other = a_file(factories.jpeg_bytes((1000, 1000)))
        address = reverse("admin:gym_picture_change", args=[picture.pk])
        with django_capture_on_commit_callbacks(execute=True):
            answer = desk.post(address, self.typed(picture, upload=other))
        assert answer.status_code == 302
        picture.refresh_from_db()
        html = Article.objects.get().body_html
        assert before not in html
        assert picture.renditions[-1]["name"] in html
        assert before not in {str(file.relative_to(media)) for file in stored(media)}

    def test_new_words_stand_in_every_text_at_once(self, desk, picture):
        factories.article(body=self.FIGURE.format(picture.slug))
        address = reverse("admin:gym_picture_change", args=[picture.pk])
        desk.post(address, self.typed(picture, alt="A bent bar"))
        assert 'alt="A bent bar"' in Article.objects.get().body_html

    def test_its_short_name_stays_since_texts_know_it_by_that(self, desk, picture):
        address = reverse("admin:gym_picture_change", args=[picture.pk])
        assert desk.get(address).context["adminform"].form.fields.get("slug") is None
        desk.post(address, self.typed(picture, slug="other"))
        picture.refresh_from_db()
        assert picture.slug == "a-bar"

    def test_it_cannot_be_deleted_while_a_text_shows_it(self, desk, picture):
        article = factories.article(title="Live", body=self.FIGURE.format(picture.slug))
        address = reverse("admin:gym_picture_delete", args=[picture.pk])
        assert "Article: Live" in desk.get(address).content.decode()
        desk.post(address, {"post": "yes"})
        assert Picture.objects.exists()
        article.body = "<p>Text.</p>"
        article.save()
        desk.post(address, {"post": "yes"})
        assert not Picture.objects.exists()
