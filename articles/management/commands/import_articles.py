"""`manage.py import_articles PATH...`: files and folders to drafts, with a report on each."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.bringing_in import bring_in, join_related
from articles.importing.document import ImportProblem
from articles.importing.docx_package import MOST_BYTES
from articles.importing.reading import ENDINGS, WHAT_WE_READ, read
from articles.importing.report import report_on


class Command(BaseCommand):
    help = (
        "Bring articles in as drafts: plain text, Markdown and Word files, or folders of them. "
        "Bringing the same file in again updates its draft. Readers see nothing of it."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--check", action="store_true", help="only read and report, store nothing"
        )

    def handle(self, paths, check, **options):
        files = [file for path in paths for file in self.files(path)]
        arrivals, documents, refused = [], [], 0
        for file in files:
            self.stdout.write(self.style.MIGRATE_HEADING(str(file)))
            try:
                document = read(file.name, _content(file))
                if check:
                    self.tell(report_on(document))
                    continue
                arrival = bring_in(document)
            except ImportProblem as problem:
                refused += 1
                self.stdout.write(self.style.ERROR(f"  Not brought in. {problem}"))
                continue
            arrivals.append(arrival)
            documents.append(document)
            self.stdout.write(f"  {arrival.sentence}")
            self.tell(arrival.report)
        join_related(arrivals, documents)
        read_count = len(files) - refused
        if refused:
            raise CommandError(f"{read_count} read, {refused} could not be brought in.")
        self.stdout.write(f"{read_count} read." if check else f"{read_count} brought in.")

    def files(self, path):
        """Return `path`, or the files of a folder that can be articles."""
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        if not path.is_dir():
            return [path]
        inside = sorted(each for each in path.rglob("*") if each.is_file())
        seen = [
            each
            for each in inside
            if not any(part.startswith((".", "~$")) for part in each.relative_to(path).parts)
        ]
        for each in seen:
            if each.suffix.lower() not in ENDINGS:
                self.stdout.write(f"{each} is passed over: {WHAT_WE_READ}")
        return [each for each in seen if each.suffix.lower() in ENDINGS]

    def tell(self, report):
        for heading, sentences in (
            ("Recognised", report.recognised),
            ("Guessed", report.guessed),
            ("Left out", report.left_out),
        ):
            if sentences:
                self.stdout.write(f"  {heading}:")
                for sentence in sentences:
                    self.stdout.write(f"    - {sentence}")
        self.stdout.write(f"  {report.words_sentence}")


def _content(file):
    """Return the bytes of `file`, no more than can be an article."""
    if not file.is_file():
        raise ImportProblem("This is no file.")
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)
