"""
Gunicorn as the child of `quickstart`: the address tried, the child started, awaited, ended.

A child and not the command itself, so that no worker inherits the command's database
connection, and so that "where to look" is printed when the site truly answers.
"""

import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import CommandError

from forge_site.env import is_loopback
from forge_site.first_run import is_port, joined_address

EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  compared with, not bound to
SECONDS_TO_START = 60
GUNICORN = ("-c", "forge_site/gunicorn.conf.py", "--log-level", "warning", "forge_site.wsgi")
PR_SET_PDEATHSIG = 1  # prctl(2)


class CannotStart(CommandError):
    """What keeps the site from being served, as a sentence that says what to do."""


def refuse_address(host, port):
    """Raise CannotStart if the site cannot listen on `host` and `port` (text)."""
    if not is_port(port):
        raise CannotStart(f"“{port}” is no port. Use --port with a number such as 8000.")
    if not settings.HTTPS and not is_loopback(host) and host not in EVERY_ADDRESS:
        raise CannotStart(
            f"Without https the site is for this machine only, not for “{host}”. Use --host "
            "127.0.0.1, or set SITE_URL=https://your-domain."
        )
    try:
        found = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
        with socket.socket(*found[:3]) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(found[4])
    except OSError as problem:
        raise CannotStart(_sentence(problem, host, port)) from problem


def _sentence(problem, host, port):
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program. Stop that one, or choose another port: "
            f"quickstart --port {int(port) % 65_535 + 1}."
        )
    if problem.errno == errno.EACCES:
        return f"Port {port} needs more rights than this user has. Use --port 8000."
    return f"“{host}” is not an address of this machine. Use --host 127.0.0.1."


def serve(host, port, announce):
    """
    Serve on `host` and `port` until told to stop; call `announce` once the site answers.

    Ends with Ctrl-C, SIGTERM or SIGHUP, each after the requests at work are answered.
    Raises CannotStart if the server ends by itself.
    """
    asked = []
    server = None

    def stop(number, frame):
        asked.append(number)
        if server:  # in peace at first, at once when asked again
            server.send_signal(signal.SIGTERM if len(asked) == 1 else signal.SIGINT)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    server = subprocess.Popen(  # noqa: S603  no shell, no input
        [sys.executable, "-m", "gunicorn", *GUNICORN],
        cwd=settings.BASE_DIR,
        env=os.environ | {"BIND": joined_address(host, port)},
        # Out of the terminal's reach: a Ctrl-C that hits workers and master at once has left
        # a worker hanging for its 30 seconds of grace (seen in one of eight tries).
        process_group=0,
        preexec_fn=_end_with_parent,
    )
    if asked:
        server.terminate()
    if _answers(server, host, port):
        announce()
    server.wait()
    if not asked:
        raise CannotStart("The server has ended by itself; what it said stands above.")


def _end_with_parent():
    """Between fork and exec: ask the kernel to end the server when this process is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(server, host, port):
    """Return True once the site answers, False if the server has ended or never does."""
    if host in EVERY_ADDRESS:
        host = "127.0.0.1"
    deadline = time.monotonic() + SECONDS_TO_START
    while server.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection(host, int(port), timeout=5)
        try:
            # Not /healthz: it calls for a person until the sender has given its first sign.
            connection.request("HEAD", "/robots.txt", headers={"Host": settings.SITE_HOST})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return True
        finally:
            connection.close()
    return False
