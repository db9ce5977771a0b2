"""What every test may use, and the rule that nothing is skipped in CI."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, settings

from tests.subprocesses import ROOT

# Loaded before any test module, whose own @settings build on it. In CI the same examples
# each time: what a new one finds should not stop a change that has nothing to do with it.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

NEVER_SKIPPED_IN_CI = ("browser", "postgres", "java")


@pytest.fixture(scope="session")
def fresh_copy(tmp_path_factory):
    """
    Return a folder with the site as a newcomer gets it: no `.env`, no `var`.

    For commands run in processes of their own; nobody's settings reach in.
    """
    folder = tmp_path_factory.mktemp("fresh") / "forge"
    folder.mkdir()
    shutil.copy(ROOT / "manage.py", folder)
    for name in ("forge_site", "articles", "bookings", "templates", "static"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
        )
    return folder


def pytest_collection_modifyitems(items):
    """
    Run the browser tests last.

    Playwright's loop stays in the main thread once it has begun: what calls asyncio.run, or
    parses deep syntax trees, fails behind it.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """In CI (CI=true) a skipped browser, PostgreSQL or Java test is a failure."""
    report = yield
    needs = [name for name in NEVER_SKIPPED_IN_CI if item.get_closest_marker(name)]
    if report.skipped and needs and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, which CI does not allow: {report.longrepr}"
    return report
