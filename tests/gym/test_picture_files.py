"""The files of a picture: stored, replaced and removed, drawn by the tag, and served."""

from contextlib import closing

import pytest
from django.core.files.storage import default_storage
from django.template import Context, Template

from forge_site.gym.models import Picture
from forge_site.gym.picture_files import change_picture, remove_picture_files, store_picture
from tests.gym.test_images import a_file


@pytest.fixture
def stored(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = store_picture(
        Picture(title="Bar", slug="bar", alt='A "bar"', focal_x=20), a_file((1700, 900))
    )
    picture.save()
    return picture


def on_disk(tmp_path):
    return {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}


class TestTheFilesOfAPicture:
    def test_the_upload_itself_is_kept_nowhere(self, db, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        upload = a_file((1700, 900))
        store_picture(Picture(title="Bar", slug="bar"), upload)
        assert on_disk(tmp_path)
        assert all(path.read_bytes() != upload.getvalue() for path in tmp_path.rglob("*.*"))

    def test_a_new_upload_replaces_the_old_files(
        self, stored, tmp_path, django_capture_on_commit_callbacks
    ):
        before = on_disk(tmp_path)
        with django_capture_on_commit_callbacks(execute=True):
            change_picture(stored, a_file((1700, 900), colour=(0, 0, 200)))
            assert before < on_disk(tmp_path)  # until it is committed
        assert len(on_disk(tmp_path)) == len(before)
        assert not on_disk(tmp_path) & before

    def test_the_same_upload_again_keeps_its_files(
        self, stored, tmp_path, django_capture_on_commit_callbacks
    ):
        before = on_disk(tmp_path)
        with django_capture_on_commit_callbacks(execute=True):
            change_picture(stored, a_file((1700, 900)))
        assert on_disk(tmp_path) == before

    @pytest.mark.parametrize("upload", [None, (0, 0, 200)])
    def test_files_that_came_meanwhile_are_known(
        self, stored, tmp_path, django_capture_on_commit_callbacks, upload
    ):
        """Two people change a picture at once: no file is left over, none is missing."""
        late = Picture.objects.get(pk=stored.pk)
        late.title = "Later"
        with django_capture_on_commit_callbacks(execute=True):
            change_picture(stored, a_file((480, 270), colour=(0, 200, 0)))
        with django_capture_on_commit_callbacks(execute=True):
            change_picture(late, upload and a_file((480, 270), colour=upload))
        row = Picture.objects.get(title="Later")
        assert (row.file.name == stored.file.name) == (upload is None)
        names = {row.file.name, *(each["name"] for each in row.renditions)}
        assert on_disk(tmp_path) == names

    def test_files_another_picture_uses_stay(
        self, stored, tmp_path, django_capture_on_commit_callbacks
    ):
        before = on_disk(tmp_path)
        twin = Picture.objects.create(
            title="x", slug="twin", alt="x", file=stored.file.name, renditions=stored.renditions
        )
        with django_capture_on_commit_callbacks(execute=True):
            remove_picture_files(twin)
            twin.delete()
        assert on_disk(tmp_path) == before
        with django_capture_on_commit_callbacks(execute=True):
            remove_picture_files(stored)
            stored.delete()
        assert on_disk(tmp_path) == set()


def rendered(tag, **context):
    return Template("{% load pictures %}" + tag).render(Context(context))


class TestTheTag:
    def test_it_offers_avif_first_and_jpeg_to_all(self, stored):
        html = rendered('{% picture pic sizes="50vw" %}', pic=stored)
        avif, jpeg = html.split("<img")
        assert avif.count(".avif ") == 4
        assert avif.count("w, ") == 3
        assert jpeg.count(".jpg ") == 2
        assert html.count('sizes="50vw"') == 2
        assert 'width="1700" height="900"' in html
        assert 'alt="A &quot;bar&quot;" loading="lazy" decoding="async"' in html
        assert 'class="focus-left"' in html
        assert "style=" not in html

    def test_the_first_picture_is_fetched_at_once(self, stored):
        html = rendered("{% picture pic eager=True %}", pic=stored)
        assert 'fetchpriority="high"' in html
        assert "lazy" not in html

    def test_the_words_can_be_others_or_none(self, stored):
        assert 'alt="Else"' in rendered('{% picture pic alt="Else" %}', pic=stored)
        assert 'alt=""' in rendered('{% picture pic alt="" %}', pic=stored)
        stored.is_decorative = True
        assert 'alt=""' in rendered("{% picture pic %}", pic=stored)

    def test_without_a_picture_there_is_nothing(self):
        assert rendered("{% picture pic %}", pic=None) == ""
        assert rendered("{% picture pic %}", pic=Picture()) == ""


class TestTheAddress:
    def test_a_picture_is_served_for_ever_and_harmless(self, stored, client):
        name = stored.renditions[0]["name"]
        with closing(
            client.get(default_storage.url(name), HTTP_ACCEPT_ENCODING="gzip")
        ) as answer:
            assert answer.getvalue()[4:8] == b"ftyp"
        assert answer["Content-Type"] == "image/avif"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Content-Encoding" not in answer
        assert not answer.cookies

    @pytest.mark.parametrize(
        "name",
        [
            "../forge.sqlite3",
            "..%2fforge.sqlite3",
            "pictures/../../forge.sqlite3",
            "pictures/",
            "pictures/x.html",
            "pictures/bar-480-000000000000.avif",
            "pictures/bar-480-000000000000.avif%0a",
        ],
    )
    def test_anything_else_is_not_found(self, stored, client, tmp_path, name):
        (tmp_path / "pictures" / "x.html").write_text("<script>")
        (tmp_path.parent / "forge.sqlite3").write_text("secret")
        assert client.get(f"/media/{name}").status_code == 404

    def test_it_can_only_be_read(self, stored, client):
        url = default_storage.url(stored.renditions[0]["name"])
        with closing(client.head(url)) as answer:
            assert answer.status_code == 200
            assert not answer.getvalue()
        assert client.post(url).status_code == 405
