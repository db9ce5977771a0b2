"""`manage.py quickstart` in processes of its own: what it prepares, prints and leaves alone."""

import fcntl
import http.client
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.subprocesses import KEY, bare_environment, manage, refusal

SECONDS_TO_START = 120


def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@contextmanager
def quickstart(folder, *arguments, **settings):
    """Run quickstart in `folder` until it says how to stop it; yield what it printed."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "quickstart", *arguments],
        cwd=folder,
        env=bare_environment(PYTHONUNBUFFERED=1, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    printed = []
    started = time.monotonic()
    try:
        for line in process.stdout:
            printed.append(line)
            if "Ctrl-C" in line or time.monotonic() - started > SECONDS_TO_START:
                break
        yield process, "".join(printed)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(30)
        process.stdout.close()


def answer(url):
    """Return status and body of a GET, following nothing."""
    parts = urlsplit(url)
    with closing(
        http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
    ) as connection:
        connection.request("GET", parts.path or "/")
        response = connection.getresponse()
        return response.status, response.read().decode()


def rows(folder, query):
    with closing(sqlite3.connect(folder / "var" / "forge.sqlite3")) as database:
        return database.execute(query).fetchall()


class TestTheFirstCommand:
    def test_from_nothing_to_a_site_and_again(self, fresh_copy):
        """One test, because each step stands on the one before."""
        port = free_port()
        site = f"http://127.0.0.1:{port}"
        began = time.monotonic()
        with quickstart(fresh_copy, "--port", str(port)) as (process, printed):
            took = time.monotonic() - began
            print(f"\nquickstart: the site answered after {took:.0f} s")
            block = printed[printed.index("Forge Fitness is running") :]
            for address in ("/articles/", "/free-intro/", "/admin/"):
                assert f"{site}{address}" in block
            password = re.search(r"Password +(\S+)", block).group(1)
            assert len(password) >= 16
            assert printed.count(password) == 1
            assert printed.rstrip().endswith("Ctrl-C")
            assert "picture 1 of 11" in printed
            assert "ERROR" not in printed
            for address in ("/", "/articles/", "/questions/", "/admin/login/"):
                status, page = answer(site + address)
                assert status == 200, address
                assert "Traceback" not in page
            pids = children_of(process.pid)
            assert len(pids) >= 4  # gunicorn's master, two workers, the sender
            os.killpg(process.pid, signal.SIGINT)  # Ctrl-C reaches the whole group
            rest = process.stdout.read()
            assert process.wait(30) == 0
            assert rest.strip() == "Stopped."
            wait_until_gone(pids)
        key = (fresh_copy / ".env").read_text()
        assert "SECRET_KEY=" in key

        loaded = rows(fresh_copy, "select count(*) from gym_loadedsample")
        with closing(sqlite3.connect(fresh_copy / "var" / "forge.sqlite3")) as database:
            database.execute(
                "update gym_coach set name = 'Changed' where slug = 'maya-ellison'"
            )
            database.execute("delete from gym_question where position = 0")
            database.commit()
        with quickstart(fresh_copy, "--port", str(port)) as (process, printed):
            assert "manage.py changepassword staff" in printed
            assert "Password " not in printed
            assert "picture 1" not in printed
            process.send_signal(signal.SIGTERM)  # as systemd and docker stop it
            assert process.wait(30) == 0
        assert (fresh_copy / ".env").read_text() == key
        assert rows(fresh_copy, "select count(*) from gym_loadedsample") == loaded
        assert rows(fresh_copy, "select count(*) from gym_coach where name = 'Changed'") == [
            (1,)
        ]
        assert rows(fresh_copy, "select count(*) from gym_question where position = 0") == [
            (0,)
        ]
        assert rows(fresh_copy, "select count(*) from auth_user") == [(1,)]

    def test_killed_hard_it_leaves_no_server_behind(self, fresh_copy):
        port = free_port()
        with quickstart(fresh_copy, "--port", str(port), "--no-sample") as (process, _):
            pids = children_of(process.pid)
            assert pids
            process.kill()
            process.wait(10)
            wait_until_gone(pids)


def children_of(pid):
    """Return the ids of all processes below `pid` (Linux; elsewhere none)."""
    found = []
    try:
        with Path(f"/proc/{pid}/task/{pid}/children").open() as file:
            for child in file.read().split():
                found += [int(child), *children_of(int(child))]
    except FileNotFoundError:
        pass
    return found


def wait_until_gone(pids, seconds=30):
    deadline = time.monotonic() + seconds
    while left := [pid for pid in pids if is_running(pid)]:
        assert time.monotonic() < deadline, f"still running: {left}"
        time.sleep(0.1)


def is_running(pid):
    try:
        with Path(f"/proc/{pid}/stat").open() as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture
def prepared(fresh_copy, tmp_path):
    """Return settings for a data folder of its own in the shared copy."""
    return {"SECRET_KEY": KEY, "DATA_DIR": tmp_path / "var"}


class TestTheOptions:
    def test_prepare_only_without_sample_and_with_an_alert_address(self, fresh_copy, prepared):
        told = manage(
            fresh_copy,
            "quickstart",
            "--no-serve",
            "--no-sample",
            "--alert-email=coach@forge-fitness.net",
            **prepared,
        )
        assert told.returncode == 0, told.stderr
        assert "Sample content" not in told.stdout
        assert "go to nobody" not in told.stdout
        assert "Forge Fitness is ready." in told.stdout
        database = prepared["DATA_DIR"] / "forge.sqlite3"
        with closing(sqlite3.connect(database)) as connection:
            gym = connection.execute(
                "select alert_addresses, is_sample from gym_gym"
            ).fetchall()
            coaches = connection.execute("select count(*) from gym_coach").fetchone()
        assert gym == [("coach@forge-fitness.net", 0)]
        assert coaches == (0,)


class TestRefusals:
    """Each in one sentence that says what to do, before anything is prepared."""

    def test_a_port_that_is_taken(self, fresh_copy, prepared):
        with socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            told = manage(fresh_copy, "quickstart", "--port", str(port), **prepared)
        assert f"Port {port} is taken by another program" in refusal(told)
        assert f"--port {port + 1}" in told.stderr
        assert not (prepared["DATA_DIR"] / "forge.sqlite3").exists()

    @pytest.mark.parametrize("port", ["0", "65536", "http"])
    def test_no_port(self, fresh_copy, prepared, port):
        told = manage(fresh_copy, "quickstart", "--port", port, **prepared)
        assert f"“{port}” is no port" in refusal(told)

    @pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
    def test_a_host_other_machines_would_use(self, fresh_copy, prepared, host):
        told = manage(fresh_copy, "quickstart", "--host", host, **prepared)
        assert f"not for “{host}”" in refusal(told)

    def test_a_host_that_is_not_here(self, fresh_copy, prepared):
        told = manage(
            fresh_copy,
            "quickstart",
            "--host=192.0.2.1",  # TEST-NET-1 of RFC 5737
            SITE_URL="https://www.forge-fitness.net",
            **prepared,
        )
        assert "“192.0.2.1” is not an address of this machine" in refusal(told)

    def test_an_address_nobody_can_be_mailed_at(self, fresh_copy, prepared):
        told = manage(fresh_copy, "quickstart", "--alert-email=coach", **prepared)
        assert "“coach” is not an e-mail address" in refusal(told)

    def test_an_address_of_the_examples(self, fresh_copy, prepared):
        """Such domains belong to nobody: the alert would never leave the house."""
        told = manage(fresh_copy, "quickstart", "--alert-email=me@example.com", **prepared)
        assert "“me@example.com” is an address for examples" in refusal(told)

    def test_a_data_folder_that_cannot_be_written_to(self, fresh_copy):
        told = manage(fresh_copy, "quickstart", SECRET_KEY=KEY, DATA_DIR="/dev/null/x")
        assert "/dev/null/x cannot be written to" in refusal(told)

    def test_a_database_that_is_down(self, fresh_copy, prepared, tmp_path):
        told = manage(
            fresh_copy,
            "quickstart",
            "--no-serve",
            DATABASE_URL=f"postgres://u:p@localhost:1/x?host={tmp_path}",
            **prepared,
        )
        assert "The database cannot be reached" in refusal(told)

    def test_a_second_quickstart_meanwhile(self, fresh_copy, prepared):
        prepared["DATA_DIR"].mkdir()
        with (prepared["DATA_DIR"] / "quickstart.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            told = manage(fresh_copy, "quickstart", "--no-serve", **prepared)
        assert "Another quickstart" in refusal(told)
