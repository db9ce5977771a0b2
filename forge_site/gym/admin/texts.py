"""The words of the front page and of the free intro: one form, one row."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from forge_site.gym import texts
from forge_site.gym.admin.previewing import PREVIEW_SCRIPT, not_yet, preview
from forge_site.gym.models import Gym, SiteTexts
from forge_site.gym.models.texts import ONLY_ROW
from forge_site.gym.text_parts import changed
from forge_site.web.cleaning import clean_line, clean_text

PAGES = {"front-page": "site:home", "free-intro": "site:intro"}


def field_of(text):
    """Return the form field of a `Text`, shown with what stands on the page now."""
    if text.rows > 1:
        widget = forms.Textarea(attrs={"rows": text.rows})
    else:
        widget = forms.TextInput(attrs={"class": "vTextField"})
    return forms.CharField(
        label=text.label,
        max_length=text.longest,
        required=text.is_needed,
        help_text=text.help,
        widget=widget,
        error_messages={"required": "The page needs these words."},
    )


class WordsForm(forms.ModelForm):
    """Every text as a field of its own; what differs from the site's own words is kept."""

    class Meta:
        model = SiteTexts
        fields = []

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        known = {key: text.default for key, text in TEXTS.items()}
        stored = instance.changed if instance else {}
        super().__init__(
            *args, instance=instance, initial=known | stored | (initial or {}), **kwargs
        )

    def clean(self):
        said = super().clean()
        for key, words in said.items():
            # A headline may have two lines; all else is one paragraph.
            said[key] = clean_text(words) if "headline" in key else clean_line(words)
        for key in TEXTS:
            if key.endswith("_text") and said.get(key) and not said.get(f"{key[:-5]}_title", 1):
                self.add_error(key.replace("_text", "_title"), "This point needs a title.")
        return said

    def save(self, commit=True):
        self.instance.changed = changed(self.cleaned_data, texts.PARTS)
        return super().save(commit)


TEXTS = dict(pair for part in texts.PARTS for pair in part.fields())
SiteTextsForm = type(
    "SiteTextsForm",
    (WordsForm,),
    {key: field_of(text) for key, text in TEXTS.items()},
)


@admin.register(SiteTexts)
class SiteTextsAdmin(admin.ModelAdmin):
    """Opens the one row at once: there is nothing to list."""

    class Media:
        css = {"all": ["css/editor.css"]}
        js = [PREVIEW_SCRIPT]

    form = SiteTextsForm
    change_form_template = "admin/gym/texts.html"
    fieldsets = [
        (
            part.label,
            {
                "fields": [key for key, _ in part.fields()],
                "description": part.help,
                "classes": ["collapse"] if part.name.endswith("rest") else [],
            },
        )
        for part in texts.PARTS
    ]

    def get_urls(self):
        guarded = self.admin_site.admin_view
        return [
            path(
                "preview/<slug:page>/",
                guarded(require_POST(self.preview_view)),
                name="gym_sitetexts_preview",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        # The pages read their words beside the gym's row, in one query.
        Gym.objects.get_or_create(pk=ONLY_ROW)
        SiteTexts.objects.get_or_create(pk=ONLY_ROW)
        return HttpResponseRedirect(reverse("admin:gym_sitetexts_change", args=[ONLY_ROW]))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def preview_view(self, request, page):
        """Show the page with the words in the posted form, or what is wrong with them."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        if page not in PAGES:
            raise Http404
        form = SiteTextsForm(request.POST, instance=SiteTexts())
        if not form.is_valid():
            return not_yet(request, form)
        typed = changed(form.cleaned_data, texts.PARTS)
        return preview(request, reverse(PAGES[page]), own_texts=typed)
