from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self):
        from articles.search import restemming
        from forge_site.outbox import chores

        chores.every_minute(restemming.restem_some)
