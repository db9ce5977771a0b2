"""Uploaded pictures: what is refused, what is left of them, and how small they get."""

import io
import struct
import zlib

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage
from PIL import Image, ImageCms, features

from forge_site.gym.models import Picture
from forge_site.gym.picture_files import store_picture
from forge_site.web import images
from forge_site.web.images import ImageProblem, make_renditions, read_master
from forge_site.web.media import OUR_NAMES

SAMPLE = settings.BASE_DIR / "forge_site/gym/sample/pictures"
DEADLIFT = SAMPLE / "deadlift-barbell-on-platform.jpg"
MARKER = b"N51.5-MARKER"


def a_file(size=(900, 600), kind="JPEG", mode="RGB", colour=(200, 40, 20), **options):
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    file.seek(0)
    return file


def a_png_head(width, height):
    """A PNG that claims to be `width` by `height` and holds almost nothing."""

    def chunk(kind, content):
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    )


class TestRefusals:
    @pytest.mark.parametrize(
        ("file", "sentence"),
        [
            (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), images.NOT_A_PICTURE),
            (io.BytesIO(b"<html><script>alert(1)</script>"), images.NOT_A_PICTURE),
            (io.BytesIO(b""), images.NOT_A_PICTURE),
            (io.BytesIO(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), images.HEIC),
            (io.BytesIO(b"GIF89a" + b"\0" * 100), images.NOT_A_PICTURE),
            (io.BytesIO(b"x" * (images.MOST_BYTES + 1)), images.TOO_HEAVY),
            (a_png_head(5001, 5000), images.TOO_MANY_PIXELS),
            (a_png_head(60_000, 60_000), images.TOO_MANY_PIXELS),
            (a_png_head(800, 600), images.BROKEN),
            (io.BytesIO(DEADLIFT.read_bytes()[:60_000]), images.BROKEN),
            (a_file((479, 900)), images.TOO_NARROW),
        ],
        ids=[
            "svg",
            "html",
            "empty",
            "heic",
            "gif",
            "11 MB",
            "25 MP",
            "3600 MP",
            "hollow",
            "cut",
            "479",
        ],
    )
    def test_each_is_refused_with_its_own_sentence(self, file, sentence):
        with pytest.raises(ImageProblem) as problem:
            read_master(file)
        assert str(problem.value) == sentence

    @pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "ICO", "PPM", "JPEG2000"])
    def test_a_whole_picture_of_another_kind_is_none(self, kind):
        """Pillow would read it: each of its parsers is a door."""
        with pytest.raises(ImageProblem) as problem:
            read_master(a_file(kind=kind))
        assert str(problem.value) == images.NOT_A_PICTURE

    def test_one_picture_at_a_time_is_decoded_in_a_process(self, monkeypatch):
        inside = []

        def opened(file):
            inside.append(images._one_at_a_time.acquire(blocking=False))
            raise ImageProblem("seen")

        monkeypatch.setattr(images, "_opened", opened)
        for _ in range(2):  # the second finds the lock free again
            with pytest.raises(ImageProblem, match="seen"):
                read_master(a_file())
        assert inside == [False, False]

    def test_pillows_own_warning_of_a_bomb_is_an_error(self):
        """The second lock, should a parser learn the size only while it decodes."""
        with pytest.raises(Image.DecompressionBombWarning):
            Image._decompression_bomb_check((5001, 5000))

    def test_the_size_is_checked_before_a_pixel_is_decoded(self, monkeypatch):
        def fail(*args):
            raise AssertionError("decoded")

        monkeypatch.setattr("PIL.ImageFile.ImageFile.load", fail)
        with pytest.raises(ImageProblem, match="25 million"):
            read_master(a_png_head(5001, 5000))

    def test_a_form_hears_of_it_as_a_field_error(self):
        with pytest.raises(ValidationError) as problem:
            store_picture(Picture(title="x", slug="x"), io.BytesIO(b"no"))
        assert problem.value.code == "image"
        assert problem.value.messages == [images.NOT_A_PICTURE]


