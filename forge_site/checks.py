"""
System checks for what Django cannot know is wrong. Each has an id and a hint.

The one tagged `database` asks the living connection, since options given at the wrong level
are silently ignored; it runs with `migrate` and before the server starts.
"""

import django
from django.conf import settings
from django.core.checks import Error, Info, Tags, register
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from forge_site.first_run import NEXT_DJANGO, OLDEST_DJANGO

# What the options in env.py must have led to. 2 is FULL (SQLite's PRAGMA synchronous).
SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
LEAST_BUSY_TIMEOUT_MS = 5_000


@register()
def django_is_of_the_tried_series(app_configs, **kwargs):
    if OLDEST_DJANGO <= django.VERSION[:3] < NEXT_DJANGO:
        return []
    return [
        Error(
            f"Django {django.get_version()} is not what the site was tried with.",
            hint="Run: .venv/bin/pip install -r requirements.txt",
            id="forge.E001",
        )
    ]


@register(Tags.database)
def sqlite_waits_and_keeps_what_it_has_taken(app_configs, databases=None, **kwargs):
    """Read the pragmas in force: without them visitors meet errors when two book at once."""
    problems = []
    for alias in databases or []:
        connection = connections[alias]
        if connection.vendor != "sqlite" or connection.is_in_memory_db():
            continue
        with connection.cursor() as cursor:
            found = {
                name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
                for name in (*SQLITE_PRAGMAS, "busy_timeout")
            }
        wrong = [name for name, value in SQLITE_PRAGMAS.items() if found[name] != value]
        if found["busy_timeout"] < LEAST_BUSY_TIMEOUT_MS:
            wrong.append("busy_timeout")
        if connection.transaction_mode != "IMMEDIATE":
            wrong.append("transaction_mode")
        if wrong:
            problems.append(
                Error(
                    f"SQLite does not run with the options bookings need: {', '.join(wrong)}.",
                    hint="They stand in SQLITE_OPTIONS in forge_site/env.py. A file system "
                    "without shared memory (some network drives) cannot keep them: move "
                    "DATA_DIR to a local disk.",
                    id="forge.E002",
                )
            )
    return problems


@register(Tags.security, deploy=True)
def mail_goes_out(app_configs, **kwargs):
    if settings.EMAIL_URL:
        return []
    return [
        Info(
            "E-mails are written to files and go to nobody.",
            hint="Set EMAIL_URL to your mail server.",
            id="forge.I001",
        )
    ]


def pending_migrations():
    """
    Return the names of the migrations that the default database lacks.

    Not a check: `migrate` runs the checks first, and could then never mend it.
    """
    executor = MigrationExecutor(connections["default"])
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
