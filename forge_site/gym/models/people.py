"""Who coaches here, and what members say."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.sample import Sample, SampleQuerySet


class CoachQuerySet(SampleQuerySet):
    def active(self):
        """Return the coaches visitors may see, in the gym's order."""
        return self.filter(is_active=True)

    def for_cards(self):
        """Fetch what `site/_coach.html` shows."""
        return self.select_related("photo")


class Coach(Sample):
    """A person who coaches here. Leaving means `is_active` off: their intros stay."""

    name = models.CharField(max_length=80)
    slug = models.SlugField(
        unique=True, help_text="The last part of the address, such as maya-ellison."
    )
    role = models.CharField(max_length=80, blank=True, help_text="Such as “Head coach”.")
    line = models.CharField(
        "one line", max_length=160, blank=True, help_text="One sentence below the name."
    )
    bio = models.TextField("about", blank=True, help_text="Empty lines part paragraphs.")
    credentials = models.TextField(
        blank=True, help_text="Real and current ones only, one on each line. Empty: not shown."
    )
    photo = models.ForeignKey(
        Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="coaches"
    )
    alert_email = models.EmailField(
        "alerts go to", blank=True, help_text="Where this coach hears of intros of their own."
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="coach",
        verbose_name="staff login",
    )
    staff_note = models.CharField(
        max_length=250, blank=True, help_text="Never shown to visitors."
    )
    is_active = models.BooleanField(
        "coaches here", default=True, help_text="Untick when a coach leaves. Nothing is lost."
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )
    surname_shown = models.CharField(
        max_length=80, blank=True, default="", db_default="", editable=False
    )

    objects = CoachQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name_plural = "coaches"

    def __str__(self):
        return self.name

    def save(self, *args, using=None, **kwargs):
        """Save, and see anew to how all coaches are told apart: another may be called alike."""
        with transaction.atomic(using=using):
            super().save(*args, using=using, **kwargs)
            self.surname_shown = tell_apart(self._state.db)[self.pk]

    def get_absolute_url(self):
        return reverse("site:coach", args=[self.slug])

    @property
    def first_name(self):
        """What people call them: "Sam", or "Sam K." where another Sam coaches here."""
        return f"{first_and_rest(self.name)[0]} {self.surname_shown}".rstrip()

    @property
    def initials(self):
        """The letters cast into the plate until there is a portrait."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

    @property
    def credential_list(self):
        return [line.strip() for line in self.credentials.splitlines() if line.strip()]


def tell_apart(using=None):
    """
    Write down what each coach needs beside the first name, and return it: {pk: text}.

    In the database `using`, an alias; the usual one, if not given.

    Kept in the row, so that no page pays for it. Those who coach here count: somebody who has
    left is told from them, since an intro may be handed over to a namesake. Two coaches saved
    in the same moment may miss each other until one of them is saved again.
    """
    stored = Coach.objects.using(using)
    coaches = list(stored.only("name", "is_active", "surname_shown"))
    needed = {}
    for coach in coaches:
        others = [other.name for other in coaches if other.is_active and other != coach]
        needed[coach.pk] = surname_needed(coach.name, others)
        if coach.surname_shown != needed[coach.pk]:
            stored.filter(pk=coach.pk).update(surname_shown=needed[coach.pk])
    return needed


def surname_needed(name, others):
    """
    Return what the first word of `name` needs beside it, so that none of `others` looks alike.

    Nothing if none has that first word, else the initial of the last ("K."), or all that
    follows the first where even the initial is shared.
    """
    first, rest = first_and_rest(name)
    apart = [first_and_rest(other) for other in others]
    initials = [initial(last) for word, last in apart if word.casefold() == first.casefold()]
    if not initials:
        return ""
    return rest if initial(rest) in initials else initial(rest)


def first_and_rest(name):
    """Return ("Sam", "van Keller") for "Sam van Keller", ("", "") for an empty name."""
    first, *rest = name.split() or [""]
    return first, " ".join(rest)


def initial(rest):
    """Return "K." for "van Keller" and "Keller (PT)", "" for ""."""
    words = [word for word in rest.split() if word[0].isalpha()]
    return f"{words[-1][0].upper()}." if words else ""


class TestimonialQuerySet(SampleQuerySet):
    def public(self):
        """Return the testimonials visitors may read: real, permitted and ticked."""
        return self.filter(is_published=True, is_sample=False)


class Testimonial(Sample):
    """
    A member's own words.

    The database refuses to publish one that is a sample or lacks name, permission or date
    (16 CFR Part 465 bans invented reviews).
    """

    # pytest would take the class for a test otherwise.
    __test__ = False

    words = models.TextField("the member's own words")
    member_name = models.CharField(max_length=80, blank=True)
    permission = models.CharField(
        "written permission",
        max_length=160,
        blank=True,
        help_text="Where it is kept, such as “e-mail of March 3, in the office folder”.",
    )
    given_on = models.DateField("date of the words", null=True, blank=True)
    tie = models.CharField(
        "tie to the gym",
        max_length=120,
        blank=True,
        help_text="Staff, family, a discount? Shown beside the words. Empty: none.",
    )
    tells_of_result = models.BooleanField(
        "tells of a result",
        default=False,
        help_text="Of health or weight. The member must have agreed to that as well; “Results "
        "differ from person to person.” stands below.",
    )
    is_published = models.BooleanField("show on the site", default=False)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers come first."
    )

    objects = TestimonialQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_published=False)
                | (
                    Q(is_sample=False, given_on__isnull=False)
                    & ~Q(member_name="")
                    & ~Q(permission="")
                ),
                name="only_permitted_testimonials_are_published",
                violation_error_message=(
                    "To show it, it must be real and have the member's name, the written "
                    "permission and the date."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.member_name or 'No name yet'}: {self.words[:50]}"
