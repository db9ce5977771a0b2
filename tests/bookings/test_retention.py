"""What the privacy page promises: forgotten on a person's word, else after the term."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from bookings import digests, retention
from bookings.models import Intro, IntroNote, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.factories import NOW, make_diary, make_intro

pytestmark = pytest.mark.django_db
TERM = timedelta(days=24 * 30)
DAY = timedelta(days=1)


def old_intro(age=TERM + DAY, **fields):
    """Return an attended intro whose asking, time and last change lie `age` before NOW."""
    at = NOW - age
    return make_intro(
        **{
            "diary": make_diary(f"Coach {age.days} {fields.get('status', '')}"),
            "status": Status.ATTENDED,
            "created_at": at,
            "changed_at": at,
            "starts_at": at,
            "ends_at": at + timedelta(minutes=30),
        }
        | fields
    )


class TestAfterTheTerm:
    def test_an_old_intro_is_forgotten_with_its_notes_and_mail(self, settings):
        settings.LEAD_RETENTION_MONTHS = 24
        intro = old_intro()
        IntroNote.objects.create(intro=intro, text="Called.", written_at=NOW - TERM)
        OutboxEmail.objects.create(kind="alert", to=["a@b.net"], subject="x", about=intro.key)
        assert retention.forget_old(NOW) == 1
        assert not Intro.objects.exists()
        assert not IntroNote.objects.exists()
        assert not OutboxEmail.objects.exists()

    @pytest.mark.parametrize(
        "recent",
        [
            {"changed_at": NOW - TERM + DAY},
            {"created_at": NOW - TERM + DAY},
            {"ends_at": NOW - TERM + DAY},
            {"status": Status.JOINED},
        ],
    )
    def test_what_is_younger_or_a_member_stays(self, settings, recent):
        settings.LEAD_RETENTION_MONTHS = 24
        old_intro(**recent)
        assert retention.forget_old(NOW) == 0
        assert Intro.objects.count() == 1


class TestNetworks:
    def test_the_key_of_an_address_lasts_a_day_its_coarse_part_stays(self):
        old = old_intro(age=DAY, network_key="home", network="192.0.2.0/24")
        new = old_intro(age=DAY - timedelta(hours=1), network_key="home")
        Intro.objects.filter(pk=old.pk).update(created_at=NOW - DAY - timedelta(seconds=1))
        assert retention.forget_networks(NOW) == 1
        old.refresh_from_db()
        new.refresh_from_db()
        assert (old.network_key, old.network, new.network_key) == ("", "192.0.2.0/24", "home")


class TestOnTheirWord:
    def forget(self, client, intro):
        url = reverse("admin:bookings_intro_delete", args=[intro.pk])
        return client.post(url, {"post": "yes"})

    def test_an_owner_forgets_a_person_and_the_mail_about_them(self, admin_client):
        intro = old_intro(age=30 * DAY)
        OutboxEmail.objects.create(kind="alert", to=["a@b.net"], subject="x", about=intro.key)
        assert self.forget(admin_client, intro).status_code == 302
        assert not Intro.objects.exists()
        assert not OutboxEmail.objects.exists()

    def test_a_digest_that_lists_them_is_emptied_and_not_written_again(self, gym):
        intro = old_intro(age=30 * DAY, name="Dana Whitfield", diary=None, starts_at=None,
                          ends_at=None, status=Status.REQUESTED)  # fmt: skip
        digests.write_digest(NOW)
        OutboxEmail.objects.update(state="sent", sent_at=NOW)
        assert "Whitfield" in OutboxEmail.objects.get(kind="alert_digest").text
        retention.forget(intro)
        digest = OutboxEmail.objects.get(kind="alert_digest")
        assert (digest.text, digest.html) == ("", "")
        assert digest.emptied_at

    def test_the_log_of_the_desk_forgets_the_name_too(self, admin_client):
        intro = old_intro(age=30 * DAY, name="Dana Whitfield")
        change = reverse("admin:bookings_intro_change", args=[intro.pk])
        typed = {
            name: getattr(intro, name) for name in ("email", "phone", "way", "goal", "note")
        }
        notes = {"notes-TOTAL_FORMS": 0, "notes-INITIAL_FORMS": 0}
        admin_client.post(change, typed | notes | {"name": "Dana W. Whitfield"})
        assert LogEntry.objects.filter(object_repr__contains="Whitfield").exists()
        self.forget(admin_client, intro)
        assert not LogEntry.objects.filter(object_repr__contains="Whitfield").exists()

    def test_a_time_still_held_is_cancelled_first(self, admin_client):
        intro = make_intro(
            diary=make_diary(), starts_at=NOW + 9999 * DAY, ends_at=NOW + 10000 * DAY
        )
        assert self.forget(admin_client, intro).status_code == 403
        assert Intro.objects.exists()

    def test_staff_may_not(self, client, django_user_model):
        client.force_login(django_user_model.objects.create_user("coach", is_staff=True))
        assert self.forget(client, old_intro()).status_code == 403
