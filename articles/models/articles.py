"""
Articles: what readers see.

What staff are still writing is in ArticleDraft, what was published before in
ArticleVersion; all three share one shape, `Article.content()`. Publication is a question
of time (`published_at <= now`), never a job that has to run.
"""

from datetime import date

from django.db import models, transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from articles.models.topics import Topic
from forge_site.gym.models import Coach, Picture, Sample, SampleQuerySet
from forge_site.web.cleaning import clean_body

# The parts of `Article.content()` that are plain text on the row itself.
TEXTS = (
    "title",
    "slug",
    "summary",
    "body",
    "hero_alt",
    "hero_caption",
    "fact_checked_by",
    "seo_title",
    "seo_description",
)
# Those that name another row, by primary key.
LINKS = {"topic": Topic, "hero": Picture, "author": Coach}


class ArticleQuerySet(SampleQuerySet):
    def published(self, at=None):
        """Return the articles readers may see at `at` (now, if not given)."""
        return self.filter(published_at__lte=at or timezone.now(), withdrawn_at__isnull=True)

    def scheduled(self, at=None):
        """Return the articles that go live after `at` (now, if not given)."""
        return self.filter(published_at__gt=at or timezone.now(), withdrawn_at__isnull=True)

    def drafts(self):
        """Return the articles no date of publication is set for."""
        return self.filter(published_at__isnull=True)

    def withdrawn(self):
        """Return the articles that were live and were taken down (410)."""
        return self.filter(withdrawn_at__isnull=False)

    def for_cards(self):
        """Fetch what `articles/_card.html` shows, in one query."""
        return self.select_related("topic", "hero").defer("body", "body_html", "contents")

    def for_page(self):
        """Fetch what the page of one article shows, in two queries."""
        return (
            self.select_related("topic", "hero", "author", "author__photo")
            .prefetch_related("references")
            .defer("body")
        )

    def related_to(self, article):
        """Return the other articles, those chosen by hand first, then those of its topic."""
        chosen = Article.related_override.through.objects.filter(
            from_article=article.pk, to_article=OuterRef("pk")
        )
        nearness = Case(
            When(Exists(chosen), then=Value(0)),
            When(topic=article.topic_id, then=Value(1)),
            default=Value(2),
        )
        return self.exclude(pk=article.pk).order_by(nearness, "-published_at", "-pk")


class Article(Sample):
    """
    One article, as readers see it.

    `body` is clean HTML in the grammar of articles; `body_html`, `contents`, `words` and
    `minutes` are made from it on save. `updated_at` moves when what readers see changes.
    """

    title = models.CharField(
        max_length=120, help_text="The reader's own question or a plain promise; 70 characters."
    )
    slug = models.SlugField(
        unique=True,
        max_length=80,
        help_text="The last part of the address: three to seven words, no dates.",
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    summary = models.CharField(
        max_length=220,
        blank=True,
        help_text="One or two sentences, shown under the title and in lists.",
    )
    body = models.TextField(blank=True)
    body_html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, blank=True, editable=False)
    words = models.PositiveIntegerField(default=0, editable=False)
    minutes = models.PositiveSmallIntegerField(default=0, editable=False)
    hero = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name="cover picture",
        help_text="Shown below the title and in lists.",
    )
    hero_alt = models.CharField(
        "what the cover shows",
        max_length=160,
        blank=True,
        help_text="For people who cannot see it. Empty: the words kept with the picture.",
    )
    hero_caption = models.CharField(
        "caption", max_length=200, blank=True, help_text="One short sentence below the picture."
    )
    author = models.ForeignKey(
        Coach, on_delete=models.SET_NULL, null=True, blank=True, related_name="articles"
    )
    fact_checked_by = models.CharField(
        "facts checked by",
        max_length=120,
        blank=True,
        help_text="Name and role of the person who checked every claim against its source.",
    )
    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="The day somebody last checked the claims. Mending a typo does not count.",
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    seo_title = models.CharField(
        "title in search results",
        max_length=80,
        blank=True,
        help_text="60 characters at most, main phrase first. Empty: the title.",
    )
    seo_description = models.CharField(
        "description in search results",
        max_length=200,
        blank=True,
        help_text="140 to 155 characters that answer the search. Empty: the summary.",
    )
    related_override = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="+",
        verbose_name="keep reading",
        help_text="Leave empty to show articles of the same topic.",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [models.Index(fields=["-published_at"], name="article_published")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(slug=""),
                name="an_article_has_a_title_and_an_address",
                violation_error_message="An article needs a title and an address.",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True)
                | (~Q(body="") & ~Q(summary="") & Q(topic__isnull=False)),
                name="a_published_article_is_whole",
                violation_error_message=(
                    "To be published, an article needs a topic, a summary and a text."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="only_published_articles_are_withdrawn",
                violation_error_message="Only a published article can be withdrawn.",
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.body = clean_body(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.slug])

    def is_live(self, at=None):
        """Return whether readers can see the article at `at` (now, if not given)."""
        return (
            self.published_at is not None
            and self.published_at <= (at or timezone.now())
            and self.withdrawn_at is None
        )

    def content(self):
        """
        Return all that staff can edit, as JSON can hold it.

        {title, slug, summary, body, hero_alt, hero_caption, fact_checked_by, seo_title,
        seo_description: str; topic, hero, author: pk or None; reviewed_on: ISO date or
        None; related: [pk]; references: [{key, text, url}] in their order}.
        """
        return (
            {name: getattr(self, name) for name in TEXTS}
            | {name: getattr(self, f"{name}_id") for name in LINKS}
            | {
                "reviewed_on": self.reviewed_on and self.reviewed_on.isoformat(),
                "related": sorted(self.related_override.values_list("pk", flat=True)),
                "references": list(self.references.values("key", "text", "url")),
            }
        )

    @transaction.atomic
    def apply(self, content):
        """
        Make the article say what `content` says, and save it.

        A part `content` does not name stays as it is; a row that is gone since counts as
        none.
        """
        for name in TEXTS:
            setattr(self, name, content.get(name, getattr(self, name)))
        for name, model in LINKS.items():
            if name in content:
                setattr(self, name, model.objects.filter(pk=content[name]).first())
        if "reviewed_on" in content:
            day = content["reviewed_on"]
            self.reviewed_on = date.fromisoformat(day) if day else None
        self.save()
        if "related" in content:
            self.related_override.set(Article.objects.filter(pk__in=content["related"]))
        if "references" in content:
            self.references.all().delete()
            self.references.bulk_create(
                self.references.model(article=self, position=position, **reference)
                for position, reference in enumerate(content["references"])
            )
