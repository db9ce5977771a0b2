"""
What has to be right before Django can load: Python, Django itself, and a `.env`.

Nothing here imports Django, so that a wrong version gets a sentence, not a traceback.
"""

import argparse
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
DEFAULT_ADDRESS = "127.0.0.1:8000"


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
    try:
        path.touch(mode=0o600)
        path.write_text(
            "# Settings of this installation. Every other setting: see .env.example.\n"
            f"SECRET_KEY={secrets.token_urlsafe(50)}\n",
            encoding="utf-8",
        )
    except OSError as problem:
        sys.exit(
            f"The folder {path.parent} cannot be written to ({problem.strerror}). Unpack the "
            "site where you may write, or set SECRET_KEY and DATA_DIR in the environment."
        )
    print(f"Wrote {path.name} with a new secret key.")
    return True


def follow_address(arguments, environ=os.environ, env_file=ENV_FILE):
    """
    Let `--host` and `--port` of quickstart decide BIND, and by it the default SITE_URL.

    Here and not in the command, because settings read SITE_URL before a command begins.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("--host")
    parser.add_argument("--port")
    try:
        asked, _ = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return  # The command says so, in its own words.
    if asked.port and not is_port(asked.port):
        return  # So it does here.
    if asked.host or asked.port:
        written = environ.get("BIND") or _bind_in(env_file)
        host, port = split_address(written or DEFAULT_ADDRESS)
        environ["BIND"] = joined_address(asked.host or host, asked.port or port)


def _bind_in(env_file):
    """Return BIND as `env_file` has it. Leaves the environment as it is."""
    from environ import Env  # Late: it may be missing, which has had its sentence by now.

    class Apart(Env):
        ENVIRON = {}

    if env_file.exists():
        Apart.read_env(env_file)
    return Apart.ENVIRON.get("BIND", "")


def split_address(address):
    """Return host and port (text) of an address such as 127.0.0.1:8000 or [::1]:8000."""
    host, _, port = address.rpartition(":")
    return host.strip("[]"), port


def is_port(text):
    """Return True if `text` is a port's number. "²".isdigit() is True, hence isdecimal."""
    return text.isascii() and text.isdecimal() and 0 < int(text) < 65_536


def joined_address(host, port):
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def name_settings():
    """Tell Django where the settings are, unless the environment names others."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forge_site.settings")


def _dotted(version):
    return ".".join(str(part) for part in version)
