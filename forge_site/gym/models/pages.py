"""The pages staff write: plain ones such as privacy, and landing pages for ads and posters."""

from django.db import models
from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.urls import reverse

from forge_site.gym.models.json_lists import JSONList
from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.sample import Sample, SampleQuerySet
from forge_site.gym.models.ways import validate_way
from forge_site.web.cleaning import clean_body


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
