"""manage.py restem: the articles that search knows by old rules, read anew. All in one go."""

from django.core.management.base import BaseCommand

from articles.search.restemming import restem


class Command(BaseCommand):
    help = "Stem articles anew for search, after a new version. The e-mail sender does it too."

    def handle(self, *args, **options):
        self.stdout.write(f"{restem()} articles stemmed anew.")
