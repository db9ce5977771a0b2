"""The editor of a body, as a form widget, and what a page has to do for it."""

from django import forms
from django.urls import reverse_lazy
from js_asset import ImportMap, Media, Script

# Every module by name: with hashed file names a relative import would find nothing.
MODULES = ImportMap(
    {
        "django-prose-editor/editor": "django_prose_editor/editor.js",
        "forge/editor/cover": "js/editor/cover.js",
        "forge/editor/dialogs": "js/editor/dialogs.js",
        "forge/editor/library": "js/editor/library.js",
        "forge/editor/nodes": "js/editor/nodes.js",
        "forge/editor/paste": "js/editor/paste.js",
        "forge/editor/pasted-lists": "js/editor/pasted_lists.js",
        "forge/editor/pasted-tables": "js/editor/pasted_tables.js",
        "forge/editor/pictures": "js/editor/pictures.js",
        "forge/editor/sources": "js/editor/sources.js",
        "forge/editor/toolbar": "js/editor/toolbar.js",
        "forge/focal": "js/focal.js",
    }
)


class BodyWidget(forms.Textarea):
    """
    A textarea that static/js/editor/ turns into an editor; without JavaScript it holds HTML.

    It belongs on a page of an EditorAdmin.
    """

    def __init__(self, attrs=None):
        defaults = {
            "rows": 30,
            "cols": 80,
            "data-body-editor": "",
            "data-library": reverse_lazy("admin:articles_article_library"),
        }
        super().__init__(defaults | (attrs or {}))

    @property
    def media(self):
        return Media(
            importmap=MODULES,
            css={
                "all": [
                    "django_prose_editor/material-icons.css",
                    "django_prose_editor/editor.css",
                    "css/editor.css",
                ]
            },
            js=[
                Script("django_prose_editor/editor.js", type="module"),
                Script("js/editor/main.js", type="module"),
            ],
        )

    def use_required_attribute(self, initial):
        return False


class EditorAdmin:
    """What a ModelAdmin has besides whose form holds a BodyWidget."""

    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is inline: the policy lets it pass by this nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)


class PictureSelect(forms.Select):
    """A list of pictures by name, which the scripts of BodyWidget turn into thumbnails."""

    def __init__(self, attrs=None, choices=()):
        defaults = {
            "data-picture-select": "",
            "data-library": reverse_lazy("admin:articles_article_library"),
        }
        super().__init__(defaults | (attrs or {}), choices)
