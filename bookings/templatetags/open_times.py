"""The next open times, for every page that ends in a call to action."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from bookings import links
from bookings.availability import times_of
from bookings.booking_page import address
from bookings.wording import words_of
from forge_site.web import times

register = template.Library()


class NextTime:
    """One of the next open times, as a link to the booking page that preselects it."""

    def __init__(self, offer, now, from_slug="", campaign=""):
        self.offer = offer
        self.now = now
        self.from_slug = from_slug
        self.campaign = campaign

    @property
    def label(self):
        """Such as "Mon 5:30 pm", with the date where that is a week off or more."""
        return times.label(self.offer.starts_at, self.offer.zone, self.now)

    @property
    def spoken(self):
        """Such as "Monday, November 23, 5:30 pm, with Maya Ellison"."""
        return self.offer.spoken

    @property
    def coach(self):
        return self.offer.coach

    @property
    def starts_at(self):
        return self.offer.starts_at

    @property
    def url(self):
        came = {"from": self.from_slug, "utm_campaign": self.campaign}
        return address(**came, at=self.offer.value)


@register.simple_tag(takes_context=True)
def next_open_times(context, count=3, from_slug="", coach=None, campaign=""):
    """
    Return the next `count` open times as NextTime, with `coach` (a Coach) if given.

    They are read once a page, however often a page shows them. `from_slug` names the
    article the visitor comes from, `campaign` the landing page.
    """
    open_times = times_of(context.request)
    offers = open_times.offers_with(coach) if coach else open_times.offers
    return [NextTime(offer, open_times.now, from_slug, campaign) for offer in offers[:count]]


@register.filter
def last_names(coach):
    """
    Return what follows the first name of `coach`, with its blank: " Ellison", or "".

    Nothing follows "Sam K.", where the letter tells two coaches apart.
    """
    rest = coach.name.removeprefix(coach.first_name)
    return "" if rest == coach.name else rest.rstrip()


@register.simple_tag
def radio(slot, described=""):
    """
    Return the radio button of a bookings.booking_page.Slot, disabled once it is taken.

    Written here, not in the template, since there are dozens on a page and every blank
    around an attribute is paid for dozens of times.
    """
    if slot.is_taken:
        return format_html('<input type="radio" name="slot" id="{}" disabled>', slot.id)
    return format_html(
        '<input type="radio" name="slot" id="{}" value="{}" required{}{}>',
        slot.id,
        slot.offer.value,
        mark_safe(" checked") if slot.is_chosen else "",
        format_html(' aria-describedby="{}"', described) if described else "",
    )


@register.simple_tag
def said(intro, gym):
    """Return what pages say of `intro`, which has a time: words in the zone of `gym`."""
    return words_of(intro, gym) | {
        "machine": times.instant_text(intro.starts_at),
        "manage_path": reverse("bookings:manage", args=[links.token(intro)]),
        "calendar_path": reverse("bookings:calendar", args=[links.token(intro)]),
    }


@register.filter
def wished_time(intro, gym):
    """Return the time a waiting `intro` asked for, in full."""
    return times.full(intro.wished_at, gym.zone)
