"""
What Lighthouse says of every public template, on a phone: prints a table, and ends with 1
unless accessibility, best practices and SEO are 100 on each. Some eight minutes.

    npm install --prefix . --no-save lighthouse@12.8.2
    python -m tests.bench.lighthouse [PATH ...]

Serves a sample site of its own, said to be real and live. Pages that are missing, or that
search engines are asked to leave out, fail the audits that say just that (MEANT): left out
there, and nowhere else. CHROMIUM and LIGHTHOUSE name other programs than those found.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.browser.conftest import BROWSERS, served
from tests.faults.site import BASE_DIR, SiteFolder

TEMPLATES = BASE_DIR / "templates"
# On a machine that is busy a trace is now and then cut short (NO_NAVSTART).
TRIES = 4
MUST_BE_100 = ("accessibility", "best-practices", "seo")
FIGURES = {
    "largest-contentful-paint": "LCP",
    "total-blocking-time": "TBT",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}
# One address for each template; what stands in braces is filled in by PREPARE.
PAGES = {
    "site/home.html": "/",
    "site/intro.html": "/how-the-free-intro-works/",
    "site/programs.html": "/programs/",
    "site/program.html": "/programs/foundations/",
    "site/coaches.html": "/coaches/",
    "site/coach.html": "/coaches/maya-ellison/",
    "site/questions.html": "/questions/",
    "site/contact.html": "/contact/",
    "site/page.html": "/privacy/",
    "site/landing.html": "/lift/",
    "site/timetable.html": "/timetable/",
    "articles/index.html": "/articles/",
    "articles/article_detail.html": "/articles/lower-back-pain-and-training/",
    "bookings/book.html": "/free-intro/",
}
HIDDEN_PAGES = {
    "articles/search.html": "/articles/search/?q=back",
    "bookings/booked.html": "/free-intro/done/{booked}/",
    "bookings/requested.html": "/free-intro/done/{requested}/",
    "bookings/cancelled.html": "/free-intro/done/{cancelled}/",
    "bookings/manage.html": "/free-intro/b/{token}/",
    "bookings/cancel.html": "/free-intro/b/{token}/?cancel=1",
    "bookings/gone.html": "/free-intro/b/ended/",
    "404.html": "/no-such-page/",
    "410.html": "/taken-down/",
    "400.html": "/%00/",
}
# Who asks to be left out, or is not there; the browser's console names a status of 404.
MEANT = {"is-crawlable", "http-status-code", "errors-in-console"}
# Answers to a POST or of a broken site: axe and the Nu checker see those. The last is a frame.
NOT_TO_BE_OPENED = {"403.html", "500.html", "bookings/unavailable.html"}
NO_PAGES = {"base.html", "articles/feed_entry.html"}

PREPARE = """
import json
from datetime import time
from bookings import links
from articles.models import Article
from bookings.models import Intro
from forge_site.gym.models import Coach, Gym, GroupClass, Page, Program, Question, Redirect
for model in (Article, Coach, Gym, Page, Program, Question):
    model.objects.update(is_sample=False)
Gym.objects.update(is_live=True)
Page.objects.create(title="Lift before work", slug="lift", lead="Early.", is_landing=True,
                    body="<h2>How it goes</h2><p>Early.</p>")
first = Program.objects.first()
GroupClass.objects.create(weekday=0, starts=time(6), ends=time(7), program=first)
Redirect.objects.create(old_path="/taken-down/")
found = {one.status: one for one in Intro.objects.order_by("starts_at")}
print(json.dumps({name: found[name].reference for name in ("booked", "requested", "cancelled")}
                 | {"token": links.token(found["booked"])}))
"""


def main(wanted):
    """Look at the pages whose path is `wanted`, all if none is; return the exit code."""
    check_that_every_template_is_here()
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        data = Path(folder) / "site"
        data.mkdir()
        prepared = SiteFolder(data, "")
        prepared.manage("quickstart", "--no-serve", timeout=600)
        told = prepared.manage("shell", "-v0", "-c", PREPARE).stdout
        names = json.loads(told.strip().splitlines()[-1])
        failed = False
        with served(data) as site:
            for pages, meant in ((PAGES, set()), (HIDDEN_PAGES, MEANT)):
                for path in pages.values():
                    path = path.format(**names)
                    if not wanted or path in wanted:
                        failed |= bool(look(site.url, path, meant, Path(folder)))
    return int(failed)


def check_that_every_template_is_here():
    names = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("[!_]*.html")}
    pages = {
        name
        for name in names - NOT_TO_BE_OPENED - NO_PAGES
        if not name.startswith(("admin/", "emails/", "articles/diagrams/"))
    }
    if pages != set(PAGES) | set(HIDDEN_PAGES):
        sys.exit(f"Not in step with templates/: {pages ^ (set(PAGES) | set(HIDDEN_PAGES))}")


def look(url, path, meant, folder):
    """Print what Lighthouse says of `path`; return the names of the audits that failed."""
    report = folder / "report.json"
    for _ in range(TRIES):
        report.unlink(missing_ok=True)
        ended = run_lighthouse(url + path, report)
        if ended.returncode == 0 and report.exists():
            break
    else:
        print(f"could not be looked at: {ended.stderr.strip()[-200:]}  {path}")
        return {"lighthouse"}
    found = json.loads(report.read_text())
    audits = found["audits"]
    failed = {
        ref["id"]
        for name in MUST_BE_100
        for ref in found["categories"][name]["auditRefs"]
        if ref["weight"]
        and (audits[ref["id"]]["score"] or 0) < 1
        and audits[ref["id"]]["scoreDisplayMode"]
        not in ("notApplicable", "manual", "informative")
    } - meant
    speed = found["categories"]["performance"]["score"]
    figures = "  ".join(
        f"{short} {audits[name].get('displayValue', '?').removeprefix('Total size was ')}"
        for name, short in FIGURES.items()
    )
    verdict = ", ".join(sorted(failed)) or "100 100 100"
    print(f"{verdict}  speed {round((speed or 0) * 100)}  {figures}  {path[:60]}", flush=True)
    return failed


def run_lighthouse(address, report):
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)))
    return subprocess.run(
        [
            os.environ.get("LIGHTHOUSE") or BASE_DIR / "node_modules/.bin/lighthouse",
            address,
            "--quiet",
            "--ignore-status-code",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(('performance', *MUST_BE_100))}",
            "--chrome-flags=--headless=new --no-sandbox",
        ],
        env=os.environ | {"CHROME_PATH": browser},
        capture_output=True,
        text=True,
        timeout=180,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
