"""
Turns a row of the outbox into a message and hands it to a mail server.

From, Message-ID and Date are added here. What a visitor may have typed reaches a header
through `one_line` only, so that nobody adds a header of their own (RFC 5322 §2.2: a field
ends at the first CRLF).
"""

import re
import unicodedata
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.utils import timezone

from forge_site.outbox.addresses import mailable
from forge_site.outbox.failures import WrongSender

# RFC 5322 §2.2: printable ASCII without the colon; narrower, as all real names are.
HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
OWN_HEADERS = frozenset(
    {"from", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "sender"}
)


def deliver(email, connection, sender):
    """
    Hand `email` to `connection`, an open mail backend, as from `sender`.

    Goes to the mailable addresses that have not had it yet. Returns those the server
    refused, {address: (code, reply)}, while it took others. Raises OSError
    (smtplib.SMTPException is one) if it took none, WrongSender if `sender` is no address,
    ValueError for a message that no server could take.
    """
    check_sender(sender)
    waiting = still_waiting(email)
    message = compose(email, sender)
    message.to, everyone = waiting, message.to
    message.extra_headers["To"] = ", ".join(everyone)
    connection.send_messages([message])
    return getattr(message, "refused", {})


def still_waiting(email):
    """Return the mailable addresses of `email` that no server has taken so far."""
    return [address for address in mailable(email.to) if address not in email.delivered_to]


def compose(email, sender):
    """
    Return `email` as Django's message: text, HTML beside it, attachments below.

    Raises ValueError for an address, a header name or an attachment that cannot be sent.
    """
    message = EmailMultiAlternatives(
        subject=one_line(email.subject),
        body=email.text,
        from_email=sender,
        to=[address_only(address) for address in mailable(email.to)],
        # An answer to a made-up address (the sample gym's own) would reach nobody.
        reply_to=[address_only(address) for address in mailable([email.reply_to])],
        attachments=[attached(one) for one in email.attachments],
        headers=headers(email),
    )
    if email.html:
        message.attach_alternative(email.html, "text/html")
    return message


def headers(email):
    """
    Return the headers beyond subject and addresses.

    Auto-Submitted keeps other machines from answering (RFC 3834 §5); the Message-ID stays
    the same however often an e-mail is tried, so that a repeat can be told as one.
    """
    made = {
        "Message-ID": f"<{email.key}@{message_id_host()}>",
        "Date": format_datetime(timezone.now()),
        "Auto-Submitted": "auto-generated",
    }
    for name, value in email.headers.items():
        if not HEADER_NAME.fullmatch(name) or name.lower() in OWN_HEADERS:
            raise ValueError(f"An e-mail may not set the header {name!r}.")
        made[name] = one_line(value)
    return made


def message_id_host():
    """Return what stands behind the @ of a Message-ID: SITE_HOST, or a word in its place."""
    host = settings.SITE_HOST
    return host if re.fullmatch(r"[A-Za-z0-9.-]+", host) else "localhost"


def from_address(gym):
    """Return who our e-mails come from: the gym's own address, else DEFAULT_FROM_EMAIL."""
    if gym.from_address:
        return formataddr((one_line(gym.name), one_line(gym.from_address)))
    return settings.DEFAULT_FROM_EMAIL


def check_sender(sender):
    """Raise WrongSender unless an e-mail can come from `sender`."""
    try:
        written = sanitize_address(sender, settings.DEFAULT_CHARSET)
        address_only(parseaddr(written)[1])
    except ValueError as problem:
        raise WrongSender(str(problem)) from problem


def one_line(value):
    """Return `value` as one line of text, without control and invisible format characters."""
    plain = "".join(
        letter
        for letter in " ".join(str(value).split())
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs")
    )
    return " ".join(plain.split())


def address_only(address):
    """Return `address` unchanged. Raises ValueError if it holds a blank or a line's end."""
    if not address.isprintable() or len(address.split()) != 1 or "@" not in address:
        raise ValueError(f"Not one e-mail address: {address!r}")
    return address


def attached(attachment):
    """
    Return the MIME part for {"name", "mime", "text"}.

    `mime` keeps its parameters: "text/calendar; method=REQUEST" is what makes a mail
    program offer the appointment (RFC 6047 §2.4).
    """
    if not {"name", "mime", "text"} <= attachment.keys():
        raise ValueError("An attachment needs name, mime and text.")
    declared = Message()
    declared["Content-Type"] = one_line(attachment["mime"])
    if declared.get_content_maintype() != "text":
        raise ValueError(f"Only text is attached, not {attachment['mime']!r}.")
    part: MIMEBase = MIMEText(attachment["text"], declared.get_content_subtype(), "utf-8")
    for name, value in declared.get_params()[1:]:
        if name.lower() != "charset":
            part.set_param(name, value)
    part.add_header("Content-Disposition", "attachment", filename=one_line(attachment["name"]))
    return part
