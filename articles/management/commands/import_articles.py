"""manage.py import_articles PATH...: files and folders of articles to drafts, with a report."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from articles.bringing_in import ENDINGS, bring_in_file
from articles.importing.document import ImportProblem


class Command(BaseCommand):
    help = "Bring articles in as drafts, from files or folders of files. Publishes nothing."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")

    def handle(self, *args, paths, **options):
        files = [file for path in paths for file in self.files_in(path)]
        problems = sum(not self.bring_in(file) for file in files)
        self.stdout.write(f"{len(files) - problems} of {len(files)} files brought in.")
        if problems:
            raise CommandError(f"{problems} could not be read, see above.")

    def files_in(self, path):
        """Return `path`, or the files of the folder `path` that we can read, by name."""
        if path.is_dir():
            return sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS)
        if not path.is_file():
            raise CommandError(f"There is no file or folder “{path}”.")
        return [path]

    def bring_in(self, file):
        """Bring one file in and say what became of it; return whether it could be read."""
        try:
            arrival = bring_in_file(file.name, file.read_bytes())
        except ImportProblem as problem:
            self.stderr.write(f"{file}: {problem}")
            return False
        what = "new draft" if arrival.is_new else "working copy renewed"
        self.stdout.write(f"{file}: “{arrival.article}”, {what}")
        for name in ("recognised", "guessed", "left_out"):
            for sentence in getattr(arrival.report, name):
                self.stdout.write(f"  {name.replace('_', ' ')}: {sentence}")
        self.stdout.write(f"  {arrival.report.words_sentence}")
        return True
