"""No log holds the key to somebody's intro or account."""

import logging
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from forge_site.web.logs import WithoutKeys, without_keys

ADDRESS = "/free-intro/b/secret/"
LINE = settings.LOGGING["formatters"]["line"]["format"]


class TestKeys:
    @pytest.mark.parametrize(
        ("said", "kept"),
        [
            ("Error at /free-intro/b/eyJ:1x:abc/", "Error at /free-intro/b/…/"),
            ("GET /free-intro/b/abc/intro.ics HTTP", "GET /free-intro/b/…/intro.ics HTTP"),
            ("/free-intro/done/abc-1/?x=1", "/free-intro/done/…/?x=1"),
            ("at /free-intro/calendar/a-b_c.ics", "at /free-intro/calendar/…"),
            ("at /articles/preview/a-b_c/", "at /articles/preview/…/"),
            ("/admin/password/MQ/c1-abc/", "/admin/password/MQ/…/"),
            ("/free-intro/ and /articles/back-pain/", "/free-intro/ and /articles/back-pain/"),
            ("/admin/password/sent/", "/admin/password/sent/"),
        ],
    )
    def test_are_cut(self, said, kept):
        assert without_keys(said) == kept

    def test_are_cut_from_a_message_with_arguments(self, caplog):
        logger = logging.getLogger("tests.keys")
        logger.addFilter(WithoutKeys())
        logger.error("%s: %s", "Internal Server Error", "/free-intro/b/secret/")
        logger.error("%d of %d", 1, 2)
        assert caplog.messages == ["Internal Server Error: /free-intro/b/…/", "1 of 2"]


class TestTheSitesLog:
    def test_every_line_passes_the_filter(self):
        written_by = [one for one in logging.getLogger().handlers if one.formatter]
        ours = [one for one in written_by if one.formatter._fmt == LINE]
        assert ours
        for handler in ours:
            record = logging.LogRecord("x", logging.ERROR, "", 0, "at %s", (ADDRESS,), None)
            assert handler.filter(record)
            assert handler.format(record).endswith("at /free-intro/b/…/")

    @pytest.mark.parametrize(
        "body", [{"note": "x" * 3_000_000}, {f"field{n}": "x" for n in range(3000)}]
    )
    def test_a_body_far_too_large_leaves_no_traceback(self, client, db, caplog, body):
        answer = client.post(
            "/free-intro/", urlencode(body), content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code == 400
        assert caplog.records == []

    def test_files_far_too_many_leave_no_traceback(self, client, db, caplog):
        files = {f"file{n}": SimpleUploadedFile("a", b"x") for n in range(101)}
        assert client.post("/free-intro/", files).status_code == 400
        assert caplog.records == []

    def test_a_forged_host_leaves_no_traceback(self, client, caplog):
        answer = client.get("/robots.txt", headers={"host": "evil.example"})
        assert answer.status_code == 400
        assert caplog.records == []
