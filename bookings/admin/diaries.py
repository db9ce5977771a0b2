"""
Coaches' hours on the desk: one page per coach with the week, the single days and the days
off, and below it the coming two weeks as visitors will see them.
"""

from datetime import timedelta
from itertools import combinations, groupby

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from bookings import links, slots
from bookings.availability import OpenTimes
from bookings.hours import Hours, outside_hours
from bookings.models import Diary, ExtraHours, IntroPolicy, TimeOff, WeeklyHours
from bookings.models.diary import new_feed_token
from forge_site.gym.admin.pickers import NATIVE_PICKERS
from forge_site.gym.context import gym_of
from forge_site.gym.models import Gym
from forge_site.web import times

PREVIEW = timedelta(days=14)
SHOWN = ["preview", "ahead", "feed"]


class WeeklyHoursInline(admin.TabularInline):
    model = WeeklyHours
    extra = 1
    formfield_overrides = NATIVE_PICKERS
    verbose_name = "stretch"
    verbose_name_plural = "Every week"


class ExtraHoursInline(admin.TabularInline):
    model = ExtraHours
    extra = 1
    formfield_overrides = NATIVE_PICKERS
    verbose_name = "stretch"
    verbose_name_plural = "More on single days"


class TimeOffForm(forms.ModelForm):
    """Time off as people write it: without a last day it is the first day alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].required = False
        self.fields["ends_on"].help_text = "Empty: the first day alone."

    def clean_ends_on(self):
        return self.cleaned_data["ends_on"] or self.cleaned_data.get("starts_on")


class TimeOffInline(admin.TabularInline):
    model = TimeOff
    form = TimeOffForm
    extra = 1
    formfield_overrides = NATIVE_PICKERS
    verbose_name_plural = "Time off"


@admin.register(Diary)
class DiaryAdmin(admin.ModelAdmin):
    inlines = [WeeklyHoursInline, ExtraHoursInline, TimeOffInline]
    list_display = ["coach", "is_open", "week", "next_open"]
    list_select_related = ["coach"]
    ordering = ["coach__position", "coach__name"]

    def has_delete_permission(self, request, obj=None):
        return False

    class Media:
        css = {"all": ["css/intros.css"]}

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"title": "A coach's hours", "show_save_and_add_another": False}
        return super().change_view(
            request, object_id, form_url, (extra_context or {}) | context
        )

    def get_readonly_fields(self, request, obj=None):
        return ["coach", *SHOWN] if obj else []

    def get_fields(self, request, obj=None):
        return ["coach", "is_open", *(SHOWN if obj else [])]

    def get_urls(self):
        view = self.admin_site.admin_view(self.new_feed)
        own = [path("<int:pk>/feed/", view, name="bookings_diary_feed")]
        return [*own, *super().get_urls()]

    @method_decorator(require_POST)
    def new_feed(self, request, pk):
        """Give the calendar another address; the old one ends at once."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        diary = get_object_or_404(Diary, pk=pk)
        diary.feed_token = new_feed_token()
        diary.save(update_fields=["feed_token"])
        messages.success(request, "The old calendar address has ended. This is the new one.")
        return HttpResponseRedirect(reverse("admin:bookings_diary_change", args=[pk]))

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("weekly_hours")

    def get_changelist_instance(self, request):
        """Give each row the open times, computed once."""
        changelist = super().get_changelist_instance(request)
        open_times = OpenTimes(zone=gym_of(request).zone, now=timezone.now())
        for diary in changelist.result_list:
            diary.open_times = open_times
        return changelist

    @admin.display(description="Every week")
    def week(self, diary):
        return "; ".join(str(hours) for hours in diary.weekly_hours.all()) or "No hours yet"

    @admin.display(description="Next open time")
    def next_open(self, diary):
        offers = diary.open_times.offers_with(diary.coach)
        if not offers:
            return format_html('<span class="badge bad">{}</span>', "None")
        return offers[0].short

    @admin.display(description="The next two weeks, as visitors see them")
    def preview(self, diary):
        gym, now = Gym.objects.current(), timezone.now()
        open_times = OpenTimes(zone=gym.zone, now=now)
        offers = [
            one for one in open_times.offers_with(diary.coach) if one.starts_at < now + PREVIEW
        ]
        if not offers:
            return "No open times."
        days = groupby(offers, key=lambda one: one.local_date)
        lines = format_html_join(
            "",
            "<li><b>{}</b> {}</li>",
            (
                (f"{day:%a %-d %b}", ", ".join(one.clock for one in ones))
                for day, ones in ((day, list(group)) for day, group in days)
            ),
        )
        return format_html(
            '<ul class="preview">{}</ul><p>{}</p>', lines, times.zone_name(gym.zone)
        )

    @admin.display(description="Calendar to subscribe to")
    def feed(self, diary):
        address = links.feed_url(diary)
        return format_html(
            '<a href="{}">{}</a><p class="help">Add it on your phone as a subscribed calendar: '
            "intros with name, phone and what they were reading. Whoever has this address can "
            'read it.</p><button type="submit" class="button quiet" formaction="{}" '
            "formnovalidate>End this address, make another</button>",
            address.replace("https://", "webcal://"),
            address,
            reverse("admin:bookings_diary_feed", args=[diary.pk]),
        )

    @admin.display(description="Intros ahead")
    def ahead(self, diary):
        zone = Gym.objects.current().zone
        intros = diary.intros.upcoming(timezone.now())
        lines = format_html_join(
            "",
            '<li><a href="{}">{}</a>, {}</li>',
            (
                (
                    reverse("admin:bookings_intro_change", args=[intro.pk]),
                    intro.name,
                    times.short(intro.starts_at, zone),
                )
                for intro in intros
            ),
        )
        if not lines:
            return "None."
        lead = "" if diary.coach.is_active else "To be handed over, one by one:"
        return format_html('<p>{}</p><ul class="preview">{}</ul>', lead, lines)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        for sentence in warnings(form.instance):
            messages.warning(request, sentence)


