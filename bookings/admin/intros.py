"""
Intros on the desk: a list with what one decides by, and a page that reads like a record.

What staff type goes through the services, like everything else, and nothing is deleted:
cancelling keeps the lead.
"""

from functools import partial

from django.contrib import admin, messages
from django.db.models import Case, F, Q, When
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from bookings import retention, services
from bookings.admin import acts, previews, record
from bookings.admin.filters import Campaign, How, Stage
from bookings.admin.intro_forms import PERSON, NewIntroForm, PersonForm
from bookings.models import Intro, IntroNote, Status
from forge_site.gym.admin.filters import with_empty_as
from forge_site.gym.context import gym_of
from forge_site.web import phones, times
from forge_site.web.cleaning import clean_key

BADGES = {
    Status.REQUESTED: "hot",
    Status.QUARANTINED: "bad",
    Status.ATTENDED: "good",
    Status.JOINED: "good",
    Status.NO_SHOW: "quiet",
    Status.NOT_NOW: "quiet",
    Status.CANCELLED: "quiet",
}


class NoteInline(admin.TabularInline):
    model = IntroNote
    extra = 1
    fields = ["text", "written", "author"]
    readonly_fields = ["written", "author"]
    verbose_name_plural = "Notes and what happened"
    can_delete = False

    def has_change_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    @admin.display(description="When")
    def written(self, note):
        """Return when, in the gym's zone, which is the desk's."""
        zone = timezone.get_current_timezone()
        return times.short(note.written_at, zone) if note.written_at else ""


