"""The picture an article is shared with: what it shows, that it fits, where it is kept."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from articles import publishing, share_pictures
from articles.models import Article
from forge_site.gym.models import Gym
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
    return share_pictures.draw(
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


class TestDrawing:
    @pytest.mark.parametrize(
        "title", ["Sleep", LONGEST[:120], "W" * 120, "i " * 60, "Schlaf-" * 17, "睡眠", "-"]
    )
    def test_every_title_stays_inside_the_edges(self, title):
        left, top, right, bottom = letters(drawn(title))
        assert left >= share_pictures.EDGE - 2 and right <= 1200 - share_pictures.EDGE + 2
        assert top > 12 and bottom <= 630 - share_pictures.EDGE + 16

    def test_a_long_title_gets_smaller_and_loses_no_word(self):
        box = (1072, share_pictures.TITLE_HEIGHT)
        short, _ = share_pictures.fitted("SLEEP", *box)
        long, lines = share_pictures.fitted(LONGEST[:120].upper(), *box)
        assert long < short
        assert " ".join(lines) == LONGEST[:120].upper()
        assert len(lines) * long * share_pictures.LINE_HEIGHT <= box[1]

    def test_lines_are_about_as_long_as_each_other(self):
        _, lines = share_pictures.fitted("ARE SQUATS BAD FOR YOUR KNEES?", 1072, 360)
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
            share_pictures.draw("-", "-", "-", wide, focus).convert("L").getpixel((900, 40))
            for focus in ((0, 50), (100, 50))
        ]
        assert sides[0] < 96 and sides[1] < 30
        left = share_pictures.draw("-", "-", "-", wide, (0, 50)).convert("L")
        assert left.getpixel((500, 30)) > 60

    def test_letters_the_type_lacks_are_written_plain(self):
        assert (
            share_pictures._drawable("Łé睡a") == "éa"
            or share_pictures._drawable("Łé睡a") == "ea"
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
        client.get(new).getvalue()
        assert len(default_storage.listdir("share")[1]) == 1

    def test_of_what_readers_cannot_see_there_is_none(self, client):
        assert client.get(self.address(factories.draft())).status_code == 404

    def test_its_address_stands_in_the_page(self, client):
        Gym.objects.create(name="Iron House")
        article = factories.article()
        path = share_pictures.path_of(article, "Iron House")
        page = read(client.get(article.get_absolute_url()))
        told = page.one("meta", property="og:image").get("content")
        assert told == f"http://127.0.0.1:8000{path}"


def _jpeg(colour):
    out = BytesIO()
    Image.new("RGB", (1600, 900), colour).save(out, "JPEG")
    return ContentFile(out.getvalue())
