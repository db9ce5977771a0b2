"""
All settings, in one file. The first block reads the environment (and `.env`);
the rest is constant, with the reason where it is not plain.

`SITE_URL` decides the scheme: https turns on the redirect, HSTS and Secure `__Host-`
cookies; http is for loopback only and turns them off, so that a first run just works.
"""

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from forge_site.env import (
    address_from,
    admin_path_from,
    data_dir_from,
    database_from,
    email_addresses_from,
    email_from,
    hosts_from,
    is_loopback,
    log_level_from,
    secret_key_from,
    sender_from,
    site_url_at,
    site_url_from,
    whole_number_from,
    yes_or_no_from,
)
from forge_site.first_run import DEFAULT_ADDRESS

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DATA_DIR = data_dir_from(env, BASE_DIR / "var")
DEBUG = yes_or_no_from(env, "DEBUG", False)
BIND = address_from(env, DEFAULT_ADDRESS)
SITE_URL = site_url_from(env.str("SITE_URL", default="") or site_url_at(BIND))
SITE_HOST = urlsplit(SITE_URL).hostname or ""
HTTPS = SITE_URL.startswith("https://")
SECRET_KEY = secret_key_from(env)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DATABASES = {"default": database_from(env.str("DATABASE_URL", default=""), DATA_DIR)}
EMAIL_URL = env.str("EMAIL_URL", default="")
ALERT_EMAILS = email_addresses_from(env, "ALERT_EMAILS")
DEFAULT_FROM_EMAIL = sender_from(env, f"Forge Fitness <intro@{SITE_HOST}>")
# How many proxies of our own stand in front and add to X-Forwarded-For. With 0 the
# header is never believed, since any visitor can send it.
TRUSTED_PROXIES = whole_number_from(env, "TRUSTED_PROXIES", 0)
# The server's own two (gunicorn.conf.py), read here so that every command refuses a wrong one.
WEB_CONCURRENCY = whole_number_from(env, "WEB_CONCURRENCY", 2, least=1)
OUTBOX_SENDER = yes_or_no_from(env, "OUTBOX_SENDER", True)
ADMIN_PATH = admin_path_from(env)
LEAD_RETENTION_MONTHS = whole_number_from(env, "LEAD_RETENTION_MONTHS", 24)
OUTBOX_BODY_DAYS = whole_number_from(env, "OUTBOX_BODY_DAYS", 30)
# Stored intros beyond which further ones are held back for a coach to look at. 0: no limit.
INTROS_PER_ADDRESS_A_DAY = whole_number_from(env, "INTROS_PER_ADDRESS_A_DAY", 3)
INTROS_PER_NETWORK_AN_HOUR = whole_number_from(env, "INTROS_PER_NETWORK_AN_HOUR", 10)
INTROS_AN_HOUR = whole_number_from(env, "INTROS_AN_HOUR", 60)
LOG_LEVEL = log_level_from(env)

if not HTTPS and not is_loopback(SITE_HOST):
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL}. Plain http is only for this machine (127.0.0.1 or "
        "localhost). Set SITE_URL=https://your-domain."
    )
if DEBUG and not is_loopback(SITE_HOST):
    raise ImproperlyConfigured(
        "DEBUG=True shows the site's inside to every visitor. Remove it from the "
        "environment, or set SITE_URL to http://127.0.0.1:8000."
    )

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "forge_site.apps.DeskConfig",
    "django_prose_editor",
    "js_asset",
    "forge_site.web",
    "forge_site.gym",
    "forge_site.outbox",
    "articles",
    "bookings",
    "forge_site.apps.RoofConfig",
]

MIDDLEWARE = [
    # First, so that static files, redirects and error pages carry the headers as well.
    "forge_site.web.security.SecurityHeadersMiddleware",
    "forge_site.web.addresses.refuse_nul",
    "forge_site.web.head.without_body",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "forge_site.web.compression.PublicGZipMiddleware",
    "forge_site.web.prefetching.PrefetchingMiddleware",
    "forge_site.web.cookies.none_outside_the_desk",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "forge_site.web.methods.MethodsMiddleware",
    "forge_site.web.bodies.BodiesMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "forge_site.gym.desk_clock.on_the_gyms_clock",
]

ROOT_URLCONF = "forge_site.urls"
WSGI_APPLICATION = "forge_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # The first three are for the admin and read nothing until a template asks.
            # No public template does: a public page is the same for everybody.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "forge_site.gym.context.gym",
            ],
        },
    },
]

# Hosts, scheme, cookies

ALLOWED_HOSTS = [SITE_HOST, *hosts_from(env)]
if not HTTPS:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost", "[::1]"]
USE_X_FORWARDED_HOST = False
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Not no-referrer: Django's CSRF check over https needs the referrer of our own pages.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000  # the admin's inlines

# Staff accounts

AUTHENTICATION_BACKENDS = ["forge_site.rights.StaffRights"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=24).total_seconds())
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Language and time. The gym's own zone is a field of Gym, and the desk's: this is for logs.

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# Files

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Browsers read speculation rules under no other type.
WHITENOISE_MIMETYPES = {".speculationrules": "application/speculationrules+json"}
FILE_UPLOAD_PERMISSIONS = 0o644

# E-mail. Only the outbox sender talks to a mail server, see forge_site/outbox.

vars().update(email_from(EMAIL_URL, DATA_DIR))
EMAIL_TIMEOUT = 10
SERVER_EMAIL = parseaddr(DEFAULT_FROM_EMAIL)[1]
EMAIL_SUBJECT_PREFIX = ""

# Logs: to stdout, without bodies, addresses or names of visitors.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "filters": {"without_keys": {"()": "forge_site.web.logs.WithoutKeys"}},
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "filters": ["without_keys"],
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "level": LOG_LEVEL, "propagate": True},
        # The request line of a signed link is a key: bare 404s say nothing worth it.
        "django.request": {"level": "ERROR"},
        # Scanners forge the Host all day: they get their 400, nobody needs a traceback.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django.security.RequestDataTooBig": {"level": "CRITICAL"},
        "django.security.TooManyFieldsSent": {"level": "CRITICAL"},
        "django.security.TooManyFilesSent": {"level": "CRITICAL"},
        "django.server": {"handlers": [], "level": "ERROR"},
    },
}
