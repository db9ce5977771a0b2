"""Settings from the environment: what they turn into, and the sentence for a wrong one."""

import ast
import re
import stat
import subprocess
import sys

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured

from forge_site.env import address_from, data_dir_from, database_from, email_from, site_url_at
from forge_site.serving import GUNICORN
from tests.subprocesses import KEY, OURS, ROOT, bare_environment, manage, refusal


class TestAWrongSetting:
    """Each is refused by every command, with one sentence that says what to do."""

    @pytest.mark.parametrize(
        ("name", "value", "said", "advice"),
        [
            ("SECRET_KEY", "", "SECRET_KEY is missing", "manage.py quickstart"),
            ("SECRET_KEY", "short", "has 5 characters and needs 40", "secrets.token_urlsafe"),
            ("DATABASE_URL", "mysql://me@here/x", "begins with 'mysql'", "postgres://user"),
            ("DATABASE_URL", "forge.db", "begins with 'forge.db'", "postgres://user"),
            ("DATABASE_URL", "postgres://u:p@h:5432/", "names no database", "postgres://user"),
            ("DATABASE_URL", "postgres://u:p@h:port/x", "cannot be read", "postgres://user"),
            ("EMAIL_URL", "imap://x", "begins with 'imap'", "smtp+tls://"),
            ("EMAIL_URL", "smtp+tls://", "names no mail server", "smtp+tls://"),
            (
                "SITE_URL",
                "http://forge.example",
                "only for this machine",
                "https://your-domain",
            ),
            ("SITE_URL", "forge.example", "SITE_URL is forge.example", "https://your-domain"),
            ("SITE_URL", "https://forge.example/gym", "what follows", "https://forge.example."),
            ("ADMIN_PATH", "/", "ADMIN_PATH is ''", "one word"),
            ("ADMIN_PATH", "my desk", "'my desk'", "one word"),
            ("TRUSTED_PROXIES", "one", "'one'", "whole number"),
            ("TRUSTED_PROXIES", "²", "'²'", "whole number"),
            ("LEAD_RETENTION_MONTHS", "-1", "'-1'", "whole number"),
            ("OUTBOX_BODY_DAYS", "30 days", "'30 days'", "whole number"),
            ("OUTBOX_BODY_DAYS", "3\u00b2", "'3\u00b2'", "whole number"),
            ("LOG_LEVEL", "loud", "'LOUD'", "WARNING"),
            ("DEBUG", "perhaps", "'perhaps'", "True or False"),
            ("OUTBOX_SENDER", "maybe", "'maybe'", "True or False"),
            ("WEB_CONCURRENCY", "two", "'two'", "whole number"),
            ("WEB_CONCURRENCY", "0", "'0'", "whole number"),
            ("BIND", "foo", "BIND is 'foo'", "127.0.0.1:8000"),
            ("BIND", "127.0.0.1:abc", "BIND is '127.0.0.1:abc'", "127.0.0.1:8000"),
            ("BIND", "127.0.0.1:70000", "BIND is '127.0.0.1:70000'", "127.0.0.1:8000"),
            ("BIND", "unix:/run/forge.sock", "SITE_URL is missing", "https://your-domain"),
            ("ALERT_EMAILS", "a@forge.net,foo", "ALERT_EMAILS is 'foo'", "e-mail address"),
            ("DEFAULT_FROM_EMAIL", "Forge", "is 'Forge'", "e-mail address"),
            ("ALLOWED_HOSTS", "a.example,*", "every name", "separated by commas"),
            ("DATA_DIR", "/dev/null/x", "/dev/null/x cannot be written to", "DATA_DIR"),
        ],
    )
    def test_is_named_in_one_sentence(self, fresh_copy, tmp_path, name, value, said, advice):
        right = {"SECRET_KEY": KEY, "DATA_DIR": tmp_path}
        sentence = refusal(manage(fresh_copy, "migrate", **right | {name: value}))
        assert sentence.startswith("Wrong setting: ")
        assert said in sentence
        assert advice in sentence

    def test_of_the_server_as_well(self, fresh_copy, tmp_path):
        told = subprocess.run(
            [sys.executable, "-m", "gunicorn", "--check-config", *GUNICORN],
            cwd=fresh_copy,
            env=bare_environment(SECRET_KEY=KEY, DATA_DIR=tmp_path, OUTBOX_SENDER="maybe"),
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "Wrong setting: OUTBOX_SENDER is 'maybe'." in refusal(told)

    def test_debug_is_refused_where_visitors_are(self, fresh_copy, tmp_path):
        told = manage(
            fresh_copy,
            "check",
            SECRET_KEY=KEY,
            DATA_DIR=tmp_path,
            DEBUG="1",
            SITE_URL="https://forge.example",
        )
        assert "DEBUG=True shows the site's inside" in refusal(told)

    def test_a_database_that_is_down_is_named(self, fresh_copy, tmp_path):
        told = manage(
            fresh_copy,
            "ready",
            SECRET_KEY=KEY,
            DATA_DIR=tmp_path,
            DATABASE_URL=f"postgres://u:p@localhost:1/x?host={tmp_path}",
        )
        sentence = refusal(told)
        assert "The database cannot be reached" in sentence
        assert "correct DATABASE_URL" in sentence


class TestReady:
    def test_a_database_without_tables_is_not(self, fresh_copy, tmp_path):
        told = refusal(manage(fresh_copy, "ready", SECRET_KEY=KEY, DATA_DIR=tmp_path))
        assert re.search(r"lacks \d+ migrations\. Run: manage\.py migrate", told)

    def test_a_migrated_one_is_and_runs_with_the_options_it_needs(self, fresh_copy, tmp_path):
        here = {
            "SECRET_KEY": KEY,
            "DATA_DIR": tmp_path,
            "ALERT_EMAILS": "coach@forge-fitness.net",
        }
        assert manage(fresh_copy, "migrate", **here).returncode == 0
        told = manage(fresh_copy, "ready", **here)
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")

    @pytest.mark.parametrize(
        ("change", "named"),
        [
            ({"init_command": "PRAGMA synchronous=NORMAL"}, "journal_mode, synchronous"),
            ({"timeout": 1}, "busy_timeout"),
            ({"transaction_mode": None}, "transaction_mode"),
        ],
    )
    def test_an_option_that_did_not_take_is_an_error(self, fresh_copy, tmp_path, change, named):
        """An option at the wrong level is silently ignored: the check asks SQLite itself."""
        (tmp_path / "wrong_options.py").write_text(
            "from forge_site.settings import *\n"
            f"DATABASES['default']['OPTIONS'].update({change!r})\n"
        )
        told = manage(
            fresh_copy,
            "check",
            "--database=default",
            SECRET_KEY=KEY,
            DATA_DIR=tmp_path,
            PYTHONPATH=tmp_path,
            DJANGO_SETTINGS_MODULE="wrong_options",
        )
        assert told.returncode == 1
        assert "forge.E002" in told.stderr
        assert f"bookings need: {named}" in told.stderr

    def test_nobody_to_alert_is_a_warning(self, fresh_copy, tmp_path):
        here = {"SECRET_KEY": KEY, "DATA_DIR": tmp_path, "ALERT_EMAILS": "me@example.com"}
        manage(fresh_copy, "migrate", **here)
        told = manage(fresh_copy, "check", "--database=default", **here)
        assert "forge.W001" in told.stderr
        assert told.returncode == 0


class TestProduction:
    def test_the_deploy_check_is_clean(self, fresh_copy, tmp_path):
        told = manage(
            fresh_copy,
            "check",
            "--deploy",
            "--fail-level=WARNING",
            SECRET_KEY="n0t-in-use.but+long_enough!to~satisfy*the(check)%" + "abcdefg",
            DATA_DIR=tmp_path,
            SITE_URL="https://www.forge-fitness.net",
        )
        assert told.returncode == 0, told.stderr
        assert "forge.I001" in told.stderr  # mail goes to files: said, but no warning


class TestWhatTheyTurnInto:
    @pytest.mark.parametrize(
        ("address", "url"),
        [
            ("127.0.0.1:8000", "http://127.0.0.1:8000"),
            ("localhost:9000", "http://localhost:9000"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:8000", "http://127.0.0.1:8000"),
            ("[::1]:8000", "http://[::1]:8000"),
        ],
    )
    def test_the_site_is_opened_where_it_listens(self, address, url):
        assert site_url_at(address) == url

    @pytest.mark.parametrize(
        ("bind", "kept"),
        [("", "127.0.0.1:8000"), (":8000", ":8000"), ("[::]:80", "[::]:80")],
    )
    def test_a_server_may_listen_at(self, monkeypatch, bind, kept):
        monkeypatch.setenv("BIND", bind)
        assert address_from(environ.Env(), "127.0.0.1:8000") == kept

    def test_sqlite_is_the_default_and_queues_its_writers(self, tmp_path):
        database = database_from("", tmp_path)
        assert database["NAME"] == str(tmp_path / "forge.sqlite3")
        assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"

    def test_postgresql_gets_none_of_sqlites_options(self, tmp_path):
        database = database_from("postgres://me:pw@db:5433/forge", tmp_path)
        assert database["ENGINE"] == "django.db.backends.postgresql"
        assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "forge")
        assert "transaction_mode" not in database.get("OPTIONS", {})

    def test_a_mail_server_is_used_as_given(self, tmp_path):
        mail = email_from("smtp+tls://me%40x:p%2Fw@smtp.forge.example:587", tmp_path)
        assert mail["EMAIL_HOST_USER"] == "me@x"
        assert mail["EMAIL_HOST_PASSWORD"] == "p/w"
        assert mail["EMAIL_USE_TLS"] is True

    def test_without_one_e_mails_become_files(self, tmp_path):
        mail = email_from("", tmp_path)
        assert mail["EMAIL_FILE_PATH"] == tmp_path / "mail"

    def test_a_data_folder_is_made(self, tmp_path, monkeypatch):
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "a" / "b"))
        folder = data_dir_from(environ.Env(), tmp_path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700  # leads: for this user alone

    def test_a_file_is_no_data_folder(self, tmp_path, monkeypatch):
        (tmp_path / "file").touch()
        monkeypatch.setenv("DATA_DIR", str(tmp_path / "file"))
        with pytest.raises(ImproperlyConfigured):
            data_dir_from(environ.Env(), tmp_path)


def names_read():
    """Return every setting the code reads from the environment, over the syntax trees."""
    names = set()
    for path in ("settings.py", "env.py", "gunicorn.conf.py"):
        for node in ast.walk(ast.parse((ROOT / "forge_site" / path).read_text())):
            if isinstance(node, ast.Call) and reads_environment(node):
                names |= {
                    argument.value
                    for argument in node.args[:2]
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
                }
    return names


def reads_environment(call):
    """Return True for `env.str("NAME")`, `setting.int("NAME")` and `read(env, "NAME")`."""
    asked = (
        call.func.value if isinstance(call.func, ast.Attribute) else (call.args or [None])[0]
    )
    return isinstance(asked, ast.Name) and asked.id in ("env", "setting")


class TestTheExample:
    def test_every_setting_stands_in_it_and_no_other(self):
        example = (ROOT / ".env.example").read_text()
        listed = re.findall(r"^#?([A-Z_]+)=", example, flags=re.MULTILINE)
        assert len(listed) == len(set(listed))
        assert set(listed) == names_read()

    def test_the_tests_know_them_all(self):
        assert names_read() | {"DJANGO_SETTINGS_MODULE"} == set(OURS)
