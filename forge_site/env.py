"""
What the environment says, turned into Django settings or into one clear sentence.

Pure functions, called by `settings.py`; a wrong value raises ImproperlyConfigured with
what to do about it.
"""

import os
import re
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

from forge_site.first_run import is_port, joined_address, split_address

# One writer at a time, each waiting its turn: measured with 100 clients for one time,
# Django's defaults gave 5 errors in 1,000, WAL alone 11, these none. FULL, because
# NORMAL may lose the last acknowledged lead when the power goes.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        "PRAGMA foreign_keys=ON;PRAGMA journal_size_limit=67108864;"
    ),
}
MAIL_SCHEMES = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "submission")
SHORTEST_KEY = 40
YES, NO = ("1", "true", "yes", "on", "y"), ("0", "false", "no", "off", "n", "")
LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def secret_key_from(env):
    """Return SECRET_KEY. Raises ImproperlyConfigured if it is missing or short."""
    key = env.str("SECRET_KEY", default="")
    how = (
        'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))" '
        "and put it into .env as SECRET_KEY=..., or run manage.py quickstart, which does."
    )
    if not key:
        raise ImproperlyConfigured(f"SECRET_KEY is missing. {how}")
    if len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY has {len(key)} characters and needs {SHORTEST_KEY}. {how}"
        )
    return key


def database_from(url, data_dir):
    """
    Return the DATABASES entry for `url`: SQLite in `data_dir` if empty.

    Raises ImproperlyConfigured for anything but sqlite:// and postgres://.
    """
    known = "Use postgres://user:password@host:5432/name, or leave it empty for SQLite."
    scheme = url.partition(":")[0] if url else "sqlite"
    if scheme not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(f"DATABASE_URL begins with {scheme!r}. {known}")
    try:
        database = environ.Env.db_url_config(url or f"sqlite:///{data_dir / 'forge.sqlite3'}")
    except Exception as problem:
        raise ImproperlyConfigured(
            f"DATABASE_URL cannot be read ({problem}). {known}"
        ) from problem
    if not database.get("NAME"):
        raise ImproperlyConfigured(f"DATABASE_URL names no database. {known}")
    # Not ATOMIC_REQUESTS: every page would take SQLite's write lock.
    database["CONN_MAX_AGE"] = 60
    database["CONN_HEALTH_CHECKS"] = True
    if scheme == "sqlite":
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **SQLITE_OPTIONS}
    return database


