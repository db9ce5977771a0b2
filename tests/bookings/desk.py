"""What staff do with the desk's pages of intros, for tests that speak HTTP."""

from django.urls import reverse


def record(intro):
    """Return the address of the record of `intro`."""
    return reverse("admin:bookings_intro_change", args=[intro.pk])


def do(client, intro, act, **data):
    """Press the button `act` of `intro` and follow where it leads."""
    address = reverse("admin:bookings_intro_do", args=[intro.pk, act])
    return client.post(address, data, follow=True)


def said(answer):
    """Return the messages on the page, one after the other."""
    return " ".join(str(message) for message in answer.context["messages"])


def form_of(intro, **changes):
    """Return what the page of `intro` posts when it is saved."""
    fields = {
        name: getattr(intro, name) for name in ("name", "email", "phone", "way", "goal", "note")
    }
    notes = {"notes-TOTAL_FORMS": 1, "notes-INITIAL_FORMS": 0, "notes-0-text": ""}
    return fields | notes | changes
