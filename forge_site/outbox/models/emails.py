"""
The outbox: every e-mail of the site is a row here first, saved in the same transaction
as what it tells of, so that neither a crash nor a dead mail server loses one.

A row is handed out by `claim()`, one conditional UPDATE that moves `send_after` forward.
That instant is thus both "due from" and the lease of whoever is sending: a sender that
dies gives its e-mail back by doing nothing. The promise is at least once, each time with
the same Message-ID.
"""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from forge_site.outbox import words
from forge_site.outbox.addresses import mailable
from forge_site.outbox.alerts import those_alerted

# Longer than the longest a sender may spend on one e-mail (send.DEADLINE, 2 minutes), so
# that nobody takes an e-mail out of living hands.
LEASE = timedelta(minutes=5)
# What is left of an e-mail's content when only the fact that it was sent is kept.
EMPTY = {"text": "", "html": "", "attachments": [], "headers": {}}


class OutboxEmailQuerySet(models.QuerySet):
    def unsent(self):
        """Return what is still to be sent. Deleting these takes a planned e-mail back."""
        return self.filter(state=OutboxEmail.State.QUEUED)

    def due(self, now):
        """Return what should leave at `now`, the longest due first."""
        return self.unsent().filter(send_after__lte=now).order_by("send_after", "pk")

    def about(self, key):
        """Return the e-mails about one thing, such as "intro:12"."""
        return self.filter(about=key)

    def alerts(self):
        """Return the e-mails that tell the gym of something: their kind begins with alert."""
        return self.filter(kind__startswith=OutboxEmail.ALERT)

    def failed(self):
        """Return what was given up and waits for a person."""
        return self.filter(state=OutboxEmail.State.FAILED)

    def in_trouble(self):
        """Return what was given up, and what is being tried again."""
        tried = Q(state=OutboxEmail.State.QUEUED) & ~Q(last_error="")
        return self.filter(tried | Q(state=OutboxEmail.State.FAILED))

    def claim(self, email, now):
        """
        Return True for exactly one of the processes that ask for `email` at this due time.

        The winner has until `now` + LEASE; `email` is brought up to date for it. What went
        wrong before is cleared: an e-mail tried before and without an error is in hand.
        """
        lease = now + LEASE
        unclaimed = self.unsent().filter(pk=email.pk, send_after=email.send_after)
        won = unclaimed.update(send_after=lease, attempts=F("attempts") + 1, last_error="") == 1
        if won:
            email.send_after = lease
            email.attempts += 1
            email.last_error = ""
        return won

    def mark_sent(self, email, now, note="", detail=""):
        """
        Note that `email` was taken by a server at `now`, whoever holds the claim by then.

        Returns False if the row was deleted meanwhile: then it was taken back too late.
        """
        emptied = EMPTY | {"emptied_at": now} if email.is_private else {}
        return self._settle(
            self.filter(pk=email.pk).exclude(state=OutboxEmail.State.SENT),
            state=OutboxEmail.State.SENT,
            sent_at=now,
            delivered_to=email.delivered_to,
            last_error=note,
            last_error_detail=detail,
            **emptied,
        )

    def try_again(self, email, at, why, detail=""):
        """Give the claimed `email` back, to be sent at `at`."""
        return self._settle(
            self._held(email),
            send_after=at,
            delivered_to=email.delivered_to,
            last_error=why,
            last_error_detail=detail,
        )

    def give_up(self, email, why, detail=""):
        """Mark the claimed `email` as failed for good: a person has to look at it."""
        return self._settle(
            self._held(email),
            state=OutboxEmail.State.FAILED,
            delivered_to=email.delivered_to,
            last_error=why,
            last_error_detail=detail,
        )

    def skip(self, email, why):
        """Mark the claimed `email` as left out on purpose."""
        return self._settle(self._held(email), state=OutboxEmail.State.SKIPPED, last_error=why)

    def _held(self, email):
        """Return the row of `email` if its claim still stands."""
        return self.unsent().filter(pk=email.pk, send_after=email.send_after)

    def _settle(self, rows, **changes):
        return rows.update(**changes) == 1


