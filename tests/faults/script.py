"""What the fault scripts share when run by hand: a site of its own, one line of JSON."""

import json
import logging
import signal
import sys
import tempfile
import time
from pathlib import Path

from django.db import connections

from tests.faults import databases
from tests.faults.ground import open_gym


def on_a_site_of_its_own(run, **ground):
    """
    Call `run` with the SiteFolder of a migrated site that takes bookings as `ground` says,
    print what it returns as one line, and exit: with 1 if a part names something "broken".
    """
    # Ended from outside, it ends the processes of its site as at any other end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    logging.disable(logging.INFO)  # every request and every SMTP command, otherwise
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="forge-faults-") as name:
        first, second = Path(name) / "migrated", Path(name) / "site"
        first.mkdir()
        second.mkdir()
        with databases.migrated(first) as original, databases.copied(original, second) as site:
            open_gym(site.alias, **ground)
            try:
                counted = run(site)
            except BaseException:
                print(site.log()[-4000:], file=sys.stderr)
                raise
            vendor = connections[site.alias].vendor
    line = {"database": vendor, "took_s": round(time.monotonic() - began, 1)} | counted
    print(json.dumps(line))
    sys.exit(any(part.get("broken") for part in counted.values() if isinstance(part, dict)))
