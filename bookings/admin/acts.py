"""The buttons on the desk: each a POST that calls one service and says what was done."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from bookings import services
from bookings.admin.intro_forms import TimeForm
from bookings.availability import OpenTimes
from bookings.guards import version_in
from bookings.models import Diary, Intro, Status
from forge_site.gym.context import gym_of
from forge_site.web import times
from forge_site.web.cleaning import clean_number

OUTCOMES = {status.value: status for status in (*Status.outcomes(), Status.BOOKED)}


def do(model_admin, request, pk, act):
    """Do `act` with the intro `pk` and go back to where the button was."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("admin:bookings_intro_change", args=[pk]))
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    intro = get_object_or_404(Intro.objects.for_pages(), pk=pk)
    if act not in ACTS and act not in OUTCOMES:
        raise Http404
    attempt(act, request, intro, timezone.now())
    if request.GET.get("back") == "list":
        return HttpResponseRedirect(reverse("admin:bookings_intro_changelist"))
    return HttpResponseRedirect(reverse("admin:bookings_intro_change", args=[pk]))


def all_at_once(request, intros, act):
    """Do `act` with each of `intros`; one that cannot be done leaves the others done."""
    now = timezone.now()
    for intro in intros:
        attempt(act, request, intro, now)


def ask_to_cancel(model_admin, request, intros):
    """
    List what cancelling `intros` does to each, with a button that posts the action again.

    What cannot be cancelled is listed as such and not posted.
    """
    zone, now = gym_of(request).zone, timezone.now()
    context = model_admin.admin_site.each_context(request) | {
        "title": "Cancel these, and tell them?",
        "opts": model_admin.opts,
        "rows": [
            {
                "intro": intro,
                "when": intro.starts_at and times.short(intro.starts_at, zone),
                "fate": fate(intro, now),
            }
            for intro in intros
        ],
        "chosen": [intro.pk for intro in intros if intro.can_be_cancelled(now)],
        "checkbox": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/bookings/cancel_all.html", context)


def fate(intro, now):
    """Return what cancelling `intro` does, and who hears of it."""
    if not intro.can_be_cancelled(now):
        if intro.status == Status.BOOKED:
            return "stays as it is: over. Say what came of it."
        return f"stays as it is: {intro.get_status_display().lower()}."
    if not intro.holds_a_time:
        return "closed without a word."
    return f"cancelled.{told(intro)}"


def attempt(act, request, intro, now):
    """Do `act` with `intro` and tell who asked what was done, or why it cannot be."""
    context = {"intro": intro, "gym": gym_of(request), "now": now, "by": request.user}
    try:
        messages.success(request, perform(act, request, context))
    except ValidationError as problem:
        messages.error(request, f"{intro.name}: {' '.join(problem.messages)}")


def perform(act, request, context):
    """Call the service behind `act` and return a sentence on what it did."""
    if act in OUTCOMES:
        done = services.record_outcome(outcome=OUTCOMES[act], **context)
        return f"{done.name}: {done.get_status_display().lower()}."
    return ACTS[act](request, context)


def cancel(request, context):
    reason = request.POST.get("reason", "").strip()
    done = services.cancel(reason=reason, version=version_shown(request), **context)
    return f"{done.name}: cancelled.{told(done) if done.starts_at else ''}"


def release(request, context):
    done = services.release(**context)
    state = "booked" if done.holds_a_time else "now a request, since the time is gone"
    return f"{done.name}: {state}."


def answer(request, context):
    context.pop("gym")
    return f"{services.answer(**context).name}: marked as answered."


def move(request, context):
    """
    Move a booked intro, or book a request, to the time in the form.

    The time it has is no move: nobody is told, and the sentence does not say they were.
    """
    gym, now, intro = context["gym"], context["now"], context["intro"]
    form = TimeForm(request.POST, open_times=OpenTimes(zone=gym.zone, now=now, ignoring=intro))
    if not form.is_valid():
        raise ValidationError([sentence for said in form.errors.values() for sentence in said])
    new = form.chosen
    if intro.status == Status.BOOKED:
        version = version_shown(request)
        done = services.move(open_time=new, by_the_rules=False, version=version, **context)
        if done.version == intro.version:
            return f"{intro.name}: that is the time it has. Nothing was changed."
    else:
        services.give_time(open_time=new, **context)
    return f"{intro.name}: {new.spoken}.{told(intro)}"


def hand_over(request, context):
    pk = clean_number(request.POST.get("diary", ""))
    diary = get_object_or_404(Diary.objects.in_order(), pk=pk)
    services.hand_over(diary=diary, **context)
    intro = context["intro"]
    return f"{intro.name}: {diary.coach.name} takes over.{told(intro)}"


def told(intro):
    """Return whether the person of `intro` hears of it, as a further sentence."""
    if intro.is_sample:
        return " It is sample content, so nobody is mailed."
    if intro.email:
        return " They are told by e-mail."
    return " They have no e-mail address: call them."


def version_shown(request):
    """Return the version the page was rendered with, or None from a list."""
    return version_in(request) if "version" in request.POST else None


ACTS = {
    "cancel": cancel,
    "release": release,
    "answer": answer,
    "move": move,
    "hand_over": hand_over,
}
