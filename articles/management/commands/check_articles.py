"""manage.py check_articles: the publish check on what readers see. Exit code 1 on an error."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.addresses import link_checker
from articles.checking import findings
from articles.models import Article
from articles.publish_check import ERROR
from articles.publishing import working_content
from forge_site.gym.models import Gym


class Command(BaseCommand):
    help = (
        "Check the articles that are live or scheduled; with --drafts, what is being written."
    )

    def add_arguments(self, parser):
        parser.add_argument("--drafts", action="store_true", help="Check working copies, all.")
        parser.add_argument("--errors", action="store_true", help="Say nothing of advice.")

    def handle(self, *args, drafts, errors, **options):
        articles = Article.objects.all() if drafts else self.shown()
        today = timezone.now().astimezone(Gym.objects.current().zone).date()
        exists = link_checker()
        wrong = 0
        for article in articles.order_by("slug"):
            content = working_content(article) if drafts else article.content()
            found = findings(
                content, today=today, is_sample=article.is_sample, link_exists=exists
            )
            wrong += sum(finding.level == ERROR for finding in found)
            for finding in found:
                if finding.level == ERROR or not errors:
                    self.stdout.write(f"{article.slug}: {finding.level}: {finding.sentence}")
        count = articles.count()
        if wrong:
            raise CommandError(f"{wrong} errors in {count} articles.")
        self.stdout.write(f"{count} articles checked, no error.")

    def shown(self):
        return Article.objects.published() | Article.objects.scheduled()