@admin.register(TimeOff)
class TimeOffAdmin(admin.ModelAdmin):
    """Every coach's time off at a glance, and the whole gym's."""

    form = TimeOffForm
    formfield_overrides = NATIVE_PICKERS
    list_display = ["__str__", "whose"]
    list_select_related = ["diary__coach"]
    list_filter = ["diary"]
    date_hierarchy = "starts_on"
    fields = ["diary", ("starts_on", "from_time"), ("ends_on", "until_time"), "reason"]

    @admin.display(description="Who", ordering="diary__coach__name")
    def whose(self, time_off):
        return time_off.diary or "The whole gym"


def warnings(diary):
    """Yield what may be wrong with the hours of `diary`, in sentences for staff."""
    zone, now = Gym.objects.current().zone, timezone.now()
    policy = IntroPolicy.objects.current()
    if not diary.coach.is_active:
        yield f"{diary.coach} no longer coaches here, so none of these hours is offered."
    # Asked anew: what was fetched with the page is as it was before it was saved. What is
    # past concerns nobody any more.
    extras = list(diary.extra_hours.filter(on__gte=times.local(now, zone).date()))
    stretches = [*WeeklyHours.objects.filter(diary=diary), *extras]
    yield from too_short(stretches, policy.length)
    for one, other in combinations(stretches, 2):
        if same_day(one, other) and one.opens < other.closes and other.opens < one.closes:
            yield f"{one} and {other} overlap."
    yield from without_a_time(extras, diary, policy, zone)
    for intro in outside_hours(diary.intros.upcoming(now), zone):
        at = times.short(intro.starts_at, zone)
        yield f"{intro.name} is booked for {at}, outside these hours. It stays booked."


def without_a_time(extras, diary, policy, zone):
    """Yield a sentence for each of `extras`, in order, that is long enough, and in vain."""
    extras = [extra for extra in extras if minutes_between(extra) >= policy.length]
    if not extras:
        return
    hours = Hours(zone, extras[0].on, extras[-1].on)
    off = sorted(hours.time_off(diary.pk))
    for extra in extras:
        spans = slots.cut(extra.on, extra.opens, extra.closes, zone, policy.length, policy.step)
        if not spans:
            yield f"{extra}: the clock is moved that day, and no time is left."
        elif extra.on in hours.closed_days:
            yield f"{extra}: the gym is closed that day, so none of it is offered."
        elif not slots.free(spans, off):
            off_or_shut = "within time off or outside the gym's hours that day"
            yield f"{extra}: this is {off_or_shut}, so none of it is offered."


def too_short(stretches, length):
    """Yield a sentence for each of `stretches` into which no intro of `length` fits."""
    for hours in stretches:
        if minutes_between(hours) < length:
            yield f"{hours}: too short for an intro of {length.seconds // 60} minutes."


def minutes_between(hours):
    """Return the length of a stretch by the clock, a timedelta."""
    return timedelta(
        hours=hours.closes.hour - hours.opens.hour,
        minutes=hours.closes.minute - hours.opens.minute,
    )


def same_day(one, other):
    """Return True if two stretches, of a week or of a date, fall on the same day."""
    days = [getattr(hours, "on", None) for hours in (one, other)]
    if None in days:
        weekdays = [getattr(hours, "weekday", None) for hours in (one, other)]
        dated = [day.weekday() for day in days if day]
        return len({*dated, *(day for day in weekdays if day is not None)}) == 1
    return days[0] == days[1]
