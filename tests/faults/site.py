"""
The real thing, for tests that kill it: a folder with a database of its own, migrated, and
the site's processes running on it.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

BASE_DIR = Path(__file__).resolve().parents[2]
ALIAS = "site"


class SiteFolder:
    """A DATA_DIR with its database. `env` is what a process of this site needs."""

    def __init__(self, path, database_url, **env):
        self.path = path
        self.database_url = database_url
        self.env = {
            name: value
            for name, value in os.environ.items()
            if name not in ("EMAIL_URL", "ALERT_EMAILS", "SITE_URL", "DJANGO_SETTINGS_MODULE")
        } | {
            "SECRET_KEY": "faults-only-" + "k" * 50,
            "DATA_DIR": str(path),
            "DATABASE_URL": database_url,
            "PYTHONUNBUFFERED": "1",
        }
        self.env |= env
        self._started = []

    def manage(self, *arguments, timeout=180, **options):
        """Run `manage.py` to its end and return the CompletedProcess; a failure is an error."""
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=BASE_DIR,
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
            timeout=timeout,
            **options,
        )

    def start(self, *command, own_group=False, **env):
        """
        Start a process of this site; it is ended with the test. Its output is in `log()`.

        With `own_group` it leads a process group, which can be killed as one.
        """
        with (self.path / "log.txt").open("ab") as log:
            process = subprocess.Popen(
                command,
                cwd=BASE_DIR,
                env=self.env | env,
                stdout=log,
                stderr=log,
                start_new_session=own_group,
            )
        self._started.append(process)
        return process

    def start_sender(self, *arguments):
        return self.start(sys.executable, "manage.py", "send_outbox", *arguments)

    def start_gunicorn(self, **options):
        return self.start(
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "forge_site/gunicorn.conf.py",
            **options,
        )

    def serve(self, **options):
        """Start gunicorn on a free port, wait for it: .url, .port, .process, .folder."""
        port = free_port()
        process = self.start_gunicorn(BIND=f"127.0.0.1:{port}", **options)
        until(lambda: listens(port), what="gunicorn listening")
        return SimpleNamespace(
            url=f"http://127.0.0.1:{port}", port=port, process=process, folder=self
        )

    def log(self):
        path = self.path / "log.txt"
        return path.read_text(errors="replace") if path.exists() else ""

    def end(self):
        """End every process that was started here, and its children with it."""
        for process in self._started:
            if process.poll() is None:
                children = children_of(process.pid)
                process.terminate()
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
                for child in children:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(child, signal.SIGKILL)


def until(holds, seconds=40, what=""):
    """Return what `holds()` returns as soon as that is true; fail after `seconds`."""
    end = time.monotonic() + seconds
    while True:
        result = holds()
        if result:
            return result
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what or holds}")
        time.sleep(0.1)


def is_alive(pid):
    """Return True if `pid` is a running process, not a zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def children_of(pid, command=""):
    """Return the living children of `pid` whose command line holds `command`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, IndexError):
            continue
        if parent == pid and command in line and is_alive(int(entry.name)):
            found.append(int(entry.name))
    return sorted(found)


def free_port():
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port):
    """Return True if somebody accepts connections on `port`."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0