class OutboxEmail(models.Model):
    """
    One e-mail: queued, sent, given up or left out on purpose.

    Written by services with everything that was rendered; From, Message-ID and Date are
    added when it is sent. `kind` is a short slug such as "alert" or "reminder_day"; a kind
    beginning with "alert" is for the gym and watched by `health`; one that ends with "_coach"
    besides is for the coach concerned.
    """

    ALERT, TO_A_COACH = "alert", "_coach"

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"
        SKIPPED = "skipped", "Not sent"

    kind = models.CharField(max_length=40)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.JSONField(default=list, help_text="Addresses, a list.")
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(
        default=list, blank=True, help_text='Each {"name", "mime", "text"}.'
    )
    headers = models.JSONField(default=dict, blank=True)
    about = models.CharField(max_length=60, blank=True, db_index=True)
    dedupe_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    send_after = models.DateTimeField(
        default=timezone.now, help_text="When it is due next; while being sent, the lease."
    )
    send_before = models.DateTimeField(
        null=True, blank=True, help_text="Pointless from then on, as a reminder is."
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    sent_at = models.DateTimeField(null=True, blank=True)
    delivered_to = models.JSONField(
        default=list, blank=True, help_text="Addresses the mail server has taken."
    )
    last_error = models.CharField(max_length=250, blank=True)
    last_error_detail = models.TextField(blank=True)
    is_private = models.BooleanField(
        default=False,
        help_text="Holds a key, such as a password link: never shown, emptied once sent.",
    )
    emptied_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxEmailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "e-mail"
        verbose_name_plural = "sent e-mails"
        indexes = [
            models.Index(
                fields=["send_after"], condition=Q(state="queued"), name="outbox_what_is_due"
            ),
            models.Index(fields=["-created_at", "-id"], name="outbox_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sent", "failed", "skipped"]),
                name="outbox_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="outbox_sent_has_an_instant",
                violation_error_message="A sent e-mail has the time it was sent, no other has.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "skipped"]) | ~Q(last_error=""),
                name="outbox_unsent_has_a_reason",
                violation_error_message="Say why the e-mail was not sent.",
            ),
        ]

    def __str__(self):
        return self.subject

    def send_again(self, now):
        """
        Queue the e-mail once more, from `now`, and return the row that will be sent.

        What never arrived is tried anew. What was sent goes out as a copy, under a
        Message-ID of its own, since mail programs hide a second one with the same.
        Raises ValidationError with a sentence if there is nothing left to send, or nobody
        to send it to.
        """
        if self.emptied_at:
            raise ValidationError("Its text is no longer kept, so it cannot be sent again.")
        if self.send_before and now >= self.send_before:
            raise ValidationError("The time it speaks of is over.")
        if self.state == self.State.QUEUED and not self.last_error:
            raise ValidationError("It goes out by itself.")
        if self.state == self.State.SENT:
            return self._copy(now)
        anew = {"state": self.State.QUEUED, "send_after": now, "attempts": 0, "last_error": ""}
        to_gym = self.kind.startswith(self.ALERT) and not self.kind.endswith(self.TO_A_COACH)
        if to_gym and not mailable(self.to):
            anew["to"] = those_alerted()  # by now: when it was made, nobody was
        before = OutboxEmail.objects.filter(
            pk=self.pk, state=self.state, send_after=self.send_after
        )
        if not before.update(**anew):
            raise ValidationError("It has just left this state. Look again.")
        self.refresh_from_db()
        return self

    def _copy(self, now):
        names = ("kind", "to", "reply_to", "subject", "text", "html", "attachments", "headers")
        copied = {name: getattr(self, name) for name in (*names, "about", "send_before")}
        return OutboxEmail.objects.create(**copied, created_at=now, send_after=now)

    def set_aside(self, by):
        """
        Note that `by`, a person's name, has dealt with an e-mail that was given up.

        Returns False, and changes nothing, if it is no longer given up: somebody has just
        sent it again, and then it must leave.
        """
        why = f"set aside by {by}; {self.last_error}"[:250]
        given_up = OutboxEmail.objects.failed().filter(pk=self.pk)
        was_set_aside = given_up.update(state=self.State.SKIPPED, last_error=why) == 1
        self.refresh_from_db()
        return was_set_aside

    @property
    def kind_in_words(self):
        """Return "Reminder day" for "reminder_day"."""
        return words.kind(self.kind)

    @property
    def recipients(self):
        """The addresses on one line."""
        return ", ".join(self.to)