@admin.register(Intro)
class IntroAdmin(admin.ModelAdmin):
    inlines = [NoteInline]
    list_display = ["when", "person", "state", "call", "coach_shown", "came_from", "buttons"]
    list_display_links = ["person"]
    list_filter = [
        Stage,
        "status",
        ("diary", with_empty_as("No coach yet")),
        ("way", How),
        Campaign,
    ]
    empty_value_display = ""
    list_select_related = ["diary__coach", "wished_diary__coach", "source_article"]
    list_per_page = 50
    search_fields = ["name", "email", "phone", "reference"]
    search_help_text = "Name, e-mail or phone"
    show_full_result_count = False
    actions = ["mark_attended", "mark_no_show", "mark_joined", "mark_not_now", "cancel_all"]
    change_form_template = "admin/bookings/intro.html"
    change_list_template = "admin/bookings/intros.html"

    def has_delete_permission(self, request, obj=None):
        """Owners may forget a person who asks; a time still held is cancelled first."""
        return bool(obj and request.user.is_superuser and not obj.is_ahead(timezone.now()))

    def delete_model(self, request, intro):
        retention.forget(intro)

    def get_urls(self):
        view = self.admin_site.admin_view(partial(acts.do, self))
        guarded = self.admin_site.admin_view
        own = [
            path("<int:pk>/do/<slug:act>/", view, name="bookings_intro_do"),
            path("emails/", guarded(previews.page), name="bookings_intro_emails"),
            path(
                "emails/<slug:kind>/", guarded(previews.html), name="bookings_intro_email_html"
            ),
        ]
        return [*own, *super().get_urls()]

    # The list

    def get_ordering(self, request):
        """
        Who waits for an answer comes first, then the latest time, on every database.

        Of what is ahead, the next comes first.
        """
        if request.GET.get(Stage.parameter_name) in Stage.AHEAD:
            return ["starts_at"]
        waits = Q(status=Status.REQUESTED, answered_at=None)
        return [
            Case(When(waits, then=0), default=1),
            F("starts_at").desc(nulls_last=True),
            "-created_at",
        ]

    def changelist_view(self, request, extra_context=None):
        held = Intro.objects.filter(status=Status.QUARANTINED).count()
        return super().changelist_view(request, (extra_context or {}) | {"held": held})

    def get_changelist_instance(self, request):
        """Give each row the gym, read once."""
        changelist = super().get_changelist_instance(request)
        gym, now = gym_of(request), timezone.now()
        for intro in changelist.result_list:
            intro.gym, intro.now = gym, now
        return changelist

    @admin.display(description="When", ordering="starts_at")
    def when(self, intro):
        if intro.starts_at:
            return times.short(intro.starts_at, intro.gym.zone)
        if intro.wished_at:
            return f"Wants {times.short(intro.wished_at, intro.gym.zone)}"
        return intro.wished_days or "No time yet"

    @admin.display(description="Name", ordering="name")
    def person(self, intro):
        mark = format_html(' <span class="badge quiet">{}</span>', "Sample")
        return format_html("{}{}", intro.name, mark if intro.is_sample else "")

    @admin.display(description="Status", ordering="status")
    def state(self, intro):
        badge = BADGES.get(intro.status, "")
        return format_html(
            '<span class="badge {}">{}</span>', badge, intro.get_status_display()
        )

    @admin.display(description="Reach them")
    def call(self, intro):
        if not intro.phone:
            return format_html('<a href="mailto:{}">{}</a>', intro.email, intro.email)
        shown = phones.shown(intro.phone, intro.gym.country)
        return format_html('<a href="tel:{}">{}</a>', intro.phone, shown)

    @admin.display(description="Coach", ordering="diary__coach__name")
    def coach_shown(self, intro):
        return intro.coach.first_name if intro.coach else "None yet"

    @admin.display(description="Came from", ordering="source_article__title")
    def came_from(self, intro):
        sources = [intro.campaign, intro.source_article and str(intro.source_article)]
        came_from = ", ".join(filter(None, sources))
        if not came_from:
            return ""
        return format_html(
            '<span title="{}">{}</span>', came_from, Truncator(came_from).chars(36)
        )

    @admin.display(description="What came of it")
    def buttons(self, intro):
        """Buttons that submit the list's own form, with its token, to another address."""
        if intro.status == Status.BOOKED and intro.starts_at > intro.now:
            # Into the folded form that asks first; a browser unfolds it for what is in it.
            address = reverse("admin:bookings_intro_change", args=[intro.pk])
            return format_html('<a href="{}#reason">Move or cancel</a>', address)
        return format_html_join(
            " ",
            '<button type="submit" class="button small" formaction="{}?back=list" '
            'formmethod="post" formnovalidate>{}</button>',
            (
                (reverse("admin:bookings_intro_do", args=[intro.pk, act]), label)
                for act, label in record.short_acts(intro, intro.now)
            ),
        )

    @admin.action(description="Mark as attended", permissions=["change"])
    def mark_attended(self, request, intros):
        acts.all_at_once(request, intros, "attended")

    @admin.action(description="Mark as no-show", permissions=["change"])
    def mark_no_show(self, request, intros):
        acts.all_at_once(request, intros, "no_show")

    @admin.action(description="Mark as joined", permissions=["change"])
    def mark_joined(self, request, intros):
        acts.all_at_once(request, intros, "joined")

    @admin.action(description="Mark as not now", permissions=["change"])
    def mark_not_now(self, request, intros):
        acts.all_at_once(request, intros, "not_now")

    @admin.action(description="Cancel, and tell them", permissions=["change"])
    def cancel_all(self, request, intros):
        if request.POST.get("asked"):
            return acts.all_at_once(request, intros, "cancel")
        return acts.ask_to_cancel(self, request, intros)

    # One intro

    def get_form(self, request, obj=None, **kwargs):
        return super().get_form(
            request, obj, **{"form": PersonForm if obj else NewIntroForm, **kwargs}
        )

    def get_fieldsets(self, request, obj=None):
        return [("The person", {"fields": [*PERSON, *([] if obj else ["time", "key"])]})]

    def get_inlines(self, request, obj):
        return self.inlines if obj else []

    def add_view(self, request, form_url="", extra_context=None):
        """Show what a form sent once already has made, since its time is no longer open."""
        made = services.made_with(clean_key(request.POST.get("key", "")))
        if made and self.has_add_permission(request):
            return self.response_add(request, made)
        return super().add_view(request, form_url, extra_context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        context = {"show_save_and_add_another": False}
        if request.method == "GET":
            context |= record.context(object_id, gym_of(request))
        return super().change_view(
            request, object_id, form_url, (extra_context or {}) | context
        )

    def save_model(self, request, intro, form, change):
        gym, now = gym_of(request), timezone.now()
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            if changes:
                fresh = Intro.objects.for_pages().get(pk=intro.pk)
                services.correct(
                    intro=fresh, changes=changes, gym=gym, now=now, by=request.user
                )
            return
        made = add_by_hand(form, gym, now)
        intro.pk = made.pk
        intro.refresh_from_db()

    def save_formset(self, request, form, formset, change):
        for note in formset.save(commit=False):
            note.author, note.written_at = request.user, timezone.now()
            note.save()

    def response_add(self, request, intro, post_url_continue=None):
        if intro.status == Status.BOOKED:
            said = f"Booked.{acts.told(intro)}"
        else:
            said = "Kept as a request: it has no time yet."
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:bookings_intro_change", args=[intro.pk]))


def add_by_hand(form, gym, now):
    """Book or take what staff typed into `form` for somebody, and return the intro."""
    person = {name: form.cleaned_data[name] for name in PERSON}
    shared = {
        "person": person,
        "source": {"campaign": "Added at the desk"},
        "key": form.cleaned_data["key"],
        "gym": gym,
        "now": now,
    }
    if form.chosen:
        try:
            return services.book(open_time=form.chosen, **shared)
        except services.Taken:
            wish = services.wish_of(form.chosen)
            return services.request_contact(wish=wish, **shared)
    return services.request_contact(wish={}, **shared)
