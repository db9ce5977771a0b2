"""The sheet, and the one for print: small, self-contained, its colours told once."""

import gzip
import re

import pytest
from django.conf import settings

STATIC = settings.BASE_DIR / "static"
SHEET = STATIC / "css" / "site.css"
PRINT = STATIC / "css" / "print.css"
MOST_BYTES_COMPRESSED = {SHEET: 8_000, PRINT: 2_600}
# The cast letters of a plate with their two shadows, and masks, whose colour is not seen.
RAW_COLOURS = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(")


@pytest.mark.parametrize("sheet", MOST_BYTES_COMPRESSED, ids=lambda path: path.name)
def test_stays_small_compressed(sheet):
    assert len(gzip.compress(sheet.read_bytes(), 9)) < MOST_BYTES_COMPRESSED[sheet]


def test_loads_only_files_of_ours_that_are_there():
    for address in re.findall(r"url\(([^)]+)\)", SHEET.read_text() + PRINT.read_text()):
        assert (SHEET.parent / address).resolve().is_file(), address


def test_states_raw_colours_among_the_tokens_only():
    tokens, parts = SHEET.read_text().split("@layer base {", 1)
    assert "--ember: #fa5014" in tokens
    told_elsewhere = [
        line.strip()
        for line in parts.splitlines()
        if RAW_COLOURS.search(re.sub(r"mask-image: [^;]+;|url\([^)]+\)", "", line))
    ]
    allowed = (".plate", "& > span {", ".button", "&:hover")
    assert [line for line in told_elsewhere if not line.startswith(allowed)] == []


def test_fonts_come_with_their_licences():
    fonts = STATIC / "fonts"
    for font in fonts.glob("*.woff2"):
        family = font.stem.split("-")[0].capitalize()
        assert "SIL Open Font License" in (fonts / f"OFL-{family}.txt").read_text()
