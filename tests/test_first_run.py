"""What is right before Django loads: Python, Django's version, the key, the address."""

import os
import shutil
import stat
import subprocess
import sys

import pytest

from forge_site import first_run
from tests.subprocesses import KEY, ROOT, bare_environment, manage, refusal


def a_copy_of_the_start(folder):
    """Copy what runs before the settings load; enough to be refused."""
    shutil.copy(ROOT / "manage.py", folder)
    (folder / "forge_site").mkdir()
    for name in ("__init__.py", "first_run.py"):
        shutil.copy(ROOT / "forge_site" / name, folder / "forge_site")
    return folder


class TestVersions:
    def test_an_old_python_hears_what_to_install(self):
        told = subprocess.run(
            [
                sys.executable,
                "-c",
                "from forge_site import first_run; first_run.refuse_old_python((3, 9, 2))",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        sentence = refusal(told)
        assert "needs Python 3.11 or newer; this is 3.9.2" in sentence
        assert "Install python3.11" in sentence

    def test_this_python_is_let_through(self):
        first_run.refuse_old_python()

    @pytest.mark.parametrize("version", ["4.2.30", "5.2.18", "6.0.1"])
    def test_another_django_hears_how_to_get_the_right_one(self, fresh_copy, tmp_path, version):
        dist = tmp_path / f"Django-{version}.dist-info"
        dist.mkdir()
        (dist / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: Django\nVersion: {version}\n"
        )
        told = manage(fresh_copy, "check", SECRET_KEY=KEY, PYTHONPATH=tmp_path)
        assert f"installed is {version}" in refusal(told)
        assert "pip install -r requirements.txt" in told.stderr

    @pytest.mark.parametrize("version", ["5.2.19", "5.2.30"])
    def test_the_tried_series_is_let_through(self, version):
        first_run.refuse_other_django(version)

    def test_a_missing_django_is_named(self, tmp_path):
        a_copy_of_the_start(tmp_path)
        told = subprocess.run(
            [sys.executable, "-I", "-S", "manage.py", "check"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        if "No module named" in told.stderr:  # -I leaves out the script's own folder
            told = subprocess.run(
                [sys.executable, "-S", "manage.py", "check"],
                cwd=tmp_path,
                env=bare_environment(PYTHONPATH=""),
                capture_output=True,
                text=True,
            )
        assert "Django is not installed" in refusal(told)


class TestTheKey:
    def test_a_random_one_is_written_once_and_for_the_owner_only(self, tmp_path, monkeypatch):
        monkeypatch.delenv("SECRET_KEY", raising=False)
        path = tmp_path / ".env"
        assert first_run.write_env_file(path)
        written = path.read_text()
        key = written.split("SECRET_KEY=")[1].strip()
        assert len(key) >= 50
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert not first_run.write_env_file(path)
        assert path.read_text() == written
        other = tmp_path / "other.env"
        first_run.write_env_file(other)
        assert key not in other.read_text()

    def test_a_key_in_the_environment_is_enough(self, tmp_path, monkeypatch):
        monkeypatch.setenv("SECRET_KEY", KEY)
        assert not first_run.write_env_file(tmp_path / ".env")
        assert not (tmp_path / ".env").exists()

    def test_a_folder_that_cannot_be_written_to_is_named(self, tmp_path):
        a_copy_of_the_start(tmp_path)
        (tmp_path / ".env").symlink_to(tmp_path / "no-such-folder" / ".env")
        told = manage(tmp_path, "quickstart")
        assert f"The folder {tmp_path} cannot be written to" in refusal(told)
        assert "DATA_DIR" in told.stderr


class TestTheAddress:
    @pytest.mark.parametrize(
        ("arguments", "bind", "expected"),
        [
            (["--port", "9100"], None, "127.0.0.1:9100"),
            (["--port=9100"], None, "127.0.0.1:9100"),
            (["--no-serve", "--host", "localhost"], None, "localhost:8000"),
            (["--host", "::1"], None, "[::1]:8000"),
            (["--host", "::1", "--port", "1"], "127.0.0.1:9", "[::1]:1"),
            (["--port", "1"], "127.0.0.5:9", "127.0.0.5:1"),
            (["--no-sample"], "127.0.0.5:9", "127.0.0.5:9"),
            (["--no-sample"], None, None),
            (["--port"], None, None),
            (["--port", "0"], None, None),
        ],
    )
    def test_bind_follows_host_and_port(self, tmp_path, arguments, bind, expected):
        environ = {"BIND": bind} if bind else {}
        first_run.follow_address(arguments, environ, tmp_path / ".env")
        assert environ.get("BIND") == expected

    @pytest.mark.parametrize(
        ("bind", "expected"),
        [(None, "127.0.0.5:9100"), ("127.0.0.6:1", "127.0.0.6:9100")],
    )
    def test_what_is_not_asked_stays_as_dotenv_has_it(self, tmp_path, bind, expected):
        (tmp_path / ".env").write_text("SECRET_KEY=x\nBIND=127.0.0.5:9\n")
        environ = {"BIND": bind} if bind else {}
        first_run.follow_address(["--port", "9100"], environ, tmp_path / ".env")
        assert environ == {"BIND": expected}

    def test_manage_py_may_be_run_by_its_own_name(self):
        assert os.access(ROOT / "manage.py", os.R_OK)
        assert (ROOT / "manage.py").read_text().startswith("#!/usr/bin/env python3\n")
