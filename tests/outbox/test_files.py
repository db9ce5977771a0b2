"""With no mail server set up, e-mails become files that any mail program opens."""

from email import message_from_bytes, policy

import pytest

from forge_site.outbox import send
from tests.outbox.factories import NOW, email

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "forge_site.outbox.backends.EmlFileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


class TestFiles:
    def test_one_for_each_email(self, folder):
        email(subject="Your free intro: Tuesday!")
        email(subject="New intro: Ana", to=["gym@forge-fitness.net"])
        assert send.send_due(NOW) == {"sent": 2}
        found = {
            message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"]: path.name
            for path in folder.iterdir()
        }
        assert set(found) == {"Your free intro: Tuesday!", "New intro: Ana"}
        name = found["Your free intro: Tuesday!"]
        assert "-your-free-intro-tuesday-" in name
        assert name.endswith(".eml")

    def test_nothing_unfinished_is_left(self, folder):
        email()
        send.send_due(NOW)
        assert [path.suffix for path in folder.iterdir()] == [".eml"]

    def test_two_of_one_second_do_not_meet(self, folder):
        for _ in range(5):
            email()
        send.send_due(NOW)
        assert len(list(folder.iterdir())) == 5

    def test_a_folder_that_cannot_be_written_is_told(self, folder):
        folder.parent.joinpath("mail").write_text("a file in its place")
        row = email()
        assert send.send_due(NOW) == {"retried": 1, "broken": 1}
        row.refresh_from_db()
        assert row.last_error == "the e-mail could not be written to a file."
