"""The gym itself: one row that every page, e-mail and calendar file reads."""

from operator import itemgetter
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, validate_email
from django.db import models
from django.db.models import Exists, F

from forge_site.gym.models.classes import GroupClass
from forge_site.gym.models.pages import Page
from forge_site.gym.models.people import Coach
from forge_site.gym.models.pictures import Picture
from forge_site.gym.models.sample import Sample, SampleQuerySet
from forge_site.gym.models.texts import SiteTexts
from forge_site.gym.models.ways import validate_way

ONLY_ROW = 1
# What is joined of each stretch of the opening hours.
STRETCH = ("pk", "kind", "weekday", "opens", "closes")


def validate_time_zone(name):
    """Raise ValidationError unless `name` is a zone of the IANA database."""
    if name not in available_timezones():
        raise ValidationError("Choose a time zone such as America/New_York.", code="zone")


def validate_addresses(text):
    """Raise ValidationError naming the first line of `text` that is no e-mail address."""
    for address in address_list(text):
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(
                "“%(address)s” is not an e-mail address. Write one address on each line.",
                code="address",
                params={"address": address},
            ) from None


def address_list(text):
    """Return the addresses in `text`, one a line or parted by commas."""
    return [part for part in text.replace(",", "\n").replace(";", "\n").split() if part]


class GymQuerySet(SampleQuerySet):
    def current(self, **more):
        """
        Return the gym with all that the page frame shows, or an empty one before any is saved.

        One query, because every page asks. `opening_hours.all()` and the two pictures cost
        nothing after it; `footer_pages` are the pages the footer links; `has_sample_coach`
        tells whether a coach on show is a sample, `has_classes` whether there is a timetable.
        `more` are further annotations, for the pages that show them: they are None while there
        is no row.
        """
        rows = list(
            self.filter(pk=ONLY_ROW)
            .select_related("front_picture", "room_picture")
            .annotate(
                has_sample_coach=Exists(Coach.objects.active().sample()),
                footer_rows=Page.objects.footer_rows(),
                own_texts=SiteTexts.objects.stored(),
                has_classes=Exists(GroupClass.objects.for_timetable()),
                **{f"stretch_{part}": F(f"opening_hours__{part}") for part in STRETCH},
                **more,
            )
            .order_by("stretch_kind", "stretch_weekday", "stretch_opens")
        )
        if not rows:
            return Gym(pk=ONLY_ROW)
        gym = rows[0]
        stretches = gym.opening_hours.all()
        # As prefetch_related would leave it.
        stretches._result_cache = [
            stretches.model(
                gym=gym, **{part: getattr(row, f"stretch_{part}") for part in STRETCH}
            )
            for row in rows
            if row.stretch_pk is not None
        ]
        stretches._prefetch_done = True
        gym._prefetched_objects_cache = {"opening_hours": stretches}
        return gym


