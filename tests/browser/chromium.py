"""One real Chromium for a test, or a skip with its reason where there is none."""

import os
import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

# pytest-django talks to the database from the test while Playwright runs its own loop.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def executable():
    """Return the path of Chromium on this machine, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def open_browser():
    """Open a headless Chromium and close it at the end; skip the test if there is none."""
    path = executable()
    if path is None:
        pytest.skip("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
