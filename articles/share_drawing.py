"""
How the picture an article is shared with is drawn: its title in our type over its cover.

Words and a cover go in, a picture comes out: no row, no storage. The type is the site's own web
font (SIL OFL, static/fonts/OFL-Archivo.txt): Pillow reads WOFF2 and its weight and width axes.
"""

import unicodedata
from functools import cache

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, ImageOps

WIDTH, HEIGHT = 1200, 630
EDGE = 64
CHALK, EMBER, IRON = "#f6f2ea", "#fa5014", (19, 17, 15)
# Weight 800 and width 62 percent: the site's headings.
AXES = [800, 62]
# Of 255. Chalk on it has a contrast of 5.5 to 1 (WCAG 2.2, 1.4.3 asks for 4.5).
LIGHTEST = 96
LARGEST, SMALLEST, STEP = 136, 52, 4
LINE_HEIGHT = 0.92
WORD_SPACING = 0.06  # of the size, as in the headings of the site
TITLE_HEIGHT = 360

FONT = settings.BASE_DIR / "static/fonts/archivo-forge.woff2"
MARK = settings.BASE_DIR / "static/img/brand/mark.png"


def draw(title, topic, gym_name, cover, focus=(50, 50)):
    """
    Return the picture, an RGB image of WIDTH by HEIGHT pixels.

    `cover` is an RGB image of any size, `focus` its focal point in percent. The title wraps,
    and shrinks until it fits.
    """
    point = (focus[0] / 100, focus[1] / 100)
    picture = ImageOps.fit(cover, (WIDTH, HEIGHT), Image.Resampling.LANCZOS, centering=point)
    picture = _darkened(picture)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 12), fill=EMBER)
    with Image.open(MARK) as file:
        mark = file.convert("RGBA")
    picture.paste(mark, (EDGE, 54), mark)
    left, name = EDGE + mark.width + 16, _drawable(gym_name.upper())
    name_size = _fitting(name, 44, WIDTH - EDGE - left)
    _write(pen, (left, 54 + mark.height / 2 + name_size * 0.36), name, name_size, CHALK)
    size, lines = fitted(_drawable(title.upper()), WIDTH - 2 * EDGE, TITLE_HEIGHT)
    top = HEIGHT - EDGE - round(len(lines) * size * LINE_HEIGHT)
    topic = _drawable(topic)
    _write(pen, (EDGE, top - 26), topic, _fitting(topic, 34, WIDTH - 2 * EDGE), EMBER)
    for number, line in enumerate(lines):
        baseline = top + round((number + 0.86) * size * LINE_HEIGHT)
        _write(pen, (EDGE, baseline), line, size, CHALK)
    return picture


def fitted(text, width, height):
    """Return (size in pixels, lines): the largest type in which `text` fits the box."""
    for size in range(LARGEST, SMALLEST, -STEP):
        lines = _wrapped(text, size, width)
        if len(lines) * size * LINE_HEIGHT <= height and not _is_broken(lines, text):
            return size, _balanced(text, lines, size, width)
    most = int(height / (SMALLEST * LINE_HEIGHT))
    return SMALLEST, _wrapped(text, SMALLEST, width)[:most]


@cache
def font(size):
    """Return the face of the headings at `size` pixels."""
    face = ImageFont.truetype(FONT, size)
    face.set_variation_by_axes(AXES)
    return face


def _write(pen, at, text, size, colour):
    """Write `text` from the left end of its baseline `at`, its words a little apart."""
    x, y = at
    for word in text.split():
        pen.text((x, y), word, font=font(size), fill=colour, anchor="ls")
        x += _length(f"{word} ", size)


def _fitting(text, size, width):
    """Return `size`, or what of it `text` needs to stand in one line of `width`."""
    return min(size, int(size * width / (_length(text, size) or 1)))


def _length(text, size):
    return font(size).getlength(text) + text.count(" ") * size * WORD_SPACING


def _wrapped(text, size, width):
    """Return the lines of `text`; a word wider than a line is broken."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, size) <= width:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if _length(lines[-1] + letter, size) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _is_broken(lines, text):
    return " ".join(lines).split() != text.split()


def _balanced(text, lines, size, width):
    """Return as many lines as `lines`, of about the same length."""
    best = lines
    for narrower in range(int(width), int(width / 2), -20):
        tried = _wrapped(text, size, narrower)
        if len(tried) > len(lines) or _is_broken(tried, text):
            break
        best = tried
    return best


def _darkened(cover):
    """
    Return `cover` as dark as chalk letters need it, a dark one hardly darker than it is.

    Its lightest points come out at LIGHTEST or below, and all of it darker toward the foot.
    """
    levels = cover.convert("L").histogram()
    seen, level = 0, 256
    while seen < 0.01 * sum(levels):
        level -= 1
        seen += levels[level]
    dimmed = cover.point(
        lambda value: min(value * min(0.9, LIGHTEST / max(level, 1)), LIGHTEST)
    )
    foot = Image.new("L", (1, HEIGHT))
    foot.putdata([round(255 * 0.7 * y / HEIGHT) for y in range(HEIGHT)])
    dimmed.paste(IRON, mask=foot.resize(cover.size))
    return dimmed


@cache
def _missing():
    return bytes(font(40).getmask("\uffff"))


def _drawable(text):
    """Return `text` with the letters our type lacks in their plain form, or left out."""
    return "".join(_plain(letter) for letter in text)


@cache
def _plain(letter):
    if letter.isspace():
        return " "
    for form in (letter, unicodedata.normalize("NFKD", letter)[:1]):
        if form and bytes(font(40).getmask(form)) != _missing():
            return form
    return ""
