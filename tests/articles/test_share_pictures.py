"""The picture an article is shared with: what it shows, that it fits, where it is kept."""

from concurrent.futures import ThreadPoolExecutor
from errno import ENOSPC
from io import BytesIO
from pathlib import Path
from threading import Barrier

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image

from articles import publishing, sample_articles, share_drawing, share_pictures
from articles.models import Article, Topic
from forge_site.gym.models import Gym
from forge_site.outbox import chores
from tests.articles import factories
from tests.pages.html import read

pytestmark = pytest.mark.django_db

LONGEST = "The longest title there can be, with a Müller’s word or two and numbers such as 5×5 "
LONGEST += "until the field is full, x"
CHALK = (0xF6, 0xF2, 0xEA)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(title="Sleep", cover="white", topic="Recovery"):
    return share_drawing.draw(
        title, topic, "Forge Fitness", Image.new("RGB", (1600, 900), cover)
    )


def luminance(colour):
    """Relative luminance, WCAG 2.2."""
    parts = [value / 255 for value in colour]
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def letters(picture):
    """The box of all that is about as light as chalk."""
    return picture.convert("L").point(lambda value: 255 * (value > 215)).getbbox()


def kept():
    return default_storage.listdir("share")[1]


class TestDrawing:
    @pytest.mark.parametrize(
        "title", ["Sleep", LONGEST[:120], "W" * 120, "i " * 60, "Schlaf-" * 17, "睡眠", "-"]
    )
    def test_every_title_stays_inside_the_edges(self, title):
        left, top, right, bottom = letters(drawn(title))
        assert left >= share_drawing.EDGE - 2 and right <= 1200 - share_drawing.EDGE + 2
        assert top > 12 and bottom <= 630 - share_drawing.EDGE + 16

    def test_so_do_the_longest_names_of_gym_and_topic(self):
        ground = Image.new("RGB", (1600, 900), "white")
        picture = share_drawing.draw("Sleep", "W" * 60, "W" * 80, ground)
        for box in ((0, 20, 1200, 200), (0, 300, 1200, 470)):
            orange_and_chalk = (
                picture.crop(box).getchannel("R").point(lambda v: 255 * (v > 215))
            )
            left, _, right, _ = orange_and_chalk.getbbox()
            assert left >= share_drawing.EDGE - 2 and right <= 1200 - share_drawing.EDGE + 2

    def test_a_long_title_gets_smaller_and_loses_no_word(self):
        box = (1072, share_drawing.TITLE_HEIGHT)
        short, _ = share_drawing.fitted("SLEEP", *box)
        long, lines = share_drawing.fitted(LONGEST[:120].upper(), *box)
        assert long < short
        assert " ".join(lines) == LONGEST[:120].upper()
        assert len(lines) * long * share_drawing.LINE_HEIGHT <= box[1]

    def test_lines_are_about_as_long_as_each_other(self):
        _, lines = share_drawing.fitted("ARE SQUATS BAD FOR YOUR KNEES?", 1072, 360)
        assert lines == ["ARE SQUATS BAD", "FOR YOUR KNEES?"]

    def test_the_title_can_be_read_on_the_lightest_cover(self):
        picture = drawn(" ", topic="")
        lightest = max(
            luminance(picture.getpixel((x, y)))
            for x in range(0, 1200, 25)
            for y in range(120, 630, 10)
        )
        assert (luminance(CHALK) + 0.05) / (lightest + 0.05) >= 4.5

    def test_a_dark_cover_is_hardly_darker(self):
        picture = drawn(" ", cover=(60, 50, 40))
        assert picture.getpixel((1100, 30))[0] > 45

    def test_the_focal_point_stays_in_sight(self):
        wide = Image.new("RGB", (4000, 630), "black")
        wide.paste("white", (0, 0, 900, 630))
        sides = [
            share_drawing.draw("-", "-", "-", wide, focus).convert("L").getpixel((900, 40))
            for focus in ((0, 50), (100, 50))
        ]
        assert sides[0] < 96 and sides[1] < 30
        left = share_drawing.draw("-", "-", "-", wide, (0, 50)).convert("L")
        assert left.getpixel((500, 30)) > 60

    def test_letters_the_type_lacks_are_written_plain(self):
        assert (
            share_drawing._drawable("Łé睡a") == "éa" or share_drawing._drawable("Łé睡a") == "ea"
        )


