"""
Every e-mail about intros with sample data, as people get it: on the desk, before anybody does.

The HTML is shown in a frame, from an address whose policy allows no script and no origin,
as that of a sent e-mail is.
"""

from datetime import datetime, time, timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Article
from bookings import emails, slots
from bookings.availability import OpenTimes
from bookings.models import Diary, Intro, IntroPolicy, Status
from forge_site.gym.models import Coach, Gym
from forge_site.outbox.admin.emails import HTML_POLICY


@require_safe
def page(request):
    """Answer all e-mails on one page: subject, text, and the HTML in frames."""
    refuse_strangers(request)
    context = admin.site.each_context(request) | {
        "title": "How our e-mails look",
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
    made = samples()
    if kind not in made:
        raise Http404
    response = HttpResponse(made[kind][1].html)
    response.headers["Content-Security-Policy"] = HTML_POLICY
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def refuse_strangers(request):
    if not request.user.has_perm("bookings.view_intro"):
        raise PermissionDenied


def samples():
    """Return {kind: (title, unsaved OutboxEmail)} of every e-mail, about one made-up intro."""
    gym, now = Gym.objects.current(), timezone.now()
    times = OpenTimes(zone=gym.zone, now=now).offers[:4]
    intro, other = made_up_intro(gym.zone, now, times)
    next_times = times[1:]
    was_at = intro.starts_at - timedelta(days=1)
    waiting = made_up_request(intro, now)
    day, hours = emails.reminders_of(intro, gym, now)
    alert, request = (emails.alerts(one, gym, now, next_times)[0] for one in (intro, waiting))
    moved, off = (
        emails.alerts_of_change(intro, gym, now, change, was=was)[0]
        for change, was in (("moved", "another time"), ("cancelled", ""))
    )
    return {
        "confirmation": ("To the person: booked", emails.confirmation(intro, gym)),
        "reminder_day": ("Reminder, the day before", day),
        "reminder_hours": ("Reminder, three hours before", hours),
        "moved": ("Moved", emails.moved(intro, gym, was_at, intro.diary)),
        "handed_over": ("Another coach", emails.moved(intro, gym, intro.starts_at, other)),
        "cancelled": ("Cancelled", emails.cancelled(intro, gym)),
        "missed": ("After a no-show", emails.missed(intro, gym, send_after=now)),
        "already": ("Asked twice", emails.already(intro, gym)),
        "alert": ("To the gym: booked", alert),
        "alert_request": ("To the gym: a request", request),
        "alert_moved": ("To the gym: moved", moved),
        "alert_cancelled": ("To the gym: cancelled", off),
        "alert_digest": ("To the gym, daily", emails.digest([waiting], gym, now)),
        "alert_held": ("To the gym, hourly", emails.held_back([waiting], gym, now)),
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
