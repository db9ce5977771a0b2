"""A picture sent on the page of the library while others write: real transactions."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from articles.models import Article
from forge_site.gym import picture_files
from forge_site.gym.admin import picture_forms
from forge_site.gym.models import Gym, Picture
from tests.articles import factories

pytestmark = pytest.mark.django_db(transaction=True)

ADD = reverse("admin:gym_picture_add")


@pytest.fixture
def desk(admin_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    Gym.objects.current().save()
    return admin_client


def typed(size=(480, 270), **changes):
    upload = SimpleUploadedFile("bar.jpg", factories.jpeg_bytes(size), "image/jpeg")
    words = {"title": "Bar", "alt": "A bar", "focal_x": 50, "focal_y": 50}
    return words | {"upload": upload} | changes


def change(picture):
    return reverse("admin:gym_picture_change", args=[picture.pk])


def on_disk(tmp_path):
    return {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}


def files_of(picture):
    return {picture.file.name, *(each["name"] for each in picture.renditions)}


@pytest.fixture
def picture(desk):
    assert desk.post(ADD, typed(slug="bar")).status_code == 302
    return Picture.objects.get()


def test_nobody_waits_while_it_is_drawn(desk, monkeypatch):
    seen = []

    def watch(module, name):
        work = getattr(module, name)

        def watched(*args):
            seen.append((name, connection.in_atomic_block))
            return work(*args)

        monkeypatch.setattr(module, name, watched)

    watch(picture_forms, "read_upload")
    watch(picture_files, "store_master")
    watch(picture_files, "make_renditions")
    drawn = [(name, False) for name in ("read_upload", "store_master", "make_renditions")]
    assert desk.post(ADD, typed(slug="bar")).status_code == 302
    assert seen == drawn
    seen.clear()
    picture = Picture.objects.get()
    assert desk.post(change(picture), typed((500, 500))).status_code == 302
    assert seen == drawn
    picture.refresh_from_db()
    assert (picture.width, picture.height) == (500, 500)


def test_a_new_one_takes_the_place_of_its_files_and_stands_in_texts(desk, picture, tmp_path):
    factories.article(body='<figure data-picture="bar"></figure>')
    before = files_of(picture)
    assert on_disk(tmp_path) == before
    desk.post(change(picture), typed((500, 500)))
    picture.refresh_from_db()
    assert on_disk(tmp_path) == files_of(picture)
    assert not on_disk(tmp_path) & before
    html = Article.objects.get().body_html
    assert all(each["name"] in html for each in picture.renditions)


@pytest.mark.parametrize("model", [Picture, Article])
def test_one_that_cannot_be_kept_changes_nothing(desk, picture, tmp_path, monkeypatch, model):
    """Neither its row nor the texts that show it, and the files are those of before."""
    html = factories.article(body='<figure data-picture="bar"></figure>').body_html
    before = files_of(picture)
    desk.raise_request_exception = False

    def fail(*args, **fields):
        raise OSError("No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(model, "save", fail)
        assert desk.post(change(picture), typed((500, 500))).status_code == 500
    assert on_disk(tmp_path) == before == files_of(Picture.objects.get())
    assert Article.objects.get().body_html == html


@pytest.fixture
def while_drawn(monkeypatch):
    """A function that has `act` done once while a picture is drawn."""
    draw = picture_files.make_renditions

    def arrange(act):
        acts = [act]

        def drawn(*args):
            while acts:
                acts.pop()()
            return draw(*args)

        monkeypatch.setattr(picture_files, "make_renditions", drawn)

    return arrange


def test_one_put_back_while_another_takes_its_place_has_its_files(desk, picture, while_drawn):
    """Its files were there when it was drawn, and gone when it was saved."""
    while_drawn(lambda: desk.post(change(picture), typed((500, 500))))
    assert desk.post(change(picture), typed()).status_code == 302
    picture = Picture.objects.get()
    assert picture.width == 480
    assert all(map(default_storage.exists, files_of(picture)))


def test_one_deleted_meanwhile_is_told_and_leaves_nothing(desk, picture, while_drawn, tmp_path):
    while_drawn(lambda: desk.post(change(picture).replace("change", "delete"), {"post": "yes"}))
    page = desk.post(change(picture), typed((500, 500)), follow=True)
    assert "Somebody has deleted this picture meanwhile." in page.content.decode()
    assert not on_disk(tmp_path)


@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("step", ["make_renditions", "save"])
def test_nothing_is_left_of_one_that_fails(desk, picture, tmp_path, monkeypatch, is_new, step):
    before = on_disk(tmp_path)
    desk.raise_request_exception = False

    def fail(*args, **fields):
        raise OSError("No space left on device")

    monkeypatch.setattr(Picture if step == "save" else picture_files, step, fail)
    address = ADD if is_new else change(picture)
    assert desk.post(address, typed((500, 500), slug="other")).status_code == 500
    assert on_disk(tmp_path) == before
