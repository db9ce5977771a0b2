"""The media library: a picture is uploaded once and used everywhere."""

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from js_asset import Script

from forge_site.gym.admin.picture_forms import PictureForm, UploadForm
from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.models import Picture
from forge_site.gym.picture_files import add_picture, change_picture, remove_picture_files
from forge_site.gym.picture_uses import rows_naming, rows_showing

# The same words as in the editor's dialog (static/js/editor/pictures.js).
NAMES = {
    "alt": ("What it shows", "Read aloud to people who cannot see it."),
    "slug": ("Short name", "What texts know the picture by. It stays once it is stored."),
}


@admin.register(Picture)
class PictureAdmin(PublicContentAdmin):
    form = PictureForm
    list_display = ["thumbnail", "title", "alt", "size", "sample_mark"]
    list_display_links = ["thumbnail", "title"]
    search_fields = ["title", "slug", "alt"]
    fieldsets = [
        (None, {"fields": ["upload", "preview", "title", "slug", "alt", "is_decorative"]}),
        (
            "What must stay in view when it is cropped",
            {
                "fields": [("focal_x", "focal_y")],
                "description": "Click on that spot of the picture above, or type it.",
            },
        ),
        ("Where it is used", {"fields": ["used_in"]}),
        (None, {"fields": ["real_now"]}),
    ]

    class Media:
        js = [Script("js/focal.js", type="module")]

    def get_readonly_fields(self, request, picture=None):
        """The short name is what texts know a picture by: once stored it stays."""
        return ["preview", "used_in", *(["slug"] if picture else [])]

    def get_prepopulated_fields(self, request, picture=None):
        return {} if picture else {"slug": ["title"]}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in NAMES:
            field.label, field.help_text = NAMES[db_field.name]
        return field

    def get_urls(self):
        upload = self.admin_site.admin_view(never_cache(require_POST(self.upload_view)))
        return [path("upload/", upload, name="gym_picture_upload"), *super().get_urls()]

    def upload_view(self, request):
        """Store a picture sent from a dialog; answer in JSON with it, or with what is wrong."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return JsonResponse({"errors": form.errors})
        picture = add_picture(form.instance, form.cleaned_data["upload"])
        self.log_addition(request, picture, "Uploaded while writing.")
        return JsonResponse({"picture": as_choice(picture)})

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """
        Show or save the form, without the transaction that Django opens around all of a POST.

        The form reads the picture and `save_model` draws it, which takes seconds.
        """
        try:
            return self._changeform_view(request, object_id, form_url, extra_context)
        except Picture.DoesNotExist:
            said = "Somebody has deleted this picture meanwhile."
            self.message_user(request, said, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:gym_picture_changelist"))

    def save_model(self, request, picture, form, change):
        store = change_picture if change else add_picture
        store(picture, form.cleaned_data["upload"])

    def get_deleted_objects(self, pictures, request):
        """Protect a picture that stands in a text: the text would have a hole."""
        gone, counts, missing, protected = super().get_deleted_objects(pictures, request)
        holes = [
            f"{row._meta.verbose_name.capitalize()}: {row}"
            for picture in pictures
            for row in rows_showing(picture)
        ]
        return gone, counts, missing, [*protected, *holes]

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
        small = _smallest(picture) if picture.pk else None
        if not small:
            return "Nothing uploaded yet."
        return format_html(
            '<span class="focal" data-focal="focal_x focal_y">'
            '<img src="{}" alt="" width="{}" height="{}"></span>',
            picture.file.storage.url(small["name"]),
            small["width"],
            small["height"],
        )

    @admin.display(description="Size", ordering="width")
    def size(self, picture):
        return f"{picture.width} × {picture.height}"

    @admin.display(description="Used by")
    def used_in(self, picture):
        rows = [*rows_naming(picture), *rows_showing(picture)] if picture.pk else []
        if not rows:
            return "Nothing yet."
        items = format_html_join("", "<li>{}</li>", ([self._linked(row)] for row in rows))
        return format_html('<ul class="plain">{}</ul>', items)

    def _linked(self, row):
        """Return what `row` is, with a link to its page at the desk if it has one."""
        words = f"{row._meta.verbose_name.capitalize()}: {row}"
        if type(row) not in self.admin_site._registry:
            return words
        address = reverse(
            f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[quote(row.pk)]
        )
        return format_html('<a href="{}">{}</a>', address, words)


def as_choice(picture):
    """Return what a dialog shows of `picture`, as JSON can hold it."""
    small = _smallest(picture)
    return {
        "pk": picture.pk,
        "slug": picture.slug,
        "title": picture.title,
        "alt": "" if picture.is_decorative else picture.alt,
        "url": picture.file.storage.url(small["name"]) if small else "",
        "change": reverse("admin:gym_picture_change", args=[picture.pk]),
    }


def _smallest(picture):
    jpegs = [each for each in picture.renditions if each["format"] == "jpeg"]
    return min(jpegs, key=lambda each: each["width"], default=None)