class TestThePicture:
    def address(self, article):
        return share_pictures.path_of(article, "Forge Fitness")

    def test_is_1200_by_630_and_kept_by_everybody(self, client):
        article = factories.article(hero=None)
        answer = client.get(self.address(article))
        picture = Image.open(BytesIO(b"".join(answer.streaming_content)))
        assert (picture.size, picture.format) == ((1200, 630), "JPEG")
        assert answer["Content-Type"] == "image/jpeg"
        assert "immutable" in answer["Cache-Control"]
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert not answer.cookies

    def test_is_over_the_cover(self, client):
        name = default_storage.save("pictures/red.jpg", _jpeg("red"))
        article = factories.article(hero=factories.picture(file=name))
        answer = client.get(self.address(article))
        picture = Image.open(BytesIO(b"".join(answer.streaming_content)))
        red, green, _ = picture.getpixel((1100, 60))
        assert red > 60 > 20 > green

    def test_is_drawn_once(self, client, monkeypatch):
        article = factories.article()
        client.get(self.address(article)).getvalue()
        monkeypatch.setattr(share_pictures, "draw", None)
        answer = client.get(self.address(article))
        answer.getvalue()
        assert answer.status_code == 200

    def test_a_missing_file_of_the_cover_spoils_nothing(self, client):
        article = factories.article(hero=factories.picture(file="pictures/gone.jpg"))
        answer = client.get(self.address(article))
        answer.getvalue()
        assert answer.status_code == 200

    def test_another_title_has_another_address_and_the_old_one_leads_there(self, client):
        article = factories.article()
        old = self.address(article)
        client.get(old).getvalue()
        publishing.save_draft(article=article, content={"title": "New"}, by=None)
        publishing.publish(article=article, by=None)
        new = self.address(Article.objects.get())
        assert new != old
        answer = client.get(old)
        assert (answer.status_code, answer["Location"]) == (302, new)

    @pytest.mark.parametrize("bytes_kept", [0, 1, 5_000])
    def test_half_a_file_is_drawn_anew(self, client, bytes_kept):
        """What a process leaves that is killed while it writes."""
        article = factories.article()
        whole = client.get(self.address(article)).getvalue()
        (name,) = kept()
        path = Path(default_storage.path(f"share/{name}"))
        path.write_bytes(whole[:bytes_kept])
        assert client.get(self.address(article)).getvalue() == whole
        assert path.read_bytes() == whole
        assert kept() == [name]

    def test_of_what_readers_cannot_see_there_is_none(self, client):
        assert client.get(self.address(factories.draft())).status_code == 404

    def test_its_address_stands_in_the_page(self, client):
        Gym.objects.create(name="Iron House")
        article = factories.article()
        path = share_pictures.path_of(article, "Iron House")
        page = read(client.get(article.get_absolute_url()))
        told = page.one("meta", property="og:image").get("content")
        assert told == f"http://127.0.0.1:8000{path}"


class TestThoseNoArticleShowsAnyMore:
    """The chore of the sender."""

    @pytest.fixture
    def one(self, client):
        """One of two articles whose pictures are kept."""
        Gym.objects.create(name="Forge Fitness")
        one, _ = factories.article(pk=1, is_sample=True), factories.article(pk=11)
        self.ask(client)
        assert len(kept()) == 2
        return one

    def ask(self, client):
        gym_name = Gym.objects.current().name
        for article in Article.objects.published():
            client.get(share_pictures.path_of(article, gym_name)).getvalue()

    def test_go_and_take_no_other_along(self, client, one):
        publishing.save_draft(article=one, content={"title": "New"}, by=None)
        publishing.publish(article=one, by=None)
        self.ask(client)
        assert len(kept()) == 3
        chores.do_all()
        assert sorted(name.partition("-")[0] for name in kept()) == ["1", "11"]
        before = kept()
        self.ask(client)
        assert kept() == before

    @pytest.mark.parametrize("act", [publishing.withdraw, publishing.remove, "samples"])
    def test_are_those_of_an_article_that_is_gone(self, one, act):
        if act == "samples":
            sample_articles.remove_articles([])
        else:
            act(article=one, **({"by": None} if act is publishing.withdraw else {}))
        chores.do_all()
        assert [name.partition("-")[0] for name in kept()] == ["11"]

    @pytest.mark.parametrize("rows", [Gym.objects, Topic.objects])
    def test_are_those_under_a_former_name_of_gym_or_topic(self, one, rows):
        rows.update(name="Iron House")
        chores.do_all()
        assert kept() == []

    def test_may_be_none(self):
        share_pictures.forget_former(timezone.now())


class TestManyAtOnce:
    """Real threads over a real folder; each begins with none, or while others delete."""

    CLIENTS = 8

    def asked_at_once(self, article, and_then=lambda: None):
        barrier = Barrier(self.CLIENTS)

        def ask(_):
            barrier.wait()
            pictures = []
            for _ in range(3):
                with share_pictures.picture_of(article, "Forge Fitness") as file:
                    pictures.append(file.read())
                and_then()
            return pictures

        with ThreadPoolExecutor(self.CLIENTS) as pool:
            return [picture for told in pool.map(ask, range(self.CLIENTS)) for picture in told]

    @pytest.fixture
    def article(self, monkeypatch):
        small = Image.effect_noise((400, 210), 60).convert("RGB")
        # To each its own, as draw gives: an Image keeps the options of its saving in itself.
        monkeypatch.setattr(share_pictures, "draw", lambda *_: small.copy())
        return factories.article(hero=None)

    def test_get_the_same_picture_and_one_is_kept(self, article):
        pictures = self.asked_at_once(article)
        assert len(pictures) == 24 and len(set(pictures)) == 1
        assert pictures[0].endswith(share_pictures.END_OF_JPEG)
        assert len(kept()) == 1

    def test_get_it_where_nothing_can_be_kept(self, client, article, monkeypatch):
        def full(*_):
            raise OSError(ENOSPC, "No space left on device")

        monkeypatch.setattr(default_storage, "save", full)
        answer = client.get(share_pictures.path_of(article, "Forge Fitness"))
        assert (answer.status_code, answer.getvalue()[-2:]) == (200, b"\xff\xd9")

    def test_get_it_while_it_is_deleted(self, article):
        def delete():
            for name in kept():
                default_storage.delete(f"share/{name}")

        pictures = self.asked_at_once(article, delete)
        assert len(set(pictures)) == 1


def _jpeg(colour):
    out = BytesIO()
    Image.new("RGB", (1600, 900), colour).save(out, "JPEG")
    return ContentFile(out.getvalue())
