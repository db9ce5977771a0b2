"""
A database of its own for every site a test starts: a SQLite file, or a database beside the
one that DATABASE_URL names, made for the occasion and dropped after it.
"""

import os
import shutil
import uuid
from contextlib import contextmanager

import environ
from django.db import connections

from tests.faults.site import ALIAS, SiteFolder

FILE = "forge.sqlite3"


@contextmanager
def migrated(path):
    """A site ready to be served from the folder `path`: a SiteFolder, to be copied."""
    with database("forge_faults") as url:
        folder = SiteFolder(path, url)
        folder.manage("migrate", "-v0")
        uncompressed = "--settings=tests.faults.uncompressed"
        folder.manage("collectstatic", "--no-input", "-v0", uncompressed)
        yield folder


@contextmanager
def copied(original, path):
    """A copy of the migrated `original` in `path`, with its rows under ALIAS meanwhile."""
    (path / "static").symlink_to(original.path / "static")
    if not server():
        shutil.copy(original.path / FILE, path / FILE)
    with database("forge_faults", template=original.database_url.rpartition("/")[2]) as url:
        folder = SiteFolder(path, url)
        folder.alias = ALIAS
        with open_as(ALIAS, folder):
            try:
                yield folder
            finally:
                folder.end()


@contextmanager
def database(name, template="template1"):
    """The URL of a new database whose name begins with `name`; "" on SQLite."""
    if not server():
        yield ""
        return
    name = f"{name}_{uuid.uuid4().hex[:12]}"
    run_on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield sibling(name)
    finally:
        run_on_server(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def open_as(alias, folder):
    """The database of `folder` as `alias` in this process for as long as the block lasts."""
    url = folder.database_url
    name = environ.Env.db_url_config(url)["NAME"] if url else str(folder.path / FILE)
    connections.settings[alias] = connections["default"].settings_dict | {"NAME": name}
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.settings[alias]


def server():
    """Return DATABASE_URL if it names a PostgreSQL server, or ""."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def sibling(name):
    """Return the URL of the database `name` on the server."""
    return server().rpartition("/")[0] + "/" + name


def run_on_server(statement):
    """Run a statement that creates or drops a database."""
    import psycopg

    url = sibling("postgres").replace("postgres://", "postgresql://")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)
