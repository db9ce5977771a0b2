"""The sources of an article: what its numbers in brackets lead to."""

from django.core.validators import RegexValidator
from django.db import models

from articles.content import clean_reference_row
from articles.models.articles import Article

KEY = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Small letters, digits and hyphens only, such as owen-2020.",
    code="key",
)


class Reference(models.Model):
    """
    One source, cited in the body as `<sup data-ref="key">`.

    `text` is HTML that holds <cite> and no other tag. `position` is the order of the list;
    readers see the sources in the order of their first citation.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(
        max_length=60,
        validators=[KEY],
        help_text="A short name to cite it by: author and year, such as owen-2020.",
    )
    text = models.TextField(
        help_text=(
            "Authors (three, then et al.), title, journal, year, volume, pages. Put the "
            "journal between <cite> and </cite>."
        )
    )
    url = models.URLField(
        "link", max_length=300, blank=True, help_text="Best is the DOI: https://doi.org/…"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"],
                name="one_reference_per_article_and_key",
                violation_error_message="Two references have the same key.",
            ),
            models.CheckConstraint(
                condition=~models.Q(key="") & ~models.Q(text=""),
                name="a_reference_has_a_key_and_a_text",
                violation_error_message="A reference needs a key and a text.",
            ),
        ]

    def __str__(self):
        return self.key

    def save(self, *args, **kwargs):
        clean = clean_reference_row({"key": self.key, "text": self.text, "url": self.url})
        self.key, self.text, self.url = clean["key"], clean["text"], clean["url"]
        super().save(*args, **kwargs)
