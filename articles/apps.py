from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self):
        from articles import moving, pictures, share_pictures
        from articles.search import restemming
        from forge_site.outbox import chores

        pictures.watch()
        moving.watch()
        chores.every_minute(restemming.restem_some)
        chores.every_minute(share_pictures.forget_former)
