"""
Where e-mails go: to a mail server, or to files as long as none is set up.

Both differ from Django's: its SMTP backend forgets which of several addresses were
refused, its file backend writes `.log` files that no mail program opens.
"""

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.utils import timezone


class SmtpBackend(EmailBackend):
    """Django's SMTP backend that notes as `message.refused` whom the server refused."""

    def _send(self, message):
        """Send `message`. Raises smtplib.SMTPException if the server takes it for nobody."""
        encoding = message.encoding or settings.DEFAULT_CHARSET
        # As the server knows them: müller.de is xn--mller-kva.de there (RFC 5891).
        written = {sanitize_address(one, encoding): one for one in message.recipients()}
        refused = self.connection.sendmail(
            sanitize_address(message.from_email, encoding),
            list(written),
            message.message().as_bytes(linesep="\r\n"),
        )
        message.refused = {written[address]: reply for address, reply in refused.items()}
        return True


class EmlFileBackend(BaseEmailBackend):
    """
    Writes each e-mail to a file of its own in EMAIL_FILE_PATH, for any mail program to open.

    A file appears complete or not at all: it is written under another name and renamed.
    """

    def send_messages(self, email_messages):
        """Write `email_messages` and return their number. Raises OSError if it cannot."""
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            content = message.message().as_bytes()
            path = folder / file_name(message, timezone.now())
            unfinished = path.with_suffix(f".{os.getpid()}.part")
            unfinished.write_bytes(content)
            unfinished.replace(path)
        return len(email_messages)


def file_name(message, now):
    """
    Return such as "20261123-173000-your-free-intro-5f1c0a9e.eml": time (UTC), subject, and
    a mark of Message-ID and recipients, so that trying an e-mail again makes no second file
    in the same second and no name of a person stands in a folder's listing.
    """
    subject = re.sub(r"[^a-z0-9]+", "-", str(message.subject).lower()).strip("-")[:40]
    told_apart = "".join([str(message.extra_headers.get("Message-ID", "")), *message.to])
    mark = hashlib.sha256(told_apart.encode(errors="replace")).hexdigest()[:8]
    return f"{now:%Y%m%d-%H%M%S}-{subject.strip('-') or 'e-mail'}-{mark}.eml"
