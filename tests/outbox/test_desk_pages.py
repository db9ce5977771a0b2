"""Sent e-mail on the desk: read, sent again, tried out; never written or deleted."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.urls import reverse
from django.utils import timezone

from forge_site.gym.models import Gym
from forge_site.outbox.models import OutboxEmail
from tests.outbox.factories import NOW, email

pytestmark = pytest.mark.django_db
State = OutboxEmail.State
LIST = "admin:outbox_outboxemail_changelist"


def page(row):
    return reverse("admin:outbox_outboxemail_change", args=[row.pk])


def act(name, row):
    return reverse(f"admin:outbox_outboxemail_{name}", args=[row.pk])


def sent(**changes):
    return email(**{"state": State.SENT, "sent_at": NOW, "attempts": 1} | changes)


def failed(**changes):
    return email(**{"state": State.FAILED, "last_error": "there is no such address."} | changes)


@pytest.fixture
def onlooker(client, settings):
    """Somebody who may look at e-mails and nothing else, should rights ever be narrowed."""
    settings.AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
    user = User.objects.create_user("maya", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_outboxemail"))
    client.force_login(user)
    return client


class TestTheList:
    def test_it_says_in_words_what_became_of_each(self, admin_client):
        sent(subject="Yours is booked")
        failed()
        text = admin_client.get(reverse(LIST)).text
        assert "Yours is booked" in text
        assert ">Sent</span> Tue 24 Nov, 5:30 pm Eastern time" in text
        assert ">Given up</span> There is no such address." in text
        assert "ana@forge-fitness.net" in text

    def test_it_filters_by_state(self, admin_client):
        sent(subject="Arrived")
        failed(subject="Did not")
        text = admin_client.get(reverse(LIST), {"state__exact": "failed"}).text
        assert "Did not" in text
        assert "Arrived" not in text

    def test_it_filters_by_kind_named_in_words(self, admin_client):
        sent(kind="reminder_day", subject="Tomorrow")
        sent(subject="Booked")
        assert "Reminder day" in admin_client.get(reverse(LIST)).text
        text = admin_client.get(reverse(LIST), {"kind": "reminder_day"}).text
        assert "Tomorrow" in text
        assert "Booked" not in text

    def test_it_finds_an_address(self, admin_client):
        sent(to=["bo@forge-fitness.net"], subject="To Bo")
        sent(subject="To Ana")
        text = admin_client.get(reverse(LIST), {"q": "bo@forge"}).text
        assert "To Bo" in text
        assert "To Ana" not in text

    def test_more_rows_cost_no_more_queries(self, admin_client, django_assert_max_num_queries):
        for number in range(30):
            sent(subject=f"Number {number}")
        with django_assert_max_num_queries(11):
            admin_client.get(reverse(LIST))

    def test_nothing_is_added_or_deleted(self, admin_client):
        row = sent()
        text = admin_client.get(reverse(LIST)).text
        assert "delete_selected" not in text
        assert admin_client.get("/admin/outbox/outboxemail/add/").status_code == 403
        assert admin_client.post(page(row) + "../delete/").status_code in (403, 404)
        assert admin_client.post(page(row), {"subject": "Forged"}).status_code == 403
        assert OutboxEmail.objects.get().subject == "Your free intro"


class TestOnePage:
    def test_it_shows_the_text_and_frames_the_html(self, admin_client):
        row = sent(html="<p>Framed only</p>")
        answer = admin_client.get(page(row))
        assert "See you Tuesday." in answer.text
        assert "Framed only" not in answer.text
        assert f'src="{act("html", row)}"' in answer.text
        assert "sandbox" in answer.text
        assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]

    def test_the_frame_can_run_nothing(self, admin_client):
        answer = admin_client.get(act("html", sent(html="<script>alert(1)</script>")))
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert policy.endswith("; sandbox")
        assert "script-src" not in policy
        assert "frame-ancestors 'self'" in policy

    def test_what_was_typed_is_not_markup(self, admin_client):
        row = sent(subject="<b>x</b>", text="<script>alert(1)</script>", html="")
        text = admin_client.get(page(row)).text
        assert "<script>alert(1)" not in text
        assert "<b>x</b>" not in text
        assert admin_client.get(act("html", row)).status_code == 404

    def test_an_attachment_is_saved_never_shown(self, admin_client):
        ics = {"name": 'intro".ics', "mime": "text/calendar", "text": "BEGIN:VCALENDAR\r\n"}
        row = sent(attachments=[ics])
        url = reverse("admin:outbox_outboxemail_attachment", args=[row.pk, 0])
        assert url in admin_client.get(page(row)).text
        answer = admin_client.get(url)
        assert answer.content == b"BEGIN:VCALENDAR\r\n"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="intro.ics"'
        assert admin_client.get(url.replace("/0/", "/1/")).status_code == 404

    def test_a_private_one_shows_its_text_to_nobody(self, admin_client):
        row = email(is_private=True, text="https://x/key", html="<p>key</p>")
        assert "https://x/key" not in admin_client.get(page(row)).text
        assert admin_client.get(act("html", row)).status_code == 403


class TestSendingAgain:
    def test_a_failed_one_is_tried_anew(self, admin_client):
        row = failed(attempts=9)
        admin_client.post(act("again", row))
        row.refresh_from_db()
        assert (row.state, row.attempts, row.last_error) == (State.QUEUED, 0, "")
        assert row.send_after <= timezone.now()

    @pytest.mark.parametrize("nobody", [[], ["desk@example.com"]])
    def test_an_alert_that_had_nobody_goes_to_those_alerted_now(self, admin_client, nobody):
        row = failed(kind="alert_request", to=nobody)
        answer = admin_client.post(act("again", row), follow=True)
        assert "Nobody hears of a new intro: the gym has no alert address." in answer.text
        row.refresh_from_db()
        assert (row.state, row.to) == (State.FAILED, nobody)
        Gym(alert_addresses="maya@forge-fitness.net").save()
        admin_client.post(act("again", row))
        row.refresh_from_db()
        assert (row.state, row.to) == (State.QUEUED, ["maya@forge-fitness.net"])

    def test_whoever_an_alert_was_written_to_stays(self, admin_client):
        Gym(alert_addresses="maya@forge-fitness.net").save()
        row = failed(kind="alert_coach", to=["joe@forge-fitness.net"])
        admin_client.post(act("again", row))
        row.refresh_from_db()
        assert row.to == ["joe@forge-fitness.net"]

    def test_a_coach_s_own_alert_goes_to_nobody_else(self, admin_client):
        Gym(alert_addresses="maya@forge-fitness.net").save()
        row = failed(kind="alert_moved_coach", to=["joe@example.com"])
        admin_client.post(act("again", row))
        row.refresh_from_db()
        assert row.to == ["joe@example.com"]

    def test_a_sent_one_goes_out_as_a_copy(self, admin_client):
        row = sent(dedupe_key="once", about="intro:1")
        answer = admin_client.post(act("again", row))
        copy = OutboxEmail.objects.unsent().get()
        assert answer.url == page(copy)
        assert copy.key != row.key
        assert (copy.about, copy.text, copy.dedupe_key) == ("intro:1", row.text, None)
        row.refresh_from_db()
        assert row.state == State.SENT

    def test_one_that_waits_for_its_time_is_left_alone(self, admin_client):
        row = email(send_after=NOW + timedelta(days=3650))
        answer = admin_client.post(act("again", row), follow=True)
        assert "It goes out by itself." in answer.text
        row.refresh_from_db()
        assert row.send_after == NOW + timedelta(days=3650)

    def test_one_that_is_in_hand_is_left_alone(self, admin_client):
        row = email(last_error="the mail server broke off.", attempts=1)
        OutboxEmail.objects.claim(OutboxEmail.objects.get(), NOW)
        admin_client.post(act("again", row))
        assert OutboxEmail.objects.get().attempts == 2

    def test_one_whose_time_is_over_is_not(self, admin_client):
        row = failed(send_before=NOW - timedelta(days=3650))
        answer = admin_client.post(act("again", row), follow=True)
        assert "The time it speaks of is over." in answer.text
        assert not OutboxEmail.objects.unsent().exists()

    def test_several_at_once_and_each_refusal_named(self, admin_client):
        rows = [failed(), failed(), sent(emptied_at=NOW, text="", subject="Old one")]
        fields = {"action": "send_again_all", "_selected_action": [row.pk for row in rows]}
        text = admin_client.post(reverse(LIST), fields, follow=True).text
        assert "On the way again: 2 e-mails." in text
        assert "“Old one”: Its text is no longer kept" in text
        assert OutboxEmail.objects.unsent().count() == 2

    def test_a_look_changes_nothing(self, admin_client):
        row = failed()
        assert admin_client.get(act("again", row)).status_code == 405
        assert admin_client.get(act("aside", row)).status_code == 405
        assert OutboxEmail.objects.failed().exists()

    def test_setting_aside_ends_the_alarm_and_keeps_the_reason(self, admin_client):
        row = failed()
        admin_client.post(act("aside", row))
        row.refresh_from_db()
        assert row.state == State.SKIPPED
        assert row.last_error == "set aside by admin; there is no such address."

    def test_what_another_person_has_just_sent_again_is_not_set_aside(self):
        seen_by_one = failed()
        OutboxEmail.objects.get(pk=seen_by_one.pk).send_again(NOW)
        assert seen_by_one.set_aside("Maya") is False
        assert OutboxEmail.objects.unsent().get() == seen_by_one

    def test_several_set_aside_at_once_are_counted(self, admin_client):
        rows = [failed(), failed(), sent()]
        fields = {"action": "set_aside_all", "_selected_action": [row.pk for row in rows]}
        text = admin_client.post(reverse(LIST), fields, follow=True).text
        assert "Set aside: 2 e-mails." in text
        assert not OutboxEmail.objects.failed().exists()


class TestTheTestMessage:
    URL = "admin:outbox_outboxemail_test"

    def test_it_goes_to_whoever_gets_alerts(self, admin_client):
        Gym(alert_addresses="maya@forge-fitness.net").save()
        answer = admin_client.post(reverse(self.URL), follow=True)
        assert "A test message to maya@forge-fitness.net is on its way." in answer.text
        row = OutboxEmail.objects.unsent().get()
        assert (row.to, row.kind) == (["maya@forge-fitness.net"], "test")

    def test_with_nobody_to_alert_it_says_so(self, admin_client):
        Gym(alert_addresses="desk@example.com").save()
        answer = admin_client.post(reverse(self.URL), follow=True)
        assert "desk@example.com is a made-up address." in answer.text
        assert not OutboxEmail.objects.exists()


class TestWhoMay:
    def test_an_onlooker_reads_and_sends_nothing(self, onlooker):
        row = failed()
        assert onlooker.get(page(row)).status_code == 200
        assert "Try again now" not in onlooker.get(page(row)).text
        assert onlooker.post(act("again", row)).status_code == 403
        assert onlooker.post(act("aside", row)).status_code == 403
        assert onlooker.post(reverse(TestTheTestMessage.URL)).status_code == 403
        assert "send_again_all" not in onlooker.get(reverse(LIST)).text

    def test_every_coach_may_send(self, client):
        client.force_login(User.objects.create_user("ben", password="x", is_staff=True))
        row = failed()
        assert "Try again now" in client.get(page(row)).text
        assert client.post(act("again", row)).status_code == 302
        assert OutboxEmail.objects.unsent().exists()

    def test_a_stranger_sees_nothing(self, client):
        row = sent()
        for name in ("change", "html"):
            answer = client.get(act(name, row))
            assert answer.status_code == 302
            assert "/login/" in answer.url
