"""
Hostile uploads: each refused with a sentence, in little memory, nothing left on disk.

The peak is measured in a process of its own that reads all of them one after the other.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.importing import ImportProblem, docx_package
from articles.importing.reading import read
from articles.models import Article, ArticleDraft, Topic
from forge_site.gym.models import Picture

from .hostile import GOOD, HEAVIEST, UPLOADS, many_parts

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 250

READ_ALL = """
import re, sys
from pathlib import Path
import django
django.setup()
from articles.importing import ImportProblem
from articles.management.commands.import_articles import _content
from articles.importing.reading import read

refused = 0
for path in sorted(Path(sys.argv[1]).iterdir()):
    try:
        read(path.name.partition(" ")[2], _content(path))
    except ImportProblem:
        refused += 1
# Not ru_maxrss, which starts from what the parent had.
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(refused, int(peak) // 1024)
"""


def files_below(folder):
    return {str(path) for path in Path(folder).rglob("*") if path.is_file()}


class TestEachUpload:
    @pytest.mark.parametrize(
        ("name", "data", "words"),
        UPLOADS,
        ids=[f"{number}-{words}" for number, (_, _, words) in enumerate(UPLOADS)],
    )
    def test_is_refused_with_a_sentence(self, name, data, words):
        with pytest.raises(ImportProblem) as refusal:
            read(name, data)
        assert words in str(refusal.value)
        assert str(refusal.value).endswith((".", ".”."))

    def test_is_one_of_sixty_at_least(self):
        assert len(UPLOADS) >= 60

    def test_is_hostile_by_what_was_done_to_it(self):
        """The file the others are made from is read."""
        assert read("a.docx", GOOD).body == "<p>T.</p>"


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measured on Linux")
class TestAllOfThem:
    def test_stay_below_250_megabytes_and_leave_nothing_on_disk(self, tmp_path):
        """The heaviest file that is let in is read among them."""
        uploads, elsewhere = tmp_path / "uploads", tmp_path / "elsewhere"
        uploads.mkdir()
        elsewhere.mkdir()
        corpus = [*UPLOADS, ("heaviest.docx", HEAVIEST, "")]
        for number, (name, data, _) in enumerate(corpus):
            (uploads / f"{number:03} {Path(name).name}").write_bytes(data)
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATA_DIR": str(elsewhere),
            "TMPDIR": str(elsewhere),
        }
        before = files_below(uploads)
        done = subprocess.run(
            [sys.executable, "-c", READ_ALL, str(uploads)],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
        )  # fmt: skip
        refused, megabytes = map(int, done.stdout.split())
        assert refused == len(UPLOADS)
        assert megabytes < MOST_MEGABYTES
        assert files_below(elsewhere) == set()
        assert files_below(uploads) == before


def test_a_list_of_entries_too_long_is_refused_before_it_is_read(monkeypatch):
    """Reading one takes half a kilobyte of memory for each entry."""
    data = many_parts(9_000)

    def read_it(*args):
        raise AssertionError("the list of entries was read")

    monkeypatch.setattr(docx_package, "ZipFile", read_it)
    with pytest.raises(ImportProblem, match="unpacks to far more"):
        docx_package.open_package(data)


@pytest.mark.django_db
class TestAtTheDesk:
    """Some of each kind through the page itself."""

    @pytest.mark.parametrize("number", range(0, len(UPLOADS), 7))
    def test_nothing_is_stored(self, admin_client, settings, tmp_path, number):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
        name, data, _ = UPLOADS[number]
        before = files_below(settings.MEDIA_ROOT)
        answer = admin_client.post(
            reverse("admin:articles_article_import"),
            {"file": SimpleUploadedFile(Path(name).name, data)},
        )
        assert answer.status_code == 200
        assert "errorlist" in answer.text
        for model in (Article, ArticleDraft, Topic, Picture):
            assert not model.objects.exists()
        assert files_below(settings.MEDIA_ROOT) == before
        assert files_below(tmp_path) == set()
