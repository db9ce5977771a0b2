"""
The two pictures that belong to the design itself: the front page's and the closing band's.

They are static files in the widths the design names, so that an empty database still has a
face. Every other picture is a row that staff can change.
"""

from django import template

register = template.Library()

SIZES_IN_PIXELS = {
    "hero-kettlebell-row-ember": (2400, 1350),
    "cta-different-size-kettlebells": (1600, 1067),
}


@register.inclusion_tag("_brand_picture.html")
def brand_picture(name, sizes, alt="", eager=False):
    """Render the brand picture `name`; KeyError if there is none of that name."""
    width, height = SIZES_IN_PIXELS[name]
    return {
        "path": f"img/brand/{name}",
        "avif": ["480", "800", "1200", "1600"],
        "jpeg": ["800", "1600"],
        "width": width,
        "height": height,
        "sizes": sizes,
        "alt": alt,
        "eager": eager,
    }
