"""
Articles: what readers see.

What staff are still writing is in ArticleDraft, what was published before in
ArticleVersion; all three share one shape, `Article.content()`. Publication is a question
of time (`published_at <= now`), never a job that has to run.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from articles import content as shape
from articles.models.topics import Topic
from articles.rendering import render
from articles.search.words import index_of, mark_of
from forge_site.gym.models import Coach, Picture, Sample, SampleQuerySet
from forge_site.web.cleaning import clean_body
from forge_site.web.markup import plain_text

# What `save` makes from the body.
RENDERED = ("body_html", "contents", "citations", "words", "minutes", "stems", "stems_mark")

# Addresses under /articles/ where a page of ours stands.
TAKEN = ("search",)


def not_a_page_of_ours(slug):
    """Raise ValidationError if the site itself answers at the address of `slug`."""
    if slug in TAKEN:
        raise ValidationError("A page of the site stands at this address.", code="taken")


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
        not_shown = ("body", "body_html", "contents", "citations", "stems", "stems_mark")
        return self.select_related("topic", "hero").defer(*not_shown)

    def for_page(self):
        """Fetch what the page of one article shows, in two queries."""
        return (
            self.select_related("topic", "hero", "author", "author__photo")
            .prefetch_related("references")
            .defer("body", "stems", "stems_mark")
        )


class Article(Sample):
    """
    One article, as readers see it.

    `body` is clean HTML in the grammar of articles; on save the rest is made from it:
    `body_html`, `contents` (a list of {"id", "number", "text"}), `citations` (reference keys
    in the order of their numbers), `words`, `minutes`, and for search `stems` and their mark.
    `updated_at` moves when what readers see changes.
    """

    title = models.CharField(
        max_length=120, help_text="The reader's own question or a plain promise; 70 characters."
    )
    slug = models.SlugField(
        "address",
        unique=True,
        max_length=80,
        validators=[not_a_page_of_ours],
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
    # Before the long texts: SQLite reads a row from its start, and search reads this of all.
    stems = models.TextField(blank=True, editable=False)
    stems_mark = models.CharField(max_length=20, blank=True, editable=False)
    body = models.TextField("text", blank=True)
    body_html = models.TextField(blank=True, editable=False)
    contents = models.JSONField(default=list, blank=True, editable=False)
    citations = models.JSONField(default=list, blank=True, editable=False)
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
    # The address its file proposed when it was brought in; it stays when the address changes.
    brought_in_as = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    preview_key = models.CharField(max_length=64, null=True, unique=True, editable=False)
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
        indexes = [
            # So that what readers may see is known without reading the long texts, and
            # whether search has to read them anew.
            models.Index(
                fields=["-published_at", "withdrawn_at", "topic", "stems_mark"],
                name="article_published",
            )
        ]
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
        only = kwargs.get("update_fields")
        if only is None or "body" in only:
            self.body = clean_body(self.body)
            keys = self.references.values_list("key", flat=True) if self.pk else []
            self.render(keys)
            self.stem()
            if only:
                kwargs["update_fields"] = {*only, *RENDERED}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("articles:detail", args=[self.slug])

    @property
    def cover_alt(self):
        """What the cover is said to show here: the article's own words, else the picture's."""
        if self.hero is None or self.hero.is_decorative:
            return self.hero_alt
        return self.hero_alt or self.hero.alt

    def is_live(self, at=None):
        """Return whether readers can see the article at `at` (now, if not given)."""
        return (
            self.published_at is not None
            and self.published_at <= (at or timezone.now())
            and self.withdrawn_at is None
        )

    def render(self, reference_keys):
        """Make from `body` what the page shows; `reference_keys` may be cited in it."""
        rendered = render(self.body, reference_keys)
        self.body_html = rendered.html
        self.contents = [heading._asdict() for heading in rendered.contents]
        self.citations = rendered.cited_keys
        self.words = rendered.words
        self.minutes = rendered.minutes

    def stem(self):
        """Make the stems the article is found by, and the mark that tells when they change."""
        headings = (heading["text"] for heading in self.contents)
        self.stems = index_of(
            self.title, " ".join([self.summary, *headings]), plain_text(self.body)
        )
        self.stems_mark = mark_of(self.stems)

    def content(self):
        """Return all that staff can edit, in the shape of `articles.content`."""
        return (
            {name: getattr(self, name) for name in shape.TEXTS}
            | {name: getattr(self, f"{name}_id") for name in shape.LINKS}
            | {
                "reviewed_on": self.reviewed_on and self.reviewed_on.isoformat(),
                "related": sorted(self.related_override.values_list("pk", flat=True)),
                "references": list(self.references.values("key", "text", "url")),
            }
        )

    def fill(self, content):
        """
        Take over the texts, links and dates of `content`, unsaved; return its references.

        A part `content` does not name stays as it is; a row that is gone since counts as
        none. The references are unsaved as well.
        """
        content = shape.clean_content(content)
        for name in shape.TEXTS:
            if name in content:
                setattr(self, name, content[name])
        for name in shape.LINKS:
            if name in content:
                linked = self._meta.get_field(name).related_model
                setattr(self, name, linked.objects.filter(pk=content[name]).first())
        if "reviewed_on" in content:
            day = content["reviewed_on"]
            self.reviewed_on = date.fromisoformat(day) if day else None
        if "references" not in content:
            return list(self.references.all()) if self.pk else []
        model = self._meta.get_field("references").related_model
        return [
            model(article=self, position=position, **row)
            for position, row in enumerate(content["references"])
        ]

    @transaction.atomic
    def apply(self, content):
        """Make the article (saved before) say what `content` says, and save it."""
        references = self.fill(content)
        if "references" in content:
            self.references.all().delete()
            self.references.bulk_create(references)
        if "related" in content:
            self.related_override.set(Article.objects.filter(pk__in=content["related"]))
        self.save()

    def in_order_of_citation(self, references):
        """Return `references` in the order of their numbers, those not cited at the end."""
        numbers = {key: number for number, key in enumerate(self.citations)}
        return sorted(references, key=lambda row: numbers.get(row.key, len(numbers)))