def email_from(url, data_dir):
    """
    Return Django's EMAIL_* settings for `url`; without one, mail is written to files.

    Raises ImproperlyConfigured for an unknown scheme or a missing host.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "forge_site.outbox.backends.EmlFileBackend",
            "EMAIL_FILE_PATH": data_dir / "mail",
        }
    scheme = url.partition(":")[0]
    known = "Use smtp+tls://user:password@host:587 or smtp+ssl://user:password@host:465."
    if scheme not in MAIL_SCHEMES:
        raise ImproperlyConfigured(f"EMAIL_URL begins with {scheme!r}. {known}")
    try:
        settings = environ.Env.email_url_config(url)
    except Exception as problem:
        raise ImproperlyConfigured(
            f"EMAIL_URL cannot be read ({problem}). {known}"
        ) from problem
    if not settings.get("EMAIL_HOST"):
        raise ImproperlyConfigured(f"EMAIL_URL names no mail server. {known}")
    wanted = (
        "EMAIL_HOST",
        "EMAIL_PORT",
        "EMAIL_HOST_USER",
        "EMAIL_HOST_PASSWORD",
        "EMAIL_USE_TLS",
        "EMAIL_USE_SSL",
    )
    return {"EMAIL_BACKEND": "forge_site.outbox.backends.SmtpBackend"} | {
        name: settings[name] for name in wanted if settings.get(name) is not None
    }


def whole_number_from(env, name, default, least=0):
    """Return the setting `name` as a number of at least `least`, or ImproperlyConfigured."""
    text = env.str(name, default=str(default)).strip()
    # "²".isdigit() is True
    if not (text.isascii() and text.isdecimal() and int(text) >= least):
        raise ImproperlyConfigured(
            f"{name} is {text!r}. Write a whole number, such as {default}."
        )
    return int(text)


def yes_or_no_from(env, name, default):
    """Return the setting `name` as a bool. Raises ImproperlyConfigured for another word."""
    text = env.str(name, default=str(default)).strip().lower()
    if text not in YES + NO:
        raise ImproperlyConfigured(f"{name} is {text!r}. Write True or False.")
    return text in YES


def address_from(env, default):
    """
    Return BIND, where the server listens: host and port, or `unix:` and a path.

    Raises ImproperlyConfigured if the port is missing or none.
    """
    address = env.str("BIND", default="") or default
    port = split_address(address)[1]
    if not (address.startswith("unix:/") or is_port(port)):
        raise ImproperlyConfigured(
            f"BIND is {address!r}. Write an address and a port, such as {default}."
        )
    return address


def email_addresses_from(env, name):
    """Return the addresses in `name`. Raises ImproperlyConfigured if one is no address."""
    addresses = [text.strip() for text in env.list(name, default=[])]
    for address in addresses:
        _refuse_wrong_email(name, address, address)
    return addresses


def sender_from(env, default):
    """Return DEFAULT_FROM_EMAIL. Raises ImproperlyConfigured if it holds no address."""
    text = env.str("DEFAULT_FROM_EMAIL", default="")
    if not text:
        return default
    _refuse_wrong_email("DEFAULT_FROM_EMAIL", text, parseaddr(text)[1])
    return text


def _refuse_wrong_email(name, text, address):
    try:
        validate_email(address)
    except ValidationError:
        raise ImproperlyConfigured(
            f"{name} is {text!r}. Write an e-mail address, such as coach@your-domain.com."
        ) from None


def hosts_from(env):
    """Return ALLOWED_HOSTS. Raises ImproperlyConfigured for one that means every host."""
    hosts = [host.strip() for host in env.list("ALLOWED_HOSTS", default=[])]
    if "*" in hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is '*', which answers to every name. Write your host names, "
            "separated by commas; that of SITE_URL is among them already."
        )
    return hosts


def site_url_from(text):
    """Return SITE_URL without its last slash. Raises ImproperlyConfigured for a path."""
    parts = urlsplit(text.rstrip("/"))
    if parts.netloc and (parts.path or parts.query or parts.fragment):
        raise ImproperlyConfigured(
            f"SITE_URL is {text}. Leave out what follows the domain, such as "
            f"{parts.scheme}://{parts.netloc}."
        )
    return text.rstrip("/")


def admin_path_from(env):
    """Return ADMIN_PATH without slashes. Raises ImproperlyConfigured if nothing is left."""
    path = env.str("ADMIN_PATH", default="admin").strip("/")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", path):
        raise ImproperlyConfigured(
            f"ADMIN_PATH is {path!r}. Use one word of letters, digits, - or _, such as admin."
        )
    return path


def log_level_from(env):
    """Return LOG_LEVEL. Raises ImproperlyConfigured for a level Python does not know."""
    level = env.str("LOG_LEVEL", default="INFO").upper()
    if level not in LOG_LEVELS:
        raise ImproperlyConfigured(
            f"LOG_LEVEL is {level!r}. Use one of {', '.join(LOG_LEVELS)}."
        )
    return level


def data_dir_from(env, default):
    """Return the folder for all the site writes, made if missing, or say why it cannot be."""
    folder = Path(env.str("DATA_DIR", default="") or default).resolve()
    try:
        # Leads lie in it: nobody else on this machine reads along.
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise ImproperlyConfigured(
            f"The folder {folder} cannot be written to. Make it writable for this user, or set "
            "DATA_DIR to a folder that is."
        )
    return folder


def is_loopback(host):
    """Return True if `host` names this machine."""
    return host in ("localhost", "::1") or host.startswith("127.")


def site_url_at(address):
    """
    Return the SITE_URL of a site that listens on `address` and was given none.

    Raises ImproperlyConfigured for a socket of the file system, which has no such address.
    Always this machine: one that listens on all its addresses (a container with a mapped
    port) is still opened at 127.0.0.1 until SITE_URL says otherwise.
    """
    host, port = split_address(address)
    if not is_port(port):
        raise ImproperlyConfigured(
            f"SITE_URL is missing. BIND is {address}, which no browser can open: set "
            "SITE_URL=https://your-domain."
        )
    return f"http://{joined_address(host if is_loopback(host) else '127.0.0.1', port)}"
