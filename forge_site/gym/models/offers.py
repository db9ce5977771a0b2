"""What the gym offers and answers: programs and questions."""

from django.db import models
from django.urls import reverse

from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.sample import Sample, SampleQuerySet


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
