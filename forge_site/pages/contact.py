"""
Where the gym is, when it is open, and a form to write to it.

A message is a request without a time: it stands with the others at the desk, and passes the
same guards as a booking. No cookie and no session; see `bookings.views`.
"""

from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from bookings.answers import give_back_if_not_stored, see_other
from bookings.availability import times_of
from bookings.guards import ELSEWHERE, is_from_elsewhere
from bookings.message_form import MessageForm
from bookings.taking import campaign_in, store
from forge_site.gym import hours
from forge_site.gym.context import gym_of
from forge_site.gym.maps import map_links, point_words
from forge_site.gym.models import SpecialDay
from forge_site.gym.plan import plan
from forge_site.pages.linked import gym_data

CAME_FROM = "Contact form"


# Not `no-store`, for the reason given in `bookings.views`.
@csrf_exempt
@cache_control(private=True, no_cache=True)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@give_back_if_not_stored
def contact(request):
    gym, policy = gym_of(request), times_of(request).policy
    if request.method != "POST":
        initial = {"campaign": campaign_in(request.GET)}
        return page(request, MessageForm(gym=gym, policy=policy, initial=initial))
    form = MessageForm(request.POST, gym=gym, policy=policy)
    is_valid = form.is_valid()
    if is_from_elsewhere(request):
        return page(request, form, notice=ELSEWHERE, status=403)
    if not is_valid:
        return page(request, form, status=422)
    form.cleaned_data["campaign"] = form.cleaned_data["campaign"] or CAME_FROM
    made = store(request, form, times_of(request), None, gym, timezone.now(), acknowledge=True)
    return see_other("bookings:thanks", made.reference)


def page(request, form, *, notice="", status=200):
    """Render the page with `form`, and what has to be mended in it."""
    gym = gym_of(request)
    now = timezone.now().astimezone(gym.zone)
    special_days = list(SpecialDay.objects.coming(now.date()))
    context = {
        "form": form,
        "notice": notice,
        "problems": form.problems if form.is_bound else [],
        "door": hours.door_state(now, gym.opening_hours.all(), special_days),
        "special_days": hours.special_lines(special_days),
        "maps": map_links(gym),
        "plan": plan(gym.landmarks.all()),
        "point": point_words(gym),
        "linked": [gym_data(request, special_days)],
    }
    return TemplateResponse(request, "site/contact.html", context, status=status)
