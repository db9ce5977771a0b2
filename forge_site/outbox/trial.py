"""The test message: the surest way for a gym to know that alerts reach it."""

from forge_site.gym.models import Gym
from forge_site.outbox.alerts import those_alerted
from forge_site.outbox.models import OutboxEmail

TEXT = """\
This is a test message from the website of {gym}.

If you can read it, alerts of new intros reach you at this address. Look once into the
junk folder as well: if it lay there, mark it as wanted.
"""


def queue_test_message(now):
    """
    Queue a message to everybody who gets alerts, and return it.

    Raises ValidationError with a sentence if there is nobody.
    """
    gym = Gym.objects.current()
    return OutboxEmail.objects.create(
        kind="test",
        to=those_alerted(gym),
        subject=f"Test message from {gym.name}",
        text=TEXT.format(gym=gym.name),
        send_after=now,
    )
