"""
"Sent e-mail" on the desk: a list to look at, never to edit; one page for each e-mail.

Its HTML is foreign matter here: it is shown in a frame, from an address of its own whose
policy allows no script, no form and no origin, while the page around keeps the desk's.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.http import require_POST, require_safe

from forge_site.outbox import words
from forge_site.outbox.models import OutboxEmail
from forge_site.outbox.trial import queue_test_message

# Not `allow-same-origin`: what is inside can neither read the desk nor act as it.
HTML_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'; sandbox"
)
BADGES = {
    OutboxEmail.State.SENT: "good",
    OutboxEmail.State.FAILED: "bad",
    OutboxEmail.State.SKIPPED: "quiet",
}


def framed(html):
    """Return the answer that holds the HTML of an e-mail alone, for a frame on the desk."""
    answer = HttpResponse(html)
    answer.headers["Content-Security-Policy"] = HTML_POLICY
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def told(email):
    """
    Return the state of `email` as a badge, and beside it what there is to say.

    Times are told in the gym's zone, which is the desk's.
    """
    zone = timezone.get_current_timezone()
    return format_html(
        '<span class="badge {}">{}</span> {}',
        BADGES.get(email.state, ""),
        email.get_state_display(),
        words.capitalized(words.news(email, timezone.now(), zone)),
    )


class KindFilter(admin.SimpleListFilter):
    """The kinds there are, in words."""

    title = "kind"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        kinds = OutboxEmail.objects.order_by("kind").values_list("kind", flat=True).distinct()
        return [(kind, words.kind(kind)) for kind in kinds]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(OutboxEmail)
class OutboxEmailAdmin(admin.ModelAdmin):
    list_display = ["subject", "what_became_of_it", "recipients", "kind_shown"]
    list_display_links = ["subject"]
    list_filter = ["state", KindFilter]
    search_fields = ["subject", "to", "about"]
    search_help_text = "Subject or address"
    date_hierarchy = "created_at"
    actions = ["send_again_all", "set_aside_all"]
    list_per_page = 50
    empty_value_display = ""
    show_full_result_count = False
    change_form_template = "admin/outbox/email.html"
    change_list_template = "admin/outbox/emails.html"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_send_permission(self, request):
        """Return True for who may send: the right to change e-mails, there being no editing."""
        return request.user.has_perm("outbox.change_outboxemail")

    def get_urls(self):
        pages = {
            "test/": (self.test_message, "test"),
            "<int:pk>/html/": (self.html, "html"),
            "<int:pk>/attachments/<int:number>/": (self.attachment, "attachment"),
            "<int:pk>/again/": (self.send_again, "again"),
            "<int:pk>/aside/": (self.set_aside, "aside"),
        }
        own = [
            path(route, self.admin_site.admin_view(view), name=f"outbox_outboxemail_{name}")
            for route, (view, name) in pages.items()
        ]
        return [*own, *super().get_urls()]

    # The list

    @admin.display(description="What became of it", ordering="created_at")
    def what_became_of_it(self, email):
        return told(email)

    @admin.display(description="To")
    def recipients(self, email):
        return email.recipients

    @admin.display(description="Kind", ordering="kind")
    def kind_shown(self, email):
        return email.kind_in_words

    def changelist_view(self, request, extra_context=None):
        context = {
            "title": "Sent e-mail",
            "may_send": self.has_send_permission(request),
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    @admin.action(description="Send again", permissions=["send"])
    def send_again_all(self, request, emails):
        sent, refused = 0, []
        for email in emails:
            try:
                email.send_again(timezone.now())
                sent += 1
            except ValidationError as problem:
                refused.append(f"“{email.subject}”: {' '.join(problem.messages)}")
        if sent:
            self.message_user(request, f"On the way again: {words.counted(sent, 'e-mail')}.")
        for sentence in refused:
            self.message_user(request, sentence, messages.WARNING)

    @admin.action(description="Set aside, dealt with", permissions=["send"])
    def set_aside_all(self, request, emails):
        by = request.user.get_short_name() or request.user.get_username()
        count = sum(email.set_aside(by) for email in emails.failed())
        self.message_user(request, f"Set aside: {words.counted(count, 'e-mail')}.")

    # One e-mail

    def change_view(self, request, object_id, form_url="", extra_context=None):
        email = self.get_object(request, object_id)
        extra = {}
        if email is not None:
            state = OutboxEmail.State
            extra = {
                "title": email.subject,
                "subtitle": None,
                "email": email,
                "told": told(email),
                "may_send": self.has_send_permission(request),
                "has_failed": email.state == state.FAILED,
                "is_sent": email.state == state.SENT,
                "waits_untroubled": email.state == state.QUEUED and not email.last_error,
            }
        return super().change_view(request, object_id, form_url, extra | (extra_context or {}))

    @method_decorator(require_safe)
    def html(self, request, pk):
        """Answer with the e-mail's HTML alone, for the frame."""
        email = self._readable(request, pk)
        if not email.html:
            raise Http404
        return framed(email.html)

    @method_decorator(require_safe)
    def attachment(self, request, pk, number):
        """Answer with attachment `number`, counted from 0, as a file to save."""
        email = self._readable(request, pk)
        if number >= len(email.attachments):
            raise Http404
        found = email.attachments[number]
        answer = HttpResponse(found["text"].encode(), content_type="application/octet-stream")
        name = "".join(c for c in found["name"] if c.isalnum() or c in ".-_") or "attachment"
        answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer

    @method_decorator(require_POST)
    def send_again(self, request, pk):
        email = self._to_act_on(request, pk)
        try:
            email = email.send_again(timezone.now())
        except ValidationError as problem:
            self.message_user(request, " ".join(problem.messages), messages.ERROR)
        else:
            self.message_user(request, "It is on the way again.", messages.SUCCESS)
        return self._to_page(email)

    @method_decorator(require_POST)
    def set_aside(self, request, pk):
        email = self._to_act_on(request, pk)
        if email.set_aside(request.user.get_short_name() or request.user.get_username()):
            self.message_user(request, "Set aside. It is no longer counted as a problem.")
        return self._to_page(email)

    @method_decorator(require_POST)
    def test_message(self, request):
        """Queue a test message to whoever hears of new intros."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        try:
            email = queue_test_message(timezone.now())
        except ValidationError as problem:
            self.message_user(request, " ".join(problem.messages), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:outbox_outboxemail_changelist"))
        self.message_user(
            request,
            f"A test message to {email.recipients} is on its way. Reload this page in a few "
            "seconds to see what became of it.",
            messages.SUCCESS,
        )
        return self._to_page(email)

    def _readable(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        email = get_object_or_404(OutboxEmail, pk=pk)
        if email.is_private:
            raise PermissionDenied
        return email

    def _to_act_on(self, request, pk):
        if not self.has_send_permission(request):
            raise PermissionDenied
        return get_object_or_404(OutboxEmail, pk=pk)

    def _to_page(self, email):
        return HttpResponseRedirect(reverse("admin:outbox_outboxemail_change", args=[email.pk]))
