"""
The site's settings as the tests use them: a key of their own, files in a folder of their
own, no manifest to collect. `DATABASE_URL` chooses the database as it does for the site.
"""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "k" * 50)
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="forge-tests-"))
os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
os.environ.pop("EMAIL_URL", None)
os.environ.pop("ALERT_EMAILS", None)

from forge_site.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from where they lie: nothing is collected.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as the site has it: a database in memory is one connection for all threads, and
    # a page of the live server that asks for two things at once would mix up its transactions.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "tests.sqlite3"}  # noqa: F405