class TestTheMaster:
    def test_a_portrait_taken_sideways_stands_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6  # Orientation: turn 90 degrees clockwise (TIFF 6.0)
        picture = Image.new("RGB", (900, 600), "blue")
        picture.paste("red", (0, 0, 900, 100))  # the top row becomes the right edge
        file = io.BytesIO()
        picture.save(file, "JPEG", exif=exif, quality=95)
        master = read_master(file)
        assert master.size == (600, 900)
        assert master.getpixel((590, 450))[0] > 200
        assert master.getpixel((10, 450))[2] > 200

    def test_nothing_hidden_survives(self, tmp_path):
        exif = Image.Exif()
        exif[0x010E] = MARKER.decode()
        exif.get_ifd(0x8825)[1] = "N"
        file = a_file(exif=exif, comment=MARKER, xmp=b"<x>" + MARKER + b"</x>")
        assert MARKER in file.getvalue()
        storage = FileSystemStorage(location=tmp_path)
        master = read_master(file)
        images.store_master(master, storage, "x")
        make_renditions(master, storage, "x")
        stored = [path.read_bytes() for path in tmp_path.rglob("*.*")]
        assert len(stored) == 4
        for content in stored:
            assert MARKER not in content
            assert b"Exif" not in content

    @pytest.mark.parametrize(
        ("mode", "kind", "colour", "expected"),
        [
            ("RGBA", "PNG", (200, 40, 20, 0), (255, 255, 255)),
            ("LA", "PNG", (90, 255), (90, 90, 90)),
            ("P", "PNG", 0, None),
            ("1", "PNG", 1, (255, 255, 255)),
            ("I;16", "PNG", 128 * 256, (128, 128, 128)),
            ("L", "JPEG", 90, (90, 90, 90)),
            ("RGB", "WEBP", (200, 40, 20), (200, 40, 20)),
        ],
    )
    def test_every_kind_of_pixel_becomes_plain_rgb(self, mode, kind, colour, expected):
        master = read_master(a_file(kind=kind, mode=mode, colour=colour))
        assert master.mode == "RGB"
        if expected:
            seen = master.getpixel((5, 5))
            assert all(abs(a - b) <= 6 for a, b in zip(seen, expected, strict=True))

    def test_another_colour_profile_is_turned_into_srgb(self):
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        for profile in (srgb, lab, b"no profile at all"):
            master = read_master(a_file(icc_profile=profile))
            assert abs(master.getpixel((5, 5))[0] - 200) <= 6
            assert "icc_profile" not in master.info

    def test_a_large_picture_is_scaled_down(self):
        assert read_master(a_file((4800, 2700))).size == (2400, 1350)


class TestTheSizes:
    def test_the_deadlift_at_1200_weighs_at_most_25_kb(self, tmp_path):
        assert features.check("avif")
        storage = FileSystemStorage(location=tmp_path)
        with DEADLIFT.open("rb") as file:
            made = make_renditions(read_master(file), storage, "deadlift")
        assert [(each["format"], each["width"]) for each in made] == [
            ("avif", 480),
            ("avif", 800),
            ("avif", 1200),
            ("avif", 1600),
            ("jpeg", 800),
            ("jpeg", 1600),
        ]
        at_1200 = made[2]
        assert at_1200["bytes"] <= 25_000
        assert at_1200["height"] == 675
        with Image.open(tmp_path / at_1200["name"]) as stored:
            assert stored.size == (1200, 675)
            assert stored.format == "AVIF"

    def test_nothing_is_enlarged(self, tmp_path):
        storage = FileSystemStorage(location=tmp_path)
        made = make_renditions(read_master(a_file((600, 400))), storage, "small")
        assert [(each["format"], each["width"]) for each in made] == [
            ("avif", 480),
            ("jpeg", 600),
        ]

    def test_a_file_another_process_has_just_stored_is_the_same(self):
        """Under any other name it would never be shown (see web.media)."""

        class JustMissed(InMemoryStorage):
            def exists(self, name):
                was_there = super().exists(name)
                if not was_there:
                    self._save(name, ContentFile(b"the same picture"))
                return was_there

        storage = JustMissed()
        (small, _) = make_renditions(read_master(a_file((600, 400))), storage, "small")
        assert OUR_NAMES.fullmatch(small["name"])
        _, files = storage.listdir("pictures")
        assert [name for name in files if name.endswith(".avif")] == [
            small["name"].removeprefix("pictures/")
        ]

    def test_names_follow_the_content(self, tmp_path):
        storage = FileSystemStorage(location=tmp_path)
        red = make_renditions(read_master(a_file()), storage, "x")
        again = make_renditions(read_master(a_file()), storage, "x")
        blue = make_renditions(read_master(a_file(colour=(0, 0, 200))), storage, "x")
        assert [each["name"] for each in red] == [each["name"] for each in again]
        assert red[0]["name"] != blue[0]["name"]
