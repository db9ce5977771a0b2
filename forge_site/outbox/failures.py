"""
What went wrong with an e-mail: in words a coach understands, and whether to try again.

Replies of 5xx about the address or the message are permanent (RFC 5321 §4.2.1); 5xx about
our login or our From address are a wrong setting, which somebody will mend, so these are
tried again. Pure.
"""

import smtplib
from typing import NamedTuple

CANNOT_REACH = "the mail server cannot be reached."
NO_ANSWER = "the mail server did not answer in time."
HUNG_UP = "the mail server broke off."
BUSY = "the mail server asks to try later."
NO_LOGIN = "the mail server refuses our name or password."
NOT_OUR_SENDER = "the mail server refuses the address our e-mails come from."
WRONG_SENDER = "the address our e-mails come from is no e-mail address."
NO_ENCRYPTION = "the mail server offers no encryption."
NO_ADDRESS = "there is no such address."
MAILBOX_FULL = "the mailbox is full."
ADDRESS_REFUSED = "the mail server refuses this address."
MESSAGE_REFUSED = "the mail server refuses this e-mail."
NOT_WRITTEN = "the e-mail could not be written to a file."
CANNOT_BE_SENT = "an address or a line in it cannot be sent as it is."
UNKNOWN = "something unexpected went wrong."

# RFC 5321 §4.2.3, and RFC 4954 §6 for what a server that wants a login answers.
UNKNOWN_MAILBOX = frozenset({550, 551, 553})
STORAGE_EXCEEDED = 552
LOGIN_WANTED = frozenset({530, 534, 535, 538})


class WrongSender(OSError):
    """Our own From address is no address: a setting to mend, no fault of an e-mail."""


class Failure(NamedTuple):
    """`is_permanent`: no use in trying again. `ends_batch`: no use in trying others now."""

    words: str
    is_permanent: bool = False
    ends_batch: bool = False


def explain(error):
    """Return the Failure that `error`, raised while delivering one e-mail, stands for."""
    match error:
        case WrongSender():
            return Failure(WRONG_SENDER, ends_batch=True)
        case smtplib.SMTPRecipientsRefused(recipients=recipients):
            return refused(recipients)
        case smtplib.SMTPAuthenticationError():
            return Failure(NO_LOGIN, ends_batch=True)
        case smtplib.SMTPSenderRefused(smtp_code=code):
            return Failure(sender_refused(code), ends_batch=True)
        case smtplib.SMTPDataError(smtp_code=code):
            return Failure(MESSAGE_REFUSED, True) if code >= 500 else Failure(BUSY)
        case smtplib.SMTPNotSupportedError():
            return Failure(NO_ENCRYPTION, ends_batch=True)
        case smtplib.SMTPServerDisconnected(__context__=TimeoutError()):
            return Failure(NO_ANSWER, ends_batch=True)
        case smtplib.SMTPServerDisconnected():
            return Failure(HUNG_UP, ends_batch=True)
        case smtplib.SMTPException():
            return Failure(BUSY, ends_batch=True)
        case TimeoutError():
            return Failure(NO_ANSWER, ends_batch=True)
        case OSError(filename=name) if name:
            return Failure(NOT_WRITTEN, ends_batch=True)
        # Before ValueError: a certificate that does not fit is both.
        case OSError():
            return Failure(CANNOT_REACH, ends_batch=True)
        case ValueError() | TypeError() | KeyError() | AttributeError():
            return Failure(CANNOT_BE_SENT, is_permanent=True)
    return Failure(UNKNOWN)


def sender_refused(code):
    """Return the words for MAIL FROM being answered with `code`."""
    if code in LOGIN_WANTED:
        return NO_LOGIN
    return NOT_OUR_SENDER if code >= 500 else BUSY


def refused(recipients):
    """Return the Failure for `recipients`, {address: (code, reply)}, refused by a server."""
    codes = [code for code, _ in recipients.values()]
    if any(code in LOGIN_WANTED for code in codes):
        return Failure(NO_LOGIN, ends_batch=True)
    if any(code < 500 for code in codes):
        return Failure(BUSY)
    if all(code in UNKNOWN_MAILBOX for code in codes):
        return Failure(NO_ADDRESS, is_permanent=True)
    if STORAGE_EXCEEDED in codes:
        return Failure(MAILBOX_FULL, is_permanent=True)
    return Failure(ADDRESS_REFUSED, is_permanent=True)


def detail(error):
    """Return what was really said, for whoever mends it, cut to 2,000 letters."""
    return f"{type(error).__name__}: {error}"[:2000]
