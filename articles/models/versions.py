"""What is being written about an article, and what was published of it."""

from django.conf import settings
from django.db import models
from django.db.models.fields.json import KT

from articles.models.articles import Article


class ArticleDraftQuerySet(models.QuerySet):
    def with_in_body(self, html):
        """Return the drafts whose body holds `html`; on SQLite in whatever capitals."""
        return self.alias(body=KT("content__body")).filter(body__contains=html)


class ArticleDraft(models.Model):
    """
    The working copy of an article: what staff see while readers still see the article.

    There is one as long as something is unpublished. `content` has the shape of
    `Article.content()`. `page_key` tells the page of the desk that saved it last from all
    others, a second one of the same person included; None for what no page saved.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, related_name="draft")
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    page_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = ArticleDraftQuerySet.as_manager()

    def __str__(self):
        return f"Draft of {self.article}"


class ArticleVersion(models.Model):
    """A snapshot of an article, made each time it is published. Never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(max_length=160, blank=True)
    content = models.JSONField()

    class Meta:
        ordering = ["article", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="one_version_per_article_and_number",
                violation_error_message="This article has a version with this number.",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="versions_are_numbered_from_one"
            ),
        ]

    def __str__(self):
        return f"{self.article}, version {self.number}"
