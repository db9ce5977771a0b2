"""
What has to be right before Django can load: Python, Django itself, and a `.env`.

Nothing here imports Django, so that a wrong version gets a sentence, not a traceback.
"""

import os
import secrets
import sys
from importlib import metadata
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = BASE_DIR / ".env"
OLDEST_PYTHON = (3, 11)
OLDEST_DJANGO = (5, 2, 19)
NEXT_DJANGO = (6, 0)


def refuse_old_python(version=None):
    """Leave with a sentence if this Python is older than the site needs."""
    version = tuple(version or sys.version_info[:3])
    if version < OLDEST_PYTHON:
        sys.exit(
            f"Forge Fitness needs Python {_dotted(OLDEST_PYTHON)} or newer; this is "
            f"{_dotted(version)}. Install python{_dotted(OLDEST_PYTHON)}, remove the .venv "
            "folder and run the README's first command again."
        )


def refuse_other_django(installed=None):
    """Leave with a sentence if Django is missing, too old or of another series."""
    mend = "Run: .venv/bin/pip install -r requirements.txt"
    try:
        installed = installed or metadata.version("Django")
    except metadata.PackageNotFoundError:
        sys.exit(f"Django is not installed for this Python. {mend}")
    version = tuple(int(part) for part in installed.split(".")[:3] if part.isdigit())
    if not OLDEST_DJANGO <= version < NEXT_DJANGO:
        sys.exit(
            f"Forge Fitness runs on Django {_dotted(OLDEST_DJANGO)} up to "
            f"{_dotted(NEXT_DJANGO)}; installed is {installed}. {mend}"
        )


def write_env_file(path=ENV_FILE):
    """
    Write `path` with a random secret key if there is none. Return True if written.

    A SECRET_KEY in the environment is enough too: then no file is written.
    """
    if path.exists() or os.environ.get("SECRET_KEY"):
        return False
    path.write_text(
        "# Settings of this installation. Every other setting: see .env.example.\n"
        f"SECRET_KEY={secrets.token_urlsafe(50)}\n",
        encoding="utf-8",
    )
    path.chmod(0o600)
    return True


def name_settings():
    """Tell Django where the settings are, unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forge_site.settings")


def _dotted(version):
    return ".".join(str(part) for part in version)
