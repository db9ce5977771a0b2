"""Who hears of a new intro, and the sentence for when nobody does."""

from django.conf import settings
from django.core.exceptions import ValidationError

from forge_site.gym.models import Gym
from forge_site.outbox.addresses import mailable


def alert_recipients(gym=None):
    """
    Return the addresses that alerts go to: the gym's own, else ALERT_EMAILS.

    Without made-up ones (example.com); an empty list if that leaves nobody.
    """
    gym = gym or Gym.objects.current()
    return mailable(gym.alert_address_list) or mailable(settings.ALERT_EMAILS)


def those_alerted(gym=None):
    """Return whom alerts go to. Raises ValidationError with a sentence if that is nobody."""
    gym = gym or Gym.objects.current()
    if problem := alert_problem(gym):
        raise ValidationError(problem)
    return alert_recipients(gym)


def alert_problem(gym=None):
    """Return why nobody hears of a new intro, as a sentence for coaches, or ""."""
    gym = gym or Gym.objects.current()
    if alert_recipients(gym):
        return ""
    written = [*gym.alert_address_list, *settings.ALERT_EMAILS]
    if not written:
        return "Nobody hears of a new intro: the gym has no alert address."
    return (
        f"Nobody hears of a new intro: {', '.join(written)} "
        f"{'is a made-up address' if len(written) == 1 else 'are made-up addresses'}."
    )
