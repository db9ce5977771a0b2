"""The media library: a picture is uploaded once and used everywhere."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from forge_site.gym.admin.sample import PublicContentAdmin, SampleForm
from forge_site.gym.models import Picture
from forge_site.gym.picture_files import read_upload, remove_picture_files, store_picture


class PictureForm(SampleForm):
    """Reads the upload when the form is checked, so that a bad one gets a sentence."""

    upload = forms.FileField(
        label="Picture",
        required=False,
        help_text="JPEG, PNG or WebP, up to 10 MB. Place and camera details are removed.",
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if not upload:
            if not self.instance.file:
                raise ValidationError("Choose a picture to upload.", code="required")
            return None
        return read_upload(upload)


@admin.register(Picture)
class PictureAdmin(PublicContentAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "alt", "size", "sample_mark"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "slug", "alt"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["preview", "used_in"]
    fieldsets = [
        (None, {"fields": ["upload", "preview", "title", "slug", "alt", "is_decorative"]}),
        (
            "What must stay in view when it is cropped",
            {"fields": [("focal_x", "focal_y")]},
        ),
        ("Where it is used", {"fields": ["used_in"]}),
        (None, {"fields": ["real_now"]}),
    ]

    def save_model(self, request, picture, form, change):
        if form.cleaned_data.get("upload"):
            store_picture(picture, form.cleaned_data["upload"])
        super().save_model(request, picture, form, change)

    def delete_model(self, request, picture):
        remove_picture_files(picture)
        super().delete_model(request, picture)

    def delete_queryset(self, request, pictures):
        for picture in pictures:
            self.delete_model(request, picture)

    @admin.display(description="")
    def thumbnail(self, picture):
        small = _smallest(picture)
        if not small:
            return "–"
        return format_html(
            '<img src="{}" alt="{}" width="96" height="{}">',
            picture.file.storage.url(small["name"]),
            picture.alt or picture.title,
            round(96 * small["height"] / small["width"]),
        )

    @admin.display(description="Now")
    def preview(self, picture):
        return self.thumbnail(picture) if picture.pk else "Nothing uploaded yet."

    @admin.display(description="Size", ordering="width")
    def size(self, picture):
        return f"{picture.width} × {picture.height}"

    @admin.display(description="Used by")
    def used_in(self, picture):
        users = [
            f"{relation.related_model._meta.verbose_name}: {row}"
            for relation in Picture._meta.related_objects
            for row in relation.related_model._default_manager.filter(
                **{relation.field.name: picture.pk}
            )
        ]
        if not users:
            return "Nothing yet."
        return format_html(
            '<ul class="plain">{}</ul>',
            format_html_join("", "<li>{}</li>", ([u] for u in users)),
        )


def _smallest(picture):
    jpegs = [each for each in picture.renditions if each["format"] == "jpeg"]
    return min(jpegs, key=lambda each: each["width"], default=None)
