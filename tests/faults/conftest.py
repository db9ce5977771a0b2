"""
Fixtures for tests against real processes.

`site_folder`: a migrated site of its own (SQLite file, or a database beside the one that
DATABASE_URL names). `running_site`: gunicorn serving it, with its sender. In the test
itself the same database is the alias `site_folder.alias`.
"""

import os
import shutil
import uuid
from types import SimpleNamespace

import environ
import pytest
from django.db import connections

from tests.faults.site import ALIAS, SiteFolder, free_port, listens, until


@pytest.fixture(scope="session")
def migrated_site(tmp_path_factory):
    """A site migrated once: (its folder, the name of its PostgreSQL database or "")."""
    path = tmp_path_factory.mktemp("migrated")
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        name = f"forge_faults_{uuid.uuid4().hex[:8]}"
        with maintenance(server) as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        try:
            SiteFolder(path, sibling(server, name)).manage("migrate", "-v0")
            yield SimpleNamespace(path=path, database=name)
        finally:
            with maintenance(server) as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    else:
        SiteFolder(path, "").manage("migrate", "-v0")
        yield SimpleNamespace(path=path, database="")


@pytest.fixture
def site_folder(migrated_site, tmp_path, django_db_blocker):
    """A freshly migrated SiteFolder with `alias`, the database as the test may use it."""
    server = os.environ.get("DATABASE_URL", "")
    name = f"{migrated_site.database}_{uuid.uuid4().hex[:6]}"
    if migrated_site.database:
        url = sibling(server, name)
        with maintenance(server) as cursor:
            cursor.execute(f"CREATE DATABASE {name} TEMPLATE {migrated_site.database}")
    else:
        url = ""
        shutil.copy(migrated_site.path / "forge.sqlite3", tmp_path / "forge.sqlite3")
    folder = SiteFolder(tmp_path, url)
    folder.alias = ALIAS
    with django_db_blocker.unblock(), database(url, tmp_path):
        yield folder
        folder.end()
    if migrated_site.database:
        with maintenance(server) as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def running_site(site_folder):
    """Gunicorn on a free port: .url, .port, .process (the master), .folder."""
    port = free_port()
    process = site_folder.start_gunicorn(BIND=f"127.0.0.1:{port}")
    until(lambda: listens(port), what="gunicorn listening")
    return SimpleNamespace(
        url=f"http://127.0.0.1:{port}", port=port, process=process, folder=site_folder
    )


def sibling(url, name):
    """Return `url` with the database `name`."""
    return url.rpartition("/")[0] + "/" + name


class maintenance:
    """A cursor that may create and drop databases of the server at `url`."""

    def __init__(self, url):
        self.url = sibling(url, "postgres").replace("postgres://", "postgresql://")

    def __enter__(self):
        import psycopg

        self.connection = psycopg.connect(self.url, autocommit=True)
        return self.connection.cursor()

    def __exit__(self, *error):
        self.connection.close()


class database:
    """The site's database under ALIAS for as long as the block lasts."""

    def __init__(self, url, folder):
        self.config = connections["default"].settings_dict | (
            {"NAME": environ.Env.db_url_config(url)["NAME"]}
            if url
            else {"NAME": str(folder / "forge.sqlite3")}
        )

    def __enter__(self):
        connections.settings[ALIAS] = self.config

    def __exit__(self, *error):
        connections[ALIAS].close()
        del connections[ALIAS]
        del connections.settings[ALIAS]
