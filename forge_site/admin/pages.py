"""The editor of the articles on the pages of the gym, which know no articles."""

from django.contrib import admin

from articles.admin.widgets import BodyWidget, EditorAdmin
from forge_site.gym.admin import PageAdmin
from forge_site.gym.models import Page

admin.site.unregister(Page)


@admin.register(Page)
class WrittenPageAdmin(EditorAdmin, PageAdmin):
    """The pages of the gym, their text in the editor of the articles."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "body":
            kwargs["widget"] = BodyWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)
