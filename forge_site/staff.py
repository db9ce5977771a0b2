"""
Staff accounts: a forgotten password is reset by e-mail, through the outbox like all mail.

The answer is the same whether the address is known or not, so that nobody can ask who
works here.
"""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone

from forge_site.outbox.models import OutboxEmail


class OutboxPasswordResetForm(PasswordResetForm):
    """Queue the message in place of sending it while the page waits."""

    def send_mail(
        self,
        subject_template_name,
        email_template_name,
        context,
        from_email,
        to_email,
        html_email_template_name=None,
    ):
        link = reverse(
            "password_reset_confirm",
            kwargs={"uidb64": context["uid"], "token": context["token"]},
        )
        context = context | {
            "link": f"{settings.SITE_URL}{link}",
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
        }
        OutboxEmail(
            kind="password_reset",
            is_private=True,
            to=[to_email],
            subject="A new password for the desk",
            text=render_to_string("emails/password_reset.txt", context),
            html="",
            send_after=timezone.now(),
        ).save()


def desk_context():
    """Return what `admin/base_site.html` needs on pages outside the admin's own views."""
    return {"site_header": admin.site.site_header, "has_permission": False}


def _view(view, **options):
    return view.as_view(extra_context=desk_context(), **options)


urlpatterns = [
    path(
        "password/",
        _view(views.PasswordResetView, form_class=OutboxPasswordResetForm),
        name="admin_password_reset",
    ),
    path("password/sent/", _view(views.PasswordResetDoneView), name="password_reset_done"),
    path(
        "password/<uidb64>/<token>/",
        _view(views.PasswordResetConfirmView),
        name="password_reset_confirm",
    ),
    path(
        "password/changed/",
        _view(views.PasswordResetCompleteView),
        name="password_reset_complete",
    ),
]
