"""
Pictures no coach would send: each refused with a sentence, in little memory, nothing kept.

The peak is measured in a process of its own that reads them all, and the heaviest that are let
in, one after the other.
"""

import io
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from forge_site.web import images
from forge_site.web.images import ImageProblem, read_master
from tests.gym.test_images import a_file, a_png_head

ROOT = Path(__file__).parents[2]
MOST_MEGABYTES = 250

READ_ALL = """
import re, sys
from pathlib import Path
from forge_site.web.images import ImageProblem, read_master

refused = []
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        with path.open("rb") as file:
            read_master(file)
    except ImageProblem:
        refused.append(path.name)
# Not ru_maxrss, which starts from what the parent had.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(len(refused), int(peak) // 1024)
"""


def flat(mode, kind, size=(3000, 3000)):
    """A picture of 9 million pixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def a_jpeg_that_claims(width, height):
    """A small one, the two numbers in its head written over (ITU T.81, B.2.2)."""
    content = a_file().getvalue()
    at = content.index(b"\xff\xc0") + 5
    return content[:at] + struct.pack(">HH", height, width) + content[at + 4 :]


def cut(kind, share):
    whole = a_file((1200, 900), kind=kind).getvalue()
    return whole[: int(len(whole) * share)]


def patched(kind, at, value):
    whole = bytearray(a_file((1200, 900), kind=kind).getvalue())
    whole[at : at + len(value)] = value
    return bytes(whole)


NO_PICTURES = [
    b"", b" ", b"\0" * 5000, b"text", b"<svg onload='alert(1)'/>", b"<html><script>x</script>",
    b"<?xml version='1.0'?><svg/>", b"%PDF-1.7\n1 0 obj", b"%!PS-Adobe-3.0 EPSF-3.0",
    b"GIF89a" + bytes(40), b"BM" + bytes(60), b"II*\0" + bytes(60), b"MM\0*" + bytes(60),
    b"8BPS\0\1" + bytes(60), b"PK\3\4" + bytes(60), b"MZ" + bytes(60),
    b"\x1f\x8b\x08" + bytes(60),
    b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"\0\0\0\x1cftypavif\0\0\0\0avifmif1",
    b"\0\0\1\0\1\0" + bytes(60), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP",
    b"RIFF" + bytes(40), b"#define x_width 900\n#define x_height 900\n", b"P6 900 900 255\n",
]  # fmt: skip
OTHER_KINDS = [
    a_file(kind=kind).getvalue() for kind in ("GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX")
]
BOMBS = [
    *(a_png_head(*size).getvalue() for size in [
        (5001, 5000), (60_000, 60_000), (2**31 - 1, 1), (1, 2**31 - 1), (2**31 - 1, 2**31 - 1),
        (0, 0), (800, 600),
    ]),
    *(flat(mode, "PNG") for mode in ("RGBA", "LA", "P", "I;16", "1")),
    flat("RGB", "WEBP"), flat("RGBA", "WEBP"), a_jpeg_that_claims(5001, 5000),
    a_jpeg_that_claims(65_500, 65_500), b"\xff\xd8\xff\xe0" + bytes(images.MOST_BYTES),
]  # fmt: skip
BROKEN = [
    *(cut(kind, share) for kind in images.FORMATS for share in (0.01, 0.05, 0.2, 0.5)),
    patched("PNG", 16, b"\xff\xff\xff\xff"), patched("PNG", 24, b"\x63"),
    patched("PNG", 29, b"\x00\x00\x00\x00"), patched("JPEG", 2, b"\x00\x00\x00\x00"),
    patched("WEBP", 8, b"WAVE"), a_file((479, 900)).getvalue(), a_file((1, 1)).getvalue(),
]  # fmt: skip
UPLOADS = [*NO_PICTURES, *OTHER_KINDS, *BOMBS, *BROKEN]


def heaviest():
    """Let in, and as heavy as may be."""
    large, costly = (5000, 5000), (2800, 2800)
    plain = [("RGB", "JPEG"), ("RGB", "PNG"), ("CMYK", "JPEG")]
    kinds = [("RGBA", "PNG"), ("RGBA", "WEBP"), ("I;16", "PNG")]
    return [
        *(flat(mode, kind, large) for mode, kind in plain),
        *(flat(mode, kind, costly) for mode, kind in kinds),
    ]


def test_there_are_sixty_at_least():
    assert len(UPLOADS) >= 60


@pytest.mark.parametrize("number", range(len(UPLOADS)))
def test_each_is_refused_with_a_sentence(number):
    with pytest.raises(ImageProblem) as refusal:
        read_master(io.BytesIO(UPLOADS[number]))
    assert str(refusal.value).endswith(".")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measured on Linux")
def test_all_stay_below_250_megabytes_and_leave_nothing_on_disk(tmp_path):
    uploads, elsewhere = tmp_path / "uploads", tmp_path / "elsewhere"
    uploads.mkdir()
    elsewhere.mkdir()
    let_in = heaviest()
    for number, content in enumerate([*UPLOADS, *let_in]):
        (uploads / f"{number:03}.jpg").write_bytes(content)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(elsewhere)}
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL, str(uploads)],
        env=environment, cwd=elsewhere, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    refused, megabytes = map(int, done.stdout.split())
    assert refused == len(UPLOADS)
    assert megabytes < MOST_MEGABYTES
    assert list(elsewhere.iterdir()) == []
    assert len(list(uploads.iterdir())) == len(UPLOADS) + len(let_in)
