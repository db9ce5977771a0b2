"""Programs and questions."""

from django.contrib import admin

from forge_site.gym.admin.sample import PublicContentAdmin
from forge_site.gym.models import Program, Question


@admin.register(Program)
class ProgramAdmin(PublicContentAdmin):
    list_display = ["name", "rhythm", "price_line", "is_active", "position", "sample_mark"]
    list_editable = ["position"]
    list_filter = ["is_active"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = ["picture"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "headline", "summary", "rhythm", "price_line"]}),
        (
            "On its own page",
            {
                "fields": [
                    "who_for",
                    "what",
                    "you_learn",
                    "you_leave_with",
                    "next_step",
                    "picture",
                ]
            },
        ),
        ("On the site", {"fields": ["is_active", "position"]}),
        (None, {"fields": ["real_now"]}),
    ]


@admin.register(Question)
class QuestionAdmin(PublicContentAdmin):
    list_display = ["question", "group", "is_shown", "position", "sample_mark"]
    list_editable = ["position"]
    search_fields = ["question", "answer"]
    fields = ["question", "answer", "group", "staff_note", "position", "real_now"]

    @admin.display(description="Shown", boolean=True)
    def is_shown(self, question):
        return bool(question.answer) and not question.answer.lower().startswith("staff:")
