"""Topics in the admin."""

from django.contrib import admin
from django.db.models import Count

from articles.models import Topic
from forge_site.gym.admin.sample import MovingAdmin


@admin.register(Topic)
class TopicAdmin(MovingAdmin):
    list_display = ["name", "description", "article_total", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    fields = ["name", "slug", "description", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(total=Count("articles"))

    @admin.display(description="Articles", ordering="total")
    def article_total(self, topic):
        return topic.total
