"""
How gunicorn serves the site, and keeps one e-mail sender beside it.

    gunicorn -c forge_site/gunicorn.conf.py

BIND, WEB_CONCURRENCY and OUTBOX_SENDER come from the environment or `.env`. On the open
internet a buffering proxy (Caddy, nginx) belongs in front: 200 slow connections held up
the first real request for ten seconds without one.
"""

import os
import subprocess
import sys
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
if str(BASE_DIR) not in sys.path:
    sys.path.insert(0, str(BASE_DIR))

from forge_site.env import (  # noqa: E402  needs the path above
    address_from,
    whole_number_from,
    yes_or_no_from,
)
from forge_site.first_run import DEFAULT_ADDRESS  # noqa: E402
from forge_site.outbox.child import SenderChild  # noqa: E402
from forge_site.web.logs import WithoutKeys  # noqa: E402


class Env(environ.Env):
    # A copy: what `.env` says must not stay in the master's environment, or a reload
    # would hand its workers yesterday's values.
    ENVIRON = dict(os.environ)


Env.read_env(BASE_DIR / ".env")
setting = Env()
try:
    bind = address_from(setting, DEFAULT_ADDRESS)
    workers = whole_number_from(setting, "WEB_CONCURRENCY", 2, least=1)
    wants_sender = yes_or_no_from(setting, "OUTBOX_SENDER", True)
except ImproperlyConfigured as problem:
    sys.exit(f"Wrong setting: {problem}")

wsgi_app = "forge_site.wsgi"
chdir = str(BASE_DIR)
worker_class = "gthread"
threads = 4
timeout = 30
graceful_timeout = 30
keepalive = 5
max_requests = 2000
max_requests_jitter = 200
limit_request_line = 4094
limit_request_fields = 50
# By default it believes SCRIPT_NAME from a proxy on this machine, and Caddy hands on what a
# visitor sends: every link of the page would lead to where they say.
forwarder_headers = ""
# It lies in the home folder: two sites collide there, and a read-only home stops both.
control_socket_disable = True
# No access log: the last part of /free-intro/b/<token>/ is the key to somebody's intro.
# A proxy in front that keeps one has to cut it.
accesslog = None
errorlog = "-"
loglevel = "info"


def on_starting(server):
    """Refuse to serve with wrong settings or a database that lacks migrations."""
    ready = [sys.executable, str(BASE_DIR / "manage.py"), "ready"]
    if subprocess.run(ready, cwd=BASE_DIR).returncode:  # noqa: S603  in a process of its own
        sys.exit(1)


def when_ready(server):
    """Start the sender, and look after it each time the master looks after its workers."""
    server.log.error_log.addFilter(WithoutKeys())
    server.outbox_sender = SenderChild(server.log)
    server.outbox_sender_wanted = wants_sender
    manage_workers = server.manage_workers

    def manage_workers_and_sender():
        manage_workers()
        if server.outbox_sender_wanted:
            server.outbox_sender.watch()

    server.manage_workers = manage_workers_and_sender


def on_reload(server):
    """Replace the sender, which holds the old code and settings."""
    server.outbox_sender_wanted = wants_sender
    if wants_sender:
        server.outbox_sender.replace()
    else:
        server.outbox_sender.end()


def on_exit(server):
    """End the sender. It ends by itself if the master could not come this far."""
    server.outbox_sender.end()
