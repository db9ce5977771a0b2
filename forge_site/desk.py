"""
The admin site, called the desk: its menu in coaches' words, and its front page, which
shows what needs attention first.
"""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from bookings.models import Intro
from forge_site import launch, sample
from forge_site.gym.context import gym_of
from forge_site.gym.models import Coach
from forge_site.outbox import words
from forge_site.outbox.alerts import alert_problem
from forge_site.outbox.health import health
from forge_site.outbox.models import OutboxEmail
from forge_site.web import times

ROWS = 8

# (heading, models in order). What is not named here is reached from another page.
MENU = [
    ("Intros", ["bookings.intro"]),
    (
        "Articles",
        ["articles.article", "articles.topic", "gym.picture", "articles.missedsearch"],
    ),
    (
        "Coaches and hours",
        ["gym.coach", "bookings.diary", "bookings.timeoff", "bookings.intropolicy"],
    ),
    (
        "The gym",
        [
            "gym.gym",
            "gym.sitetexts",
            "gym.specialday",
            "gym.program",
            "gym.groupclass",
            "gym.question",
            "gym.testimonial",
            "gym.page",
            "gym.redirect",
        ],
    ),
    ("Sent e-mail", ["outbox.outboxemail"]),
    ("Staff logins", ["auth.user"]),
]

# What the menu and the crumbs call a list otherwise than its model does.
MENU_NAMES = {"auth.user": "Staff logins", "outbox.outboxemail": "Sent e-mail"}


@dataclass(frozen=True)
class Alarm:
    """A sentence in red, and where to mend what it says."""

    sentence: str
    url: str = ""
    act: str = ""


class Desk(admin.AdminSite):
    site_header = "Forge Fitness"
    site_title = "Forge Fitness"
    index_title = "Today"
    enable_nav_sidebar = True

    def get_urls(self):
        return [
            path(
                "remove-samples/",
                self.admin_view(self.remove_samples),
                name="remove_samples",
            ),
            *super().get_urls(),
        ]

    def get_app_list(self, request, app_label=None):
        """Return the menu in coaches' words; the page of one app lists all of it."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {
            f"{app['app_label']}.{model['object_name'].lower()}": model
            for app in apps
            for model in app["models"]
        }
        for label in MENU_NAMES.keys() & models.keys():
            models[label]["name"] = MENU_NAMES[label]
        return [
            {
                "name": heading,
                "app_label": heading.lower().replace(" ", "-"),
                "app_url": shown[0]["admin_url"],
                "has_module_perms": True,
                "models": shown,
            }
            for heading, labels in MENU
            if (shown := [models[label] for label in labels if label in models])
        ]

    def index(self, request, extra_context=None):
        context = front_page(request.user, gym_of(request), timezone.now())
        return super().index(request, context | (extra_context or {}))

    def remove_samples(self, request):
        """Ask on GET, remove all sample content on POST."""
        if not request.user.is_superuser:
            raise PermissionDenied
        if request.method == "POST":
            sample.remove()
            messages.success(request, said_of_removal(launch.sample_counts()))
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {
            "title": "Remove all sample content",
            "counts": launch.sample_counts(),
        }
        return TemplateResponse(request, "admin/remove_samples.html", context)


def front_page(user, gym, now):
    """Return what `admin/index.html` shows `user` at the instant `now`; lists end at ROWS."""
    intros = Intro.objects.for_pages()
    to_do = launch.launch_list(gym)
    return {
        "greeting": greeting(user, times.local(now, gym.zone).hour),
        "alarms": list(alarms(gym, now)),
        "waiting": intros.requests_waiting()[:ROWS],
        "waiting_count": Intro.objects.requests_waiting().count(),
        "upcoming": intros.upcoming(now)[:ROWS],
        "mails": [
            {"email": email, "said": words.state(email, now, gym.zone)}
            for email in OutboxEmail.objects.in_trouble()[:ROWS]
        ],
        "launch": to_do,
        "has_samples": any(item.is_sample for item in to_do),
        "my_hours_url": my_hours_url(user),
        "zone": gym.zone,
    }


def greeting(user, hour):
    """Return "Good morning, Maya" for the hour of the gym's clock, 0 to 23."""
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    return f"Good {part}, {user.get_short_name() or user.get_username()}"


def said_of_removal(left):
    """Return the sentence for when the samples are removed; `left` as `sample_counts`."""
    if not left:
        return "All sample content is gone. What is left is yours."
    kinds = ", ".join(f"{count} {name}" for name, count in left)
    return f"The sample content is gone, except what your own uses: {kinds}."


def my_hours_url(user):
    """Return the page of the user's own diary, or the list of all coaches' hours."""
    coach = Coach.objects.filter(user=user).select_related("diary").first()
    if coach and hasattr(coach, "diary"):
        return reverse("admin:bookings_diary_change", args=[coach.diary.pk])
    return reverse("admin:bookings_diary_changelist")


def alarms(gym, now):
    """Yield what cannot wait, as Alarms: leads nobody hears of or meets, mail that stays."""
    nobody_hears = alert_problem(gym)
    if nobody_hears:
        url = launch.gym_field_url("alert_addresses")
        yield Alarm(nobody_hears, url, "Write an alert address")
    mail_url = reverse("admin:outbox_outboxemail_changelist")
    for sentence in health(now, without_unaddressed=bool(nobody_hears))["problems"]:
        yield Alarm(sentence, mail_url, "Look at the e-mails")
    if Intro.objects.to_hand_over(now).exists():
        url = reverse("admin:bookings_intro_changelist") + "?stage=hand_over"
        yield Alarm("Somebody is booked with a coach who has left.", url, "Hand over")
