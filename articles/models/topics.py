"""What articles are about: one topic each, with a page of its own."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone


class TopicQuerySet(models.QuerySet):
    def with_articles(self, at=None):
        """
        Return the topics readers have something to read in at `at` (now, if not given).

        Each carries `article_count`, the number of its published articles, and `real_count`,
        the number of those that are no samples.
        """
        live = Q(
            articles__published_at__lte=at or timezone.now(),
            articles__withdrawn_at__isnull=True,
        )
        return self.annotate(
            article_count=Count("articles", filter=live),
            real_count=Count("articles", filter=live & Q(articles__is_sample=False)),
        ).filter(article_count__gt=0)


class Topic(models.Model):
    """A subject such as “Lower back pain”. Without a published article it is not shown."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        "address",
        unique=True,
        max_length=60,
        help_text="The last part of the address, such as lower-back-pain.",
    )
    description = models.CharField(
        max_length=200,
        blank=True,
        help_text="One or two sentences below the topic's name, and in search results.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("articles:topic", args=[self.slug])
