"""The forms a picture comes in by: the page of the library, and the dialog of an editor."""

from pathlib import PurePath

from django import forms
from django.core.exceptions import ValidationError

from forge_site.gym.admin.sample import SampleForm
from forge_site.gym.models import Picture
from forge_site.gym.picture_files import read_upload

ACCEPTED = "image/jpeg,image/png,image/webp"
NO_WORDS = "Describe what matters in the picture, or tick “only decoration”."


class PictureForm(SampleForm):
    """Reads the upload when the form is checked, so that a bad one gets a sentence."""

    upload = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text="JPEG, PNG or WebP, up to 10 MB. Place and camera details are removed.",
    )

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if not upload:
            if not self.instance.file:
                raise ValidationError("Choose a picture to upload.", code="required")
            return None
        return read_upload(upload)


class UploadForm(PictureForm):
    """
    A picture sent while something is being written: the file and what it shows, no more.

    Its title is the description, or else the name of the file.
    """

    class Meta:
        model = Picture
        fields = ["alt", "is_decorative", "focal_x", "focal_y"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("focal_x", "focal_y"):
            self.fields[name].required = False

    def clean(self):
        typed = super().clean()
        if not (typed.get("alt") or typed.get("is_decorative") or "alt" in self.errors):
            self.add_error("alt", ValidationError(NO_WORDS, code="alt"))
        name = getattr(self.files.get("upload"), "name", "") or ""
        self.instance.title = (typed.get("alt") or PurePath(name).stem or "Picture")[:120]
        return typed

    def clean_focal_x(self):
        return _middle(self.cleaned_data["focal_x"])

    def clean_focal_y(self):
        return _middle(self.cleaned_data["focal_y"])


def _middle(percent):
    return 50 if percent is None else percent
