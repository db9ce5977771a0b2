"""
Every e-mail about intros with sample data, as people get it: on the desk, before anybody does.

The HTML is shown in a frame, from an address whose policy allows no script and no origin,
as that of a sent e-mail is.
"""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from bookings import emails, slots
from bookings.availability import OpenTimes
from bookings.models import Diary, Intro, IntroPolicy, Status
from forge_site.gym.models import Coach, Gym
from forge_site.outbox.admin.emails import framed


@require_safe
def page(request):
    """Answer all e-mails on one page: subject, text, and the HTML in frames."""
    refuse_strangers(request)
    context = admin.site.each_context(request) | {
        "title": "How our e-mails look",
        "opts": Intro._meta,
        "samples": [
            {"kind": kind, "title": title, "email": email}
            for kind, (title, email) in samples().items()
        ],
    }
    return TemplateResponse(request, "admin/bookings/previews.html", context)


@require_safe
def html(request, kind):
    """Answer the HTML of one e-mail, to be framed."""
    refuse_strangers(request)
    if kind not in SAMPLES:
        raise Http404
    return framed(SAMPLES[kind][1](Scene()).html)


def samples():
    """Return {kind: (title, unsaved OutboxEmail)} of every e-mail."""
    scene = Scene()
    return {kind: (title, compose(scene)) for kind, (title, compose) in SAMPLES.items()}


def refuse_strangers(request):
    if not request.user.has_perm("bookings.view_intro"):
        raise PermissionDenied


class Scene:
    """What the samples are about: one made-up intro and one request, at this gym, now."""

    def __init__(self):
        self.gym, self.now = Gym.objects.current(), timezone.now()
        times = OpenTimes(zone=self.gym.zone, now=self.now).offers[:4]
        self.intro, self.other = made_up_intro(self.gym.zone, self.now, times)
        self.waiting = made_up_request(self.intro, self.now)
        self.next_times = times[1:]
        self.day_before = self.intro.starts_at - timedelta(days=1)

    def reminder(self, which):
        return emails.reminders_of(self.intro, self.gym, self.now)[which]

    def alert(self, intro):
        return emails.alerts(intro, self.gym, self.now, self.next_times)[0]

    def alert_of_change(self, change, was):
        return emails.alerts_of_change(self.intro, self.gym, self.now, change, was=was)[0]


# {kind: (title, what makes an unsaved OutboxEmail of a Scene)}
SAMPLES = {
    "confirmation": (
        "To the person: booked",
        lambda scene: emails.confirmation(scene.intro, scene.gym),
    ),
    "reminder_day": ("Reminder, the day before", lambda scene: scene.reminder(0)),
    "reminder_hours": ("Reminder, three hours before", lambda scene: scene.reminder(1)),
    "moved": (
        "Moved",
        lambda scene: emails.moved(scene.intro, scene.gym, scene.day_before, scene.intro.diary),
    ),
    "handed_over": (
        "Another coach",
        lambda scene: emails.moved(scene.intro, scene.gym, scene.intro.starts_at, scene.other),
    ),
    "cancelled": ("Cancelled", lambda scene: emails.cancelled(scene.intro, scene.gym)),
    "missed": (
        "After a no-show",
        lambda scene: emails.missed(scene.intro, scene.gym, send_after=scene.now),
    ),
    "received": (
        "To somebody who wrote",
        lambda scene: emails.received(scene.waiting, scene.gym),
    ),
    "already": ("Asked twice", lambda scene: emails.already(scene.intro, scene.gym)),
    "alert": ("To the gym: booked", lambda scene: scene.alert(scene.intro)),
    "alert_request": ("To the gym: a request", lambda scene: scene.alert(scene.waiting)),
    "alert_moved": (
        "To the gym: moved",
        lambda scene: scene.alert_of_change("moved", "another time"),
    ),
    "alert_handed_over": (
        "To the gym: another coach",
        lambda scene: scene.alert_of_change("handed_over", "with somebody else"),
    ),
    "alert_changed": (
        "To the gym: another way to meet",
        lambda scene: scene.alert_of_change("changed", "by video"),
    ),
    "alert_cancelled": (
        "To the gym: cancelled",
        lambda scene: scene.alert_of_change("cancelled", ""),
    ),
    "alert_digest": (
        "To the gym, daily",
        lambda scene: emails.digest([scene.waiting], 1, scene.gym, scene.now),
    ),
    "alert_held": (
        "To the gym, hourly",
        lambda scene: emails.held_back([scene.waiting], 1, scene.gym, scene.now),
    ),
}


def made_up_intro(zone, now, times):
    """Return an unsaved intro at half past five in three days, and another diary."""
    maya = Coach(pk=0, name="Maya Ellison", slug="maya-ellison")
    marcus = Coach(pk=0, name="Marcus Tran", slug="marcus-tran")
    day = now.astimezone(zone).date() + timedelta(days=3)
    starts_at = slots.instant(datetime.combine(day, time(17, 30)), zone)
    intro = Intro(
        pk=0,
        status=Status.BOOKED,
        diary=times[0].diary if times else Diary(pk=0, coach=maya),
        starts_at=starts_at,
        ends_at=starts_at + IntroPolicy.objects.current().length,
        name="Sam Rivera",
        email="sam.rivera@example.com",
        phone="+15555550117",
        goal=Intro.Goal.PAIN,
        note="Lower back has been sore since spring.",
        source_article=Article.objects.published().first(),
        created_at=now,
        changed_at=now,
    )
    return intro, Diary(pk=0, coach=marcus)


def made_up_request(intro, now):
    """Return `intro` as if no time had suited."""
    fields = ("name", "email", "phone", "goal", "note", "source_article")
    return Intro(
        pk=0,
        status=Status.REQUESTED,
        wished_days="Tuesday, Thursday",
        wished_hours="After work",
        created_at=now,
        changed_at=now,
        **{name: getattr(intro, name) for name in fields},
    )
