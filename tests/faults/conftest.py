"""
Fixtures for tests against real processes.

`site_folder`: a migrated site of its own (SQLite file, or a database beside the one that
DATABASE_URL names). `running_site`: gunicorn serving its pages, with its sender. In the
test itself the same database is the alias `site_folder.alias`.
"""

import pytest

from tests.faults import databases


@pytest.fixture(scope="session")
def migrated_site(tmp_path_factory):
    """A site migrated once, of which every other is a copy."""
    with databases.migrated(tmp_path_factory.mktemp("migrated")) as folder:
        yield folder


@pytest.fixture
def site_folder(migrated_site, tmp_path, django_db_blocker):
    """A freshly migrated SiteFolder with `alias`, the database as the test may use it."""
    with django_db_blocker.unblock(), databases.copied(migrated_site, tmp_path) as folder:
        yield folder


@pytest.fixture
def running_site(site_folder):
    """Gunicorn on a free port, with its sender: .url, .port, .process (the master), .folder."""
    return site_folder.serve()
