"""
Whether the site may be served: `manage.py ready` says why not and ends with 1.

Only what keeps it from serving is said; for warnings there is `manage.py check`.
"""

from django.core.checks import run_checks
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import OperationalError

from forge_site.checks import pending_migrations


class Command(BaseCommand):
    help = "Checks settings, database and migrations, as the server does before it starts."
    requires_system_checks = []

    def handle(self, **options):
        try:
            pending = pending_migrations()
        except OperationalError as problem:
            reason = str(problem).strip().splitlines()[0]
            raise CommandError(
                f"The database cannot be reached ({reason}). Start it, or correct DATABASE_URL."
            ) from problem
        if pending:
            raise CommandError(
                f"The database lacks {len(pending)} migrations. Run: manage.py migrate"
            )
        serious = [each for each in run_checks(databases=["default"]) if each.is_serious()]
        if serious:
            raise CommandError("\n".join(str(each) for each in serious))
