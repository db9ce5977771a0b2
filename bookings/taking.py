"""
What becomes of a visitor's valid form, whichever page it stands on: judged, then stored with
where the visitor came from.
"""

from bookings import quarantine, services
from bookings.forms import LONGEST_CAMPAIGN, is_our_stamp
from forge_site.web.cleaning import clean_line
from forge_site.web.limits import client_address, coarse_network, network_key

CAMPAIGN = ("utm_source", "utm_medium", "utm_campaign")


def store(request, form, open_times, chosen, gym, now, **more):
    """
    Keep the valid `form` as an intro, a request or a suspicion, and return the row.

    `chosen` is the OpenTime to book, None for a request; `more` goes to the service. Raises
    services.Taken.
    """
    visitor = client_address(request)
    shared = {
        "person": form.person,
        "source": {
            "source_article": form.cleaned_data["source"],
            "campaign": form.cleaned_data["campaign"],
            "network": coarse_network(visitor),
            "network_key": network_key(visitor),
        },
        "key": form.cleaned_data["key"],
        "now": now,
    }
    reason = quarantine.verdict(
        person=form.person,
        trap=form.cleaned_data["website"],
        stamp_is_ours=is_our_stamp(form.cleaned_data["stamp"]),
        network_key=shared["source"]["network_key"],
        now=now,
    )
    if reason:
        wish = services.wish_of(chosen) if chosen else form.wish
        return services.hold_back(reason=reason, wish=wish, **shared)
    shared |= {
        "gym": gym,
        "next_times": [one for one in open_times.offers if one != chosen][:3],
    }
    if chosen:
        return services.book(open_time=chosen, **shared, **more)
    return services.request_contact(wish=form.wish, **shared, **more)


def campaign_in(asked):
    """Return where an advertisement says it is from: its utm parameters on one line."""
    said = (clean_line(asked.get(name, "")) for name in CAMPAIGN)
    return " / ".join(text for text in said if text)[:LONGEST_CAMPAIGN]
