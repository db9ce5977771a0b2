"""How the address of a source is read: `url|link_text`."""

from django import template

register = template.Library()

DOI = ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/")


@register.filter
def link_text(url):
    """Return "doi:10.1136/…" for the address of a DOI, else the address without its scheme."""
    for prefix in DOI:
        if url.startswith(prefix):
            return f"doi:{url.removeprefix(prefix)}"
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")
