"""`manage.py backup`: whole, private, checked, and only so many."""

import sqlite3
import stat
from contextlib import closing

import pytest
from django.core.management.base import CommandError

from forge_site.management.commands.backup import KEPT, check
from tests.subprocesses import KEY, manage, refusal


@pytest.fixture
def site(fresh_copy, tmp_path):
    """Settings of a migrated site with a data folder of its own."""
    settings = {"SECRET_KEY": KEY, "DATA_DIR": tmp_path}
    assert manage(fresh_copy, "migrate", "-v0", **settings).returncode == 0
    return settings


def backups(folder):
    return sorted((folder / "backups").glob("*"))


class TestABackup:
    def test_holds_what_was_written_a_moment_ago(self, fresh_copy, site, tmp_path):
        with closing(sqlite3.connect(tmp_path / "forge.sqlite3")) as living:
            living.execute("INSERT INTO gym_loadedsample (key, loaded_at) VALUES ('x', '2026')")
            living.commit()  # still in the write-ahead log: a plain copy would lack it
            told = manage(fresh_copy, "backup", **site)
        assert told.returncode == 0, told.stderr
        (path,) = backups(tmp_path)
        assert f"{path}: " in told.stdout
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
        with closing(sqlite3.connect(path)) as copy:
            assert copy.execute("SELECT key FROM gym_loadedsample").fetchall() == [("x",)]

    def test_only_the_last_ones_are_kept(self, fresh_copy, site, tmp_path):
        (tmp_path / "backups").mkdir()
        for day in range(10, 10 + KEPT + 3):
            (tmp_path / "backups" / f"forge-202601{day}-000000.sqlite3").touch()
        (tmp_path / "backups" / "mine.sqlite3").touch()
        assert manage(fresh_copy, "backup", **site).returncode == 0
        names = [path.name for path in backups(tmp_path)]
        assert len(names) == KEPT + 1
        assert "mine.sqlite3" in names
        assert "forge-20260110-000000.sqlite3" not in names
        assert "forge-20260126-000000.sqlite3" in names

    def test_nothing_is_kept_if_there_is_no_room(self, fresh_copy, site, tmp_path):
        (tmp_path / "backups").write_text("a file where the folder should be")
        assert "No backup was made" in refusal(manage(fresh_copy, "backup", **site))


class TestTheCheck:
    def test_an_empty_copy_is_refused(self, tmp_path):
        path = tmp_path / "empty.sqlite3"
        sqlite3.connect(path).close()
        path.touch()
        with pytest.raises(CommandError, match="no table"):
            check(path)

    def test_a_damaged_copy_is_refused(self, tmp_path):
        path = tmp_path / "damaged.sqlite3"
        with closing(sqlite3.connect(path)) as database:
            database.execute("CREATE TABLE t (a TEXT)")
            database.execute("CREATE INDEX i ON t (a)")
            database.executemany(
                "INSERT INTO t VALUES (?)", [(str(n) * 50,) for n in range(500)]
            )
            database.commit()
        content = bytearray(path.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 3000] = b"\xff" * 3000
        path.write_bytes(content)
        with pytest.raises((CommandError, sqlite3.DatabaseError)):
            check(path)
