"""What the outbox tests share: a row to send and a mail server that misbehaves on demand."""

import pytest

from tests.outbox.mailserver import MailServer


@pytest.fixture
def mail_server(settings):
    """A real SMTP server on a port of its own, and the settings that lead to it."""
    with MailServer() as server:
        settings.EMAIL_BACKEND = "forge_site.outbox.backends.SmtpBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 2
        yield server