class Gym(Sample):
    """
    What the gym is. There is one row; `Gym.objects.current()` returns it.

    `time_zone` is the zone of all weekly hours and of every time shown; booked intros are
    kept as UTC instants, so changing the zone moves none of them.
    """

    name = models.CharField(max_length=80, default="Forge Fitness")
    tagline = models.CharField(
        max_length=120, blank=True, help_text="A few words, in the footer."
    )
    pitch = models.CharField(
        max_length=250, blank=True, help_text="One sentence that says what the gym is."
    )
    street = models.CharField(max_length=120, blank=True)
    locality = models.CharField("city", max_length=80, blank=True)
    region = models.CharField("state", max_length=40, blank=True)
    postal_code = models.CharField("ZIP code", max_length=16, blank=True)
    country = models.CharField(
        max_length=2,
        default="US",
        help_text="Two letters, such as US. Phone numbers without a + are read as of there.",
    )
    latitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="For maps, such as 40.71278. In a map app, press and hold on the gym's door.",
    )
    longitude = models.DecimalField(
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    arrival = models.TextField(
        "parking and entrance",
        blank=True,
        help_text="Where to park, which door to take. Shown on the site and in e-mails.",
    )
    phone = models.CharField(
        max_length=20, blank=True, help_text="With country code, such as +15555550142."
    )
    email = models.EmailField("public e-mail address", blank=True)
    time_zone = models.CharField(
        max_length=60,
        default="America/New_York",
        validators=[validate_time_zone],
        help_text="All hours are meant in this zone. Changing it moves no booked intro.",
    )
    alert_addresses = models.TextField(
        blank=True,
        validators=[validate_addresses],
        help_text="Who hears of a new intro at once. One e-mail address on each line.",
    )
    reply_to = models.EmailField(
        "replies go to",
        blank=True,
        help_text="Where an answer to a confirmation arrives. Empty: the public address.",
    )
    from_address = models.EmailField(
        "e-mails come from",
        blank=True,
        help_text="An address of your own domain that your mail server may send from.",
    )
    front_picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Behind the headline of the front page, darkened. Empty: our kettlebells.",
    )
    room_picture = models.ForeignKey(
        Picture,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="picture of the room",
        help_text="Beside the address and the hours. Empty: none.",
    )
    members_url = models.URLField(
        "members' link", blank=True, help_text="Where members log in, shown in the footer."
    )
    announcement = models.CharField(
        max_length=160,
        blank=True,
        help_text="One sentence above every page, such as “Closed on Friday: new floor.”",
    )
    announcement_link = models.CharField(
        "leads to",
        max_length=200,
        blank=True,
        validators=[validate_way],
        help_text="A page of this site, such as /contact/, or a whole https:// address.",
    )
    announced_from = models.DateField(
        "from", null=True, blank=True, help_text="First day shown. Empty: at once."
    )
    announced_until = models.DateField(
        "until", null=True, blank=True, help_text="Last day shown. Empty: until you clear it."
    )
    is_live = models.BooleanField(
        "we are live",
        default=False,
        help_text="Until this is ticked, search engines are asked to stay away.",
    )

    objects = GymQuerySet.as_manager()

    # Told by `current()` if the row is there.
    has_sample_coach = False
    has_classes = False
    footer_rows = None
    own_texts = None
    special_rows = None

    class Meta:
        verbose_name = "the gym"
        verbose_name_plural = "the gym"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=ONLY_ROW), name="there_is_one_gym"),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="a_map_point_is_a_pair",
                violation_error_message="A map point needs both latitude and longitude.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="a_map_point_is_on_the_globe",
                violation_error_message="Latitude ends at 90 degrees, longitude at 180.",
            ),
            models.CheckConstraint(
                condition=models.Q(announced_from__isnull=True)
                | models.Q(announced_until__isnull=True)
                | models.Q(announced_until__gte=models.F("announced_from")),
                name="an_announcement_ends_after_it_begins",
                violation_error_message="The last day must not be before the first.",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.pk = ONLY_ROW
        super().save(*args, **kwargs)

    def announces_on(self, today):
        """Return whether the announcement is shown on `today`, a date in the gym's zone."""
        begun = self.announced_from is None or self.announced_from <= today
        over = self.announced_until is not None and self.announced_until < today
        return bool(self.announcement) and begun and not over

    @property
    def footer_pages(self):
        """The pages the footer links, in order: title and address, no more."""
        if self.footer_rows is None:
            return list(Page.objects.in_footer())
        rows = sorted(self.footer_rows, key=itemgetter("position", "title"))
        return [Page(**row) for row in rows]

    @property
    def zone(self):
        """The gym's time zone, a ZoneInfo."""
        return ZoneInfo(self.time_zone)

    @property
    def city_line(self):
        """City, state and ZIP code on one line, without stray commas."""
        state_and_code = " ".join(part for part in (self.region, self.postal_code) if part)
        return ", ".join(part for part in (self.locality, state_and_code) if part)

    @property
    def address_line(self):
        """The whole address on one line."""
        return ", ".join(part for part in (self.street, self.city_line) if part)

    @property
    def answers_go_to(self):
        """Where an answer to an e-mail of ours arrives: an address, or ""."""
        return self.reply_to or self.email

    @property
    def alert_address_list(self):
        """Who hears of a new intro, without those from settings: a list of addresses."""
        return address_list(self.alert_addresses)
