"""What the gym offers and answers: programs, questions and plain pages."""

from django.db import models
from django.db.models import Func, Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.sample import Sample, SampleQuerySet
from forge_site.gym.models.ways import validate_way
from forge_site.web.cleaning import clean_body


class ProgramQuerySet(SampleQuerySet):
    def active(self):
        return self.filter(is_active=True).select_related("picture")


class Program(Sample):
    """A way to train here. The price line stays hidden until it is filled."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(unique=True)
    headline = models.CharField(max_length=120, blank=True)
    summary = models.CharField(max_length=250, help_text="One or two sentences, for lists.")
    who_for = models.TextField("who it is for", blank=True)
    what = models.TextField("what it is", blank=True)
    you_learn = models.TextField(blank=True)
    you_leave_with = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    rhythm = models.CharField(
        max_length=80,
        blank=True,
        help_text="How long and how often, such as “6 sessions, 3 weeks”.",
    )
    price_line = models.CharField(
        max_length=120, blank=True, help_text="Such as “From $180 a month”. Empty: not shown."
    )
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="programs"
    )
    is_active = models.BooleanField("offered", default=True)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )

    objects = ProgramQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("site:program", args=[self.slug])


class QuestionQuerySet(SampleQuerySet):
    def public(self):
        """Return the questions with an answer that is meant for visitors."""
        return self.exclude(answer="").exclude(answer__istartswith="staff:")

    def about_intro(self):
        """Return the questions staff grouped under the free intro."""
        return self.public().filter(group__icontains="intro")


class Question(Sample):
    """A question people ask, with its answer. Without an answer it is not shown."""

    group = models.CharField(
        max_length=60, blank=True, help_text="Questions with the same word here stand together."
    )
    question = models.CharField(max_length=160)
    answer = models.TextField(blank=True, help_text="Empty: the question is not shown.")
    staff_note = models.CharField(
        max_length=250, blank=True, help_text="Never shown to visitors."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.question


class JSONList(Func):
    """
    All rows' values of one JSON expression as a list, [] without rows.

    Not an Aggregate, so that Django adds no GROUP BY: the whole query is one group.
    """

    template = "COALESCE(JSONB_AGG(%(expressions)s), '[]')"
    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(
            compiler, connection, template="JSON_GROUP_ARRAY(%(expressions)s)", **extra
        )


class PageQuerySet(SampleQuerySet):
    def published(self):
        return self.filter(is_published=True)

    def in_footer(self):
        return self.published().filter(in_footer=True, is_landing=False)

    def footer_rows(self):
        """
        Return a subquery: the pages the footer links as one JSON list, for the gym's query.

        Title, slug and position of each, in no order.
        """
        row = JSONObject(title="title", slug="slug", position="position")
        return Subquery(self.in_footer().order_by().annotate(rows=JSONList(row)).values("rows"))


class Page(Sample):
    """
    A plain page such as privacy or terms, at /<slug>/, or a landing page.

    A landing page is what an ad or a poster leads to: no menu, its own picture and its own
    button, whose campaign travels in the link and is stored with the intro that follows.
    """

    title = models.CharField(max_length=120)
    slug = models.SlugField(
        "address",
        unique=True,
        help_text="The last part of the address. On a poster: one short word.",
    )
    body = models.TextField(blank=True)
    seo_description = models.CharField(
        "description",
        max_length=200,
        blank=True,
        help_text="Shown in search results; about 150 characters.",
    )
    is_published = models.BooleanField("show on the site", default=True)
    in_footer = models.BooleanField("link in the footer", default=True)
    is_unlisted = models.BooleanField(
        "keep out of search engines",
        default=False,
        help_text="For pages that only those should find who have the address.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )

    is_landing = models.BooleanField(
        "landing page",
        default=False,
        help_text="For ads and posters: no menu, one button, not in the footer.",
    )
    lead = models.CharField(
        "below the title", max_length=250, blank=True, help_text="One or two sentences."
    )
    picture = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="pages"
    )
    action_text = models.CharField(
        "words on the button", max_length=40, blank=True, help_text="Empty: “Free Intro”."
    )
    action_to = models.CharField(
        "it leads to",
        max_length=200,
        blank=True,
        validators=[validate_way],
        help_text="A page of this site, such as /contact/, or an https:// address. "
        "Empty: booking a free intro.",
    )
    campaign = models.CharField(
        max_length=60,
        blank=True,
        help_text="Stands beside every intro that came from here. Empty: the page's address.",
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "title"]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.body = clean_body(self.body)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("site:page", args=[self.slug])

    @property
    def campaign_name(self):
        """What an intro that came from here is marked with."""
        return self.campaign or self.slug
