"""
A PostgreSQL server of the tests' own: made in a folder, thrown away afterwards.

    python -m tests.postgresql COMMAND ...

runs COMMAND with DATABASE_URL naming such a server, and ends with its exit status.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"


def binaries():
    """Return the folder of initdb and pg_ctl, the newest version first, or None."""
    debian = Path("/usr/lib/postgresql")
    for folder in sorted(debian.glob("*/bin"), key=lambda path: -float(path.parent.name)):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def own_server():
    """Start a server that listens on this machine only; yield the URL of its database."""
    folder = Path(tempfile.mkdtemp(prefix="forge-postgresql-"))
    as_user = []
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        as_user = ["runuser", "-u", USER, "--"]
        shutil.chown(folder, pwd.getpwnam(USER).pw_uid)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    pg_ctl = [*as_user, str(binaries() / "pg_ctl"), "-D", str(folder / "data"), "-w", "-s"]
    options = (
        f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
        "-c fsync=off -c max_connections=200"
    )
    try:
        initdb = [*as_user, str(binaries() / "initdb"), "-D", str(folder / "data")]
        _run([*initdb, "-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync"], folder)
        _run([*pg_ctl, "-l", str(folder / "log"), "-o", options, "start"], folder)
        try:
            yield f"postgres://{USER}@127.0.0.1:{port}/postgres"
        finally:
            _run([*pg_ctl, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(command, folder):
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def main(command):
    if binaries() is None:
        sys.exit("PostgreSQL is not installed. On Debian: apt-get install postgresql")
    with own_server() as url:
        process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
        # Ended from outside, COMMAND ends first, and the server behind it as always.
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
