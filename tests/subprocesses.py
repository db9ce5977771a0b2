"""Commands of the site run as a newcomer runs them: in a process and a folder of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = "a-key-for-tests-" + "k" * 40
OURS = (
    "ADMIN_PATH",
    "ALERT_EMAILS",
    "ALLOWED_HOSTS",
    "BIND",
    "DATABASE_URL",
    "DATA_DIR",
    "DEBUG",
    "DEFAULT_FROM_EMAIL",
    "DJANGO_SETTINGS_MODULE",
    "EMAIL_URL",
    "INTROS_AN_HOUR",
    "INTROS_PER_ADDRESS_A_DAY",
    "INTROS_PER_NETWORK_AN_HOUR",
    "LEAD_RETENTION_MONTHS",
    "LOG_LEVEL",
    "OUTBOX_BODY_DAYS",
    "OUTBOX_SENDER",
    "SECRET_KEY",
    "SECRET_KEY_FALLBACKS",
    "SITE_URL",
    "TRUSTED_PROXIES",
    "WEB_CONCURRENCY",
)


def bare_environment(**settings):
    """Return the environment of a new machine, with only these settings of the site."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    return environ | {name: str(value) for name, value in settings.items()}


def manage(root, *arguments, timeout=60, **settings):
    """Run `manage.py` in `root` and return the finished process, texts decoded."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=root,
        env=bare_environment(**settings),
        capture_output=True,
        text=True,
        timeout=timeout,
    )


def refusal(finished):
    """
    Return the one sentence-block a refused command printed, having checked that it is one.

    One line, no traceback, exit 1.
    """
    assert finished.returncode == 1, finished.stdout + finished.stderr
    assert "Traceback" not in finished.stderr
    lines = finished.stderr.strip().splitlines()
    assert len(lines) == 1, finished.stderr
    return lines[0]
