"""
Booking a free intro: the page, and what becomes of a post.

No cookie and no session: the form carries a signed stamp in place of a CSRF token, since
there is nothing to ride on and people who block cookies must be able to book.
"""

import re

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bookings import services
from bookings.answers import give_back_if_not_stored, see_other
from bookings.availability import OpenTimes
from bookings.booking_page import Choice, address, day_in
from bookings.forms import AskForm, IntroForm
from bookings.guards import ELSEWHERE, is_from_elsewhere
from bookings.taking import campaign_in, store
from forge_site.gym.context import gym_of
from forge_site.web import times as words

SLUG = re.compile(r"[a-z0-9_-]{1,80}", re.I | re.A)


# Not `no-store`: with that, going back from the thank-you page asks whether to send the form
# again, or fetches the page anew and with it another key. Kept, it shows what was there.
@csrf_exempt
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@give_back_if_not_stored
def book(request):
    return take(request) if request.method == "POST" else show(request)


def show(request):
    """Answer the page, with what its address names already chosen."""
    gym, now = gym_of(request), timezone.now()
    asked = request.GET
    coach = slug_in(asked.get("coach"))
    open_times = OpenTimes(zone=gym.zone, now=now, coach_slug=coach)
    notice = ""
    if coach and not open_times.diaries:
        notice = "Nobody of that name takes intros at the moment. These are everybody's times."
        open_times, coach = OpenTimes(zone=gym.zone, now=now), ""
    chosen, gone = chosen_at(asked.get("at", ""), open_times)
    initial = {
        "source": slug_in(asked.get("from")),
        "campaign": campaign_in(asked),
        "coach": coach,
    }
    is_asking = asked.get("ask") == "1" or not open_times.offers
    form = (AskForm if is_asking else IntroForm)(
        gym=gym, policy=open_times.policy, initial=initial
    )
    choice = Choice(open_times, from_day=day_in(asked.get("day")), chosen=chosen)
    return page(request, form, choice, notice=gone or notice, is_asked=asked.get("ask") == "1")


def take(request):
    """Answer a post: see ARCHITECTURE, "A prospect books", for the order of the steps."""
    gym, now = gym_of(request), timezone.now()
    is_asking = request.POST.get("ask") == "1"
    open_times = OpenTimes(zone=gym.zone, now=now)
    form = (AskForm if is_asking else IntroForm)(
        request.POST, gym=gym, policy=open_times.policy
    )
    slot = "" if is_asking else request.POST.get("slot", "")
    chosen = open_times.find(slot)
    if is_from_elsewhere(request):
        form.is_valid()
        choice = Choice(open_times, chosen=chosen)
        return page(request, form, choice, notice=ELSEWHERE, status=403)
    wanted = chosen or open_times.named(slot)
    if not form.is_valid() or not (is_asking or wanted):
        if slot and not wanted:
            form.add_error("slot", "Choose one of these times.")
        return page(request, form, Choice(open_times, chosen=chosen), status=422)
    if made := services.made_with(form.cleaned_data["key"]):
        return see_other("bookings:thanks", made.reference)
    if not is_asking and not chosen:
        return taken(request, form, open_times, wanted)
    try:
        made = store(request, form, open_times, chosen, gym, now)
    except services.Taken:
        open_times.look_again()
        return taken(request, form, open_times, wanted)
    return see_other("bookings:thanks", made.reference)


def taken(request, form, open_times, wanted):
    """Answer that somebody was faster: 409, all that was typed, the nearest time marked."""
    nearest = open_times.nearest(wanted.starts_at)
    choice = Choice(open_times, chosen=nearest, taken=wanted)
    return page(request, form, choice, status=409)


def page(request, form, choice, *, status=200, notice="", is_asked=False):
    """Render the booking page."""
    is_asking = isinstance(form, AskForm)
    kept = {name: form[name].value() for name in ("source", "campaign", "coach")}
    came = {"from": kept["source"], "utm_campaign": kept["campaign"]}
    around = came | {"coach": kept["coach"]}
    diaries = choice.open_times.diaries
    context = {
        "form": form,
        "choice": choice,
        "days": [] if is_asking else choice.days,
        "policy": choice.open_times.policy,
        "slots_described": "slot-error" if form.errors.get("slot") else "",
        "notice": notice,
        "problems": form.problems if form.is_bound else [],
        "is_asking": is_asking,
        "nothing_open": is_asking and not is_asked and not form.is_bound,
        "ask_url": address(ask="1", **came),
        "times_url": address(**around),
        "later_url": choice.later and address(day=choice.later.isoformat(), **around),
        "earlier_url": choice.earlier and address(day=choice.earlier.isoformat(), **around),
        "coaches": []
        if kept["coach"]
        else [
            (diary.coach, address(**around | {"coach": diary.coach.slug})) for diary in diaries
        ],
        "only_coach": diaries[0].coach if kept["coach"] and len(diaries) == 1 else None,
        "all_coaches_url": address(**came),
    }
    return TemplateResponse(request, "bookings/book.html", context, status=status)


def chosen_at(value, open_times):
    """Return (the OpenTime to mark, a sentence if it is not the one asked for)."""
    if not value:
        return None, ""
    chosen = open_times.find(value)
    if chosen:
        return chosen, ""
    wanted = open_times.named(value)
    nearest = wanted and open_times.nearest(wanted.starts_at)
    if nearest:
        spoken = words.spoken(wanted.starts_at, open_times.zone)
        return nearest, f"{spoken} is no longer open. The closest time is marked."
    return None, "That link names no time that is open. These are."


def slug_in(text):
    return text if text and SLUG.fullmatch(text) else ""
