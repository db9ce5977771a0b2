"""The `picture` tag: one responsive picture, in AVIF with JPEG for older browsers."""

from django import template
from django.core.files.storage import default_storage
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def picture(pic, sizes="92vw", eager=False, alt=None, css=""):
    """
    Return the `<picture>` for `pic` (a Picture, or None: then nothing).

    `sizes` is what the `sizes` attribute says; `eager` is for the one picture seen first,
    all others load when they come near; `alt=""` makes it decoration in this place.
    """
    if not pic or not pic.renditions:
        return ""
    jpegs = _of(pic, "jpeg")
    if alt is None:
        alt = "" if pic.is_decorative else pic.alt
    loading = 'fetchpriority="high"' if eager else 'loading="lazy" decoding="async"'
    css = " ".join(part for part in (css, _focus(pic)) if part)
    return format_html(
        '<picture><source type="image/avif" srcset="{}" sizes="{}">'
        '<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {}{}></picture>',
        _srcset(_of(pic, "avif")),
        sizes,
        default_storage.url(jpegs[0]["name"]),
        _srcset(jpegs),
        sizes,
        pic.width,
        pic.height,
        alt,
        mark_safe(loading),
        format_html(' class="{}"', css) if css else "",
    )


def _of(pic, kind):
    return [each for each in pic.renditions if each["format"] == kind]


def _srcset(renditions):
    return format_html_join(
        ", ",
        "{} {}w",
        ((default_storage.url(each["name"]), each["width"]) for each in renditions),
    )


def _focus(pic):
    """
    Return the class that keeps the focal point in a cropped picture, in thirds.

    A class, because the content policy allows no inline style.
    """
    across = "left" if pic.focal_x <= 33 else "right" if pic.focal_x >= 67 else ""
    down = "top" if pic.focal_y <= 33 else "bottom" if pic.focal_y >= 67 else ""
    where = "-".join(part for part in (down, across) if part)
    return f"focus-{where}" if where else ""
