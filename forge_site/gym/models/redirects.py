"""Old addresses that still have to lead somewhere."""

from django.db import models


class Redirect(models.Model):
    """
    An address that is no more. Read only when a page was not found.

    `folded` is `old_path` without capitals, in which it is looked for: old links are often
    written with others. Filled here, since SQLite's LOWER knows no letter beyond ASCII.
    """

    old_path = models.CharField(
        "old address",
        max_length=300,
        unique=True,
        help_text="From the first slash on, such as /blog/back-pain/.",
    )
    new_path = models.CharField(
        "new address",
        max_length=300,
        blank=True,
        help_text="Where it leads now. Empty: “this page is gone” (410).",
    )
    folded = models.TextField(editable=False, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["old_path"]
        indexes = [models.Index(fields=["folded"], name="redirect_without_capitals")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(old_path__startswith="/")
                & (models.Q(new_path="") | ~models.Q(new_path=models.F("old_path"))),
                name="a_redirect_leads_elsewhere",
                violation_error_message="Begin with a slash, and lead to another address.",
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path or 'gone'}"

    def save(self, *args, **kwargs):
        self.folded = self.old_path.casefold()
        super().save(*args, **kwargs)
