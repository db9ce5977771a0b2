"""The key of a secret link moves from the draft to the article: it outlives the scheduling."""

from django.db import migrations, models


def keep_links(apps, schema_editor):
    drafts = apps.get_model("articles", "ArticleDraft").objects.exclude(preview_key=None)
    articles = apps.get_model("articles", "Article").objects
    for article, key in drafts.values_list("article", "preview_key"):
        articles.filter(pk=article).update(preview_key=key)


def give_links_back(apps, schema_editor):
    articles = apps.get_model("articles", "Article").objects.exclude(preview_key=None)
    drafts = apps.get_model("articles", "ArticleDraft").objects
    for article, key in articles.values_list("pk", "preview_key"):
        drafts.filter(article=article).update(preview_key=key)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_remember_what_an_article_was_brought_in_as")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="preview_key",
            field=models.CharField(editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.RunPython(keep_links, give_links_back),
        migrations.RemoveField(model_name="articledraft", name="preview_key"),
    ]
