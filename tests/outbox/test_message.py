"""The message itself, as a mail server and a mail program meet it."""

import email.policy
from email import message_from_bytes
from email.utils import parsedate_to_datetime

import pytest
from django.utils import timezone

from forge_site.gym.models import Gym
from forge_site.outbox import delivery, failures, send
from forge_site.outbox.models import OutboxEmail
from tests.outbox.factories import NOW
from tests.outbox.factories import email as saved

ICS = {
    "name": "intro.ics",
    "mime": "text/calendar; method=REQUEST; charset=utf-8",
    "text": "BEGIN:VCALENDAR\r\nSUMMARY:Für dich\r\nEND:VCALENDAR\r\n",
}


def composed(**fields):
    """Return the message for an unsaved e-mail, as a mail program parses it."""
    row = OutboxEmail(
        **{"to": ["ana@forge-fitness.net"], "subject": "Hello", "text": "Text."} | fields
    )
    message = delivery.compose(row, "Forge Fitness <intro@forge-fitness.net>")
    return message_from_bytes(message.message().as_bytes(), policy=email.policy.default)


class TestHeaders:
    def test_what_every_message_carries(self):
        row = OutboxEmail()
        found = composed(key=row.key, reply_to="coach@forge-fitness.net")
        assert found["From"] == "Forge Fitness <intro@forge-fitness.net>"
        assert found["To"] == "ana@forge-fitness.net"
        assert found["Reply-To"] == "coach@forge-fitness.net"
        assert found["Message-ID"] == f"<{row.key}@127.0.0.1>"
        assert found["Auto-Submitted"] == "auto-generated"
        distance = timezone.now() - parsedate_to_datetime(found["Date"])
        assert abs(distance.total_seconds()) < 60

    def test_a_made_up_address_is_no_place_for_an_answer(self):
        assert composed(reply_to="hello@example.com")["Reply-To"] is None

    def test_extra_ones_are_added(self):
        found = composed(headers={"List-Unsubscribe": "<https://x.net/u>"})
        assert found["List-Unsubscribe"] == "<https://x.net/u>"

    @pytest.mark.parametrize("name", ["Bcc", "to", "Message-ID", "X Y", "X:Y", "X\r\nBcc"])
    def test_others_are_refused(self, name):
        with pytest.raises(ValueError, match="may not set the header"):
            composed(headers={name: "a@b.net"})

    @pytest.mark.parametrize("evil", ["a\r\nBcc: evil@x.net", "a\nBcc: evil@x.net", "a\x0bb"])
    def test_nobody_adds_a_line(self, evil):
        found = composed(subject=evil, headers={"X-Forge": evil})
        assert set(found.keys()) == {
            "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "X-Forge",
            "Content-Type", "Content-Transfer-Encoding", "MIME-Version",
        }  # fmt: skip
        assert found["Bcc"] is None

    def test_invisible_letters_go(self):
        assert delivery.one_line("a\u202eb\u200bc\x00d\ud800e") == "abcde"

    @pytest.mark.parametrize("evil", ["a@b.net\r\nBcc: e@x.net", "a@b.net e@x.net", "nobody"])
    def test_an_address_that_is_none_is_refused(self, evil):
        for fields in ({"to": [evil]}, {"reply_to": evil}):
            with pytest.raises(ValueError, match="Not one e-mail address"):
                composed(**fields)

    def test_the_gyms_own_address_is_the_sender(self):
        gym = Gym(name="Forge\r\nBcc: x", from_address="intro@forge-fitness.net")
        expected = '"Forge Bcc: x" <intro@forge-fitness.net>'
        assert delivery.from_address(gym) == expected
        assert delivery.from_address(Gym()) == "Forge Fitness <intro@127.0.0.1>"


class TestBodies:
    def test_text_comes_first_and_html_beside_it(self):
        found = composed(html="<p>Hé</p>", text="Hé")
        assert found.get_content_type() == "multipart/alternative"
        parts = [(p.get_content_type(), p.get_content().strip()) for p in found.iter_parts()]
        assert parts == [("text/plain", "Hé"), ("text/html", "<p>Hé</p>")]

    def test_a_calendar_file_keeps_its_method_and_its_lines(self):
        found = composed(html="<p>x</p>", attachments=[ICS])
        body, attached = found.iter_parts()
        assert body.get_content_type() == "multipart/alternative"
        assert attached.get_content_type() == "text/calendar"
        assert attached.get_param("method") == "REQUEST"
        assert attached.get_param("charset") == "utf-8"
        assert attached.get_filename() == "intro.ics"
        assert attached.get_payload(decode=True).decode() == ICS["text"]

    @pytest.mark.parametrize("broken", [{"name": "x"}, ICS | {"mime": "application/pdf"}])
    def test_another_attachment_is_refused(self, broken):
        with pytest.raises(ValueError, match="attach"):
            composed(attachments=[broken])


@pytest.mark.django_db
class TestAPoisonousRow:
    @pytest.mark.parametrize(
        "poison",
        [
            {"to": ["a@b.net\r\nBcc: e@x.net"]},
            {"reply_to": "no address"},
            {"headers": {"Bcc": "x@y.net"}},
            {"attachments": [{"name": "x"}]},
            {"attachments": ["x"]},
            {"to": [7]},
        ],
    )
    def test_it_fails_alone(self, mail_server, poison):
        row = saved(subject="Poison", **poison)
        saved(subject="Fine")
        assert send.send_due(NOW) == {"sent": 1, "failed": 1}
        assert mail_server.subjects() == ["Fine"]
        row.refresh_from_db()
        assert (row.state, row.last_error) == ("failed", failures.CANNOT_BE_SENT)
        assert row.last_error_detail
