"""
Fixtures for tests in a real Chromium, on the site as it is served: gunicorn, its static
files and pictures, its content policy.

`site` is a site with the sample content, `empty_site` one with none, `long_site` one whose
every name is as long as it may be. They have a DATA_DIR with a SQLite file of their own and
live as long as the session: a test that changes rows takes `own_site`, a fresh copy.

What is not installed skips the test with the reason; with CI=true it fails instead.
"""

import os
import shutil
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.long_names import LONG_NAMES
from tests.faults.site import BASE_DIR, SiteFolder, free_port, listens, until

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
VNU = BASE_DIR / "node_modules/vnu-jar/build/dist/vnu.jar"


def missing(reason):
    """Skip, for want of `reason`; in CI nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason} (CI forbids skips)")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def database_beside_playwright():
    """
    Let Django use the database while Playwright keeps a loop of its own in this thread.

    Set here and not on import: production's checks refuse it, and are tested as well.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def chromium(database_beside_playwright):
    """A running Chromium."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        missing("Chromium is not installed: apt-get install chromium, or set CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def vnu():
    """The command that reads HTML and tells its errors (the Nu checker)."""
    jar = Path(os.environ.get("VNU_JAR") or VNU)
    if not shutil.which("java"):
        missing("Java is not installed, which the Nu HTML checker needs")
    if not jar.is_file():
        missing("The Nu HTML checker is missing: npm install vnu-jar, or set VNU_JAR")
    return ["java", "-Xss4m", "-jar", str(jar), "--errors-only", "--stdout"]


@contextmanager
def served(path, **env):
    """Serve the site whose DATA_DIR is `path`; a SiteFolder with its `url`."""
    port = free_port()
    folder = SiteFolder(
        path,
        "",
        BIND=f"127.0.0.1:{port}",
        SITE_URL=f"http://127.0.0.1:{port}",
        WEB_CONCURRENCY="1",
        OUTBOX_SENDER="False",
        **env,
    )
    folder.url = f"http://127.0.0.1:{port}"
    folder.start_gunicorn()
    try:
        until(lambda: listens(port), 30, what=f"the site on {port}: {folder.log()}")
        yield folder
    finally:
        folder.end()


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory):
    """A DATA_DIR that quickstart has filled. Copied, never served itself."""
    path = tmp_path_factory.mktemp("sample")
    SiteFolder(path, "").manage("quickstart", "--no-serve", timeout=300)
    return path


@pytest.fixture(scope="session")
def site(sample_data, tmp_path_factory):
    with served(copy(sample_data, tmp_path_factory.mktemp("site"))) as folder:
        yield folder


@pytest.fixture
def own_site(sample_data, tmp_path):
    """The sample site for one test alone, which may change its rows through `manage`."""
    with served(copy(sample_data, tmp_path / "own")) as folder:
        yield folder


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory):
    path = tmp_path_factory.mktemp("empty")
    SiteFolder(path, "").manage("quickstart", "--no-serve", "--no-sample", timeout=120)
    with served(path) as folder:
        yield folder


@pytest.fixture(scope="session")
def long_site(sample_data, tmp_path_factory):
    path = copy(sample_data, tmp_path_factory.mktemp("long"))
    rows = sqlite3.connect(path / "forge.sqlite3")
    with rows:
        for statement in LONG_NAMES:
            rows.execute(statement)
    rows.close()
    with served(path) as folder:
        yield folder


def copy(data, path):
    shutil.copytree(data, path, dirs_exist_ok=True)
    return path


@pytest.fixture
def new_page(chromium):
    """A function that opens a page `width` pixels wide and collects what goes wrong on it."""
    opened = []

    def open_page(width=1440, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        page = context.new_page()
        page.problems = []
        page.on("console", lambda said: page.problems.append(said.text))
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("requestfailed", lambda request: page.problems.append(request.url))
        return page

    yield open_page
    for context in opened:
        context.close()
