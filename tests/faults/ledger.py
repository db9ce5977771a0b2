"""What the database says when the dust has settled: read past the site, in SQL where it can."""

import itertools
from collections import Counter

from django.db import connections

from bookings.models import Intro, IntroPolicy, Status
from forge_site.outbox.models import OutboxEmail


def intros(site):
    return Intro.objects.using(site.folder.alias)


def emails(site):
    return OutboxEmail.objects.using(site.folder.alias)


def letters(site, intro):
    """Return the kinds of the e-mails about `intro`, counted."""
    return Counter(emails(site).about(intro.key).values_list("kind", flat=True))


def standing(site):
    """Return what is wrong with the times held: those that overlap or follow too closely."""
    return [
        f"{count} intros {how}"
        for count, how in ((overlaps(site), "overlap"), (too_close(site), "follow too closely"))
        if count
    ]


def overlaps(site):
    """Return how many pairs of intros in one diary share a moment: a self-join."""
    table = Intro._meta.db_table
    states = ", ".join(f"'{status}'" for status in Status.holding_a_time())
    with connections[site.folder.alias].cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM {table} a JOIN {table} b ON a.diary_id = b.diary_id"
            f" AND a.id < b.id AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at"
            f" WHERE a.status IN ({states}) AND b.status IN ({states})"
        )
        return cursor.fetchone()[0]


def too_close(site):
    """Return how many intros begin before the buffer behind the one before them is over."""
    policy = IntroPolicy.objects.using(site.folder.alias).get()
    pad = policy.before + policy.after
    held = intros(site).holding_a_time().order_by("diary_id", "starts_at")
    return sum(
        one.diary_id == other.diary_id and other.starts_at < one.ends_at + pad
        for one, other in itertools.pairwise(held)
    )


def damage(site):
    """Return what SQLite itself finds wrong with its file, or with a reference; [] if sound."""
    connection = connections[site.folder.alias]
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall()]
        loose = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return [f"integrity_check says {line}" for line in found if line != "ok"] + [
        f"{row[0]} row {row[1]} refers to nothing" for row in loose
    ]
