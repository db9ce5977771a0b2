"""The editor of the articles on the pages of the gym, which know no articles."""

from django.contrib import admin
from js_asset import Media

from articles.admin.widgets import BodyWidget
from forge_site.gym.admin import PageAdmin
from forge_site.gym.models import Page

admin.site.unregister(Page)


@admin.register(Page)
class WrittenPageAdmin(PageAdmin):
    """The pages of the gym, their text in the editor of the articles."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = BodyWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        # The editor's import map is inline: the policy lets it pass by this nonce.
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
