"""The free intro: a person who wants to meet a coach, and the time held for them."""

import secrets
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q

from articles.models import Article
from bookings.models.diary import Diary
from bookings.models.policy import Way
from forge_site.gym.models import Sample, SampleQuerySet


class Status(models.TextChoices):
    """
    Where an intro stands.

    Waiting (requested, quarantined): no time is held. Then those that hold one. Cancelled
    frees it, and keeps the lead.
    """

    REQUESTED = "requested", "Request"
    QUARANTINED = "quarantined", "Held back"
    BOOKED = "booked", "Booked"
    ATTENDED = "attended", "Attended"
    NO_SHOW = "no_show", "No-show"
    JOINED = "joined", "Joined"
    NOT_NOW = "not_now", "Not now"
    CANCELLED = "cancelled", "Cancelled"

    @classmethod
    def holding_a_time(cls):
        """Every state in which nobody else can have the time, in a stable order."""
        return [cls.BOOKED, cls.ATTENDED, cls.NO_SHOW, cls.JOINED, cls.NOT_NOW]

    @classmethod
    def waiting(cls):
        """The states in which a person waits for a coach and no time is held."""
        return [cls.REQUESTED, cls.QUARANTINED]

    @classmethod
    def outcomes(cls):
        """What can come of an intro that was booked."""
        return [cls.ATTENDED, cls.NO_SHOW, cls.JOINED, cls.NOT_NOW]


def new_reference():
    """Return a fresh public reference: 128 random bits, 22 characters."""
    return secrets.token_urlsafe(16)


class IntroQuerySet(SampleQuerySet):
    def holding_a_time(self):
        """Return the intros whose time nobody else can have."""
        return self.filter(status__in=Status.holding_a_time())

    def overlapping(self, starts_at, ends_at):
        """
        Return the intros that hold a time within [starts_at, ends_at), UTC instants.

        Touching is not overlapping: one may end at the instant another begins.
        """
        return self.holding_a_time().filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def upcoming(self, now):
        """Return the booked intros that have not ended, the next first."""
        return self.filter(status=Status.BOOKED, ends_at__gt=now).order_by("starts_at")

    def to_hand_over(self, now):
        """Return the intros ahead whose coach has left: somebody else has to meet them."""
        return self.upcoming(now).filter(diary__coach__is_active=False)

    def requests_waiting(self):
        """Return the requests nobody has answered, the oldest first."""
        return self.filter(status=Status.REQUESTED, answered_at=None).order_by("created_at")

    def from_person(self, email):
        """Return the intros booked or asked for with this e-mail address, none for ""."""
        return self.filter(email=email.strip().lower()).exclude(email="")

    def for_pages(self):
        """Fetch what pages, e-mails and calendar files show."""
        return self.select_related("diary__coach", "wished_diary__coach").prefetch_related(
            Prefetch("source_article", Article.objects.for_cards())
        )


class Intro(Sample):
    """
    One free intro: a person, a diary and a stretch of time, in UTC instants.

    A cancelled intro keeps its row, so that the lead is not lost. Every status that holds
    a time is inside the constraints; a request without a time is in none.

    `version` rises with every change a person or coach makes, and a form acts only on the
    version it was shown. `sequence` is the calendar's (RFC 5545 §3.8.7.4): it rises when
    the time, the coach or the way changes, and when it is cancelled.
    """

    Status = Status
    Way = Way

    class Goal(models.TextChoices):
        STRONGER = "stronger", "Get stronger"
        PAIN = "pain", "Train around pain"
        RETURN = "return", "Come back after a break"
        EAT = "eat", "Eat better"
        CURIOUS = "curious", "Just curious"

    reference = models.CharField(
        max_length=22, unique=True, default=new_reference, editable=False
    )
    submission_key = models.UUIDField(unique=True, default=uuid4, editable=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.BOOKED)
    diary = models.ForeignKey(
        Diary,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="intros",
        verbose_name="coach",
    )
    starts_at = models.DateTimeField("starts", null=True, blank=True)
    ends_at = models.DateTimeField("ends", null=True, blank=True)
    way = models.CharField(max_length=9, choices=Way, default=Way.IN_PERSON)

    name = models.CharField(max_length=80)
    email = models.EmailField(
        "e-mail", max_length=254, blank=True, help_text="Or a phone number: one is enough."
    )
    phone = models.CharField(max_length=20, blank=True, help_text="As in +15555550117.")
    goal = models.CharField(max_length=10, choices=Goal, blank=True)
    note = models.TextField("what they wrote", max_length=600, blank=True)

    wished_diary = models.ForeignKey(
        Diary,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wished coach",
    )
    wished_at = models.DateTimeField("wished time", null=True, blank=True)
    wished_days = models.CharField(max_length=80, blank=True)
    wished_hours = models.CharField("wished time of day", max_length=80, blank=True)

    source_article = models.ForeignKey(
        Article,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="intros",
        verbose_name="came from",
    )
    campaign = models.CharField(max_length=120, blank=True)
    quarantine_reason = models.CharField("held back because", max_length=120, blank=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    network = models.CharField(
        max_length=45, blank=True, editable=False, help_text="Kept coarse: /24 or /48."
    )
    network_key = models.CharField(max_length=32, blank=True, editable=False, db_index=True)

    sequence = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField("asked", db_index=True)
    changed_at = models.DateTimeField(editable=False)
    answered_at = models.DateTimeField("answered", null=True, blank=True)

    objects = IntroQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-created_at"]
        indexes = [
            models.Index(fields=["status", "starts_at"], name="intro_status_start"),
            models.Index(fields=["email"], name="intro_email"),
            models.Index(fields=["phone"], name="intro_phone"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=Status.holding_a_time())
                | Q(diary__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="an_intro_that_holds_a_time_has_one",
                violation_error_message="Choose coach, start and end.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=Status.waiting())
                | Q(starts_at__isnull=True, ends_at__isnull=True),
                name="a_waiting_intro_holds_no_time",
                violation_error_message="A request holds no time: book it to give it one.",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at")),
                name="intro_ends_after_it_starts",
                violation_error_message="An intro must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="intro_status_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & (~Q(email="") | ~Q(phone="")),
                name="an_intro_names_a_person",
                violation_error_message=(
                    "A name is needed, and an e-mail address or a phone number."
                ),
            ),
            models.UniqueConstraint(
                fields=["diary", "starts_at"],
                condition=Q(status__in=Status.holding_a_time()),
                name="one_live_intro_per_diary_and_start",
                violation_error_code="taken",
                violation_error_message="That time has just been taken.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def first_name(self):
        """The first word of the name, for greetings."""
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def coach(self):
        """The coach met, or wished for, or None."""
        diary = self.diary or self.wished_diary
        return diary.coach if diary else None

    @property
    def holds_a_time(self):
        return self.status in Status.holding_a_time()

    def is_ahead(self, now):
        """Return True while it is booked and has not ended, as `upcoming` has it."""
        return self.status == Status.BOOKED and self.ends_at > now

    def can_be_cancelled(self, now):
        """Return True while it is ahead or waits: until its time is over."""
        return self.is_ahead(now) or self.status in Status.waiting()

    @property
    def key(self):
        """What outbox rows about this intro carry in `about`."""
        return f"intro:{self.pk}"


class IntroNote(models.Model):
    """A line in an intro's story: a coach's note, or what was done, written by the site."""

    intro = models.ForeignKey(Intro, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField(max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
    )
    written_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["written_at", "pk"]
        verbose_name = "note"

    def __str__(self):
        return self.text[:60]
