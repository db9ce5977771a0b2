"""
What other machines are told of a page: its one address, its picture, its words again.

Addresses are absolute and come from SITE_URL, never from the request.
"""

import json

from django import template
from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode
from django.utils.safestring import mark_safe

register = template.Library()

# Inside a script element only these could end it or open a comment (HTML §4.12.1.3).
SCRIPT_SAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def absolute(path):
    """Return `path` with SITE_URL before it; an address that is whole already stays."""
    return path if "://" in path else settings.SITE_URL + path


@register.simple_tag(takes_context=True)
def page_address(context):
    """
    Return the page's own absolute address, without a query; "" where it should have none.

    A view that knows better says so as `canonical`. Somebody's own intro has none: the
    address is a key.
    """
    if "canonical" in context:
        return context["canonical"]
    match = getattr(context.get("request"), "resolver_match", None)
    if match is None or context.get("is_preview"):
        return ""
    if match.namespace == "bookings" and match.url_name != "book":
        return ""
    return absolute(context["request"].path)


@register.filter
def picture_address(picture):
    """Return the absolute address of the widest JPEG of `picture`, "" without one."""
    jpegs = [each for each in picture.renditions if each["format"] == "jpeg"] if picture else []
    if not jpegs:
        return ""
    widest = max(jpegs, key=lambda each: each["width"])
    return absolute(default_storage.url(widest["name"]))


@register.tag
def said(parser, token):
    """`{% said title %}`: what the block of that name says on this page, once more."""
    return SaidNode(token.split_contents()[1])


class SaidNode(template.Node):
    def __init__(self, name):
        self.name = name

    def render(self, context):
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        if blocks is None or blocks.get_block(self.name) is None:
            return ""
        return BlockNode(self.name, template.NodeList()).render(context).strip()


@register.simple_tag
def linked_data(things):
    """Return a JSON-LD script of `things`, dictionaries or None; nothing if none is left."""
    told = [thing for thing in things or () if thing]
    if not told:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": told}, ensure_ascii=False)
    script = f'<script type="application/ld+json">{text.translate(SCRIPT_SAFE)}</script>'
    return mark_safe(script)  # every < > & of the data is escaped above
