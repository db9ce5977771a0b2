"""The form of an article as it is posted at the desk."""

from django.urls import reverse

from articles.models import Article


def url(name, *args):
    return reverse(f"admin:articles_article_{name}", args=args)


def typed(desk, article=None, **changes):
    """Return what the form of `article` posts, with `changes`; references as a list of rows."""
    address = url("change", article.pk) if article else url("add")
    form = desk.get(address).context["adminform"].form
    data = {name: form[name].value() or "" for name in form.fields}
    data["related_override"] = [getattr(each, "pk", each) for each in data["related_override"]]
    data.pop("real_now")
    sources = changes.pop("references", [row.initial for row in form.references.initial_forms])
    initial = len(form.references.initial_forms)
    data |= {"references-TOTAL_FORMS": len(sources), "references-INITIAL_FORMS": initial}
    for number, row in enumerate(sources):
        data |= {f"references-{number}-{name}": value for name, value in row.items()}
    return data | changes


def save(desk, article=None, button="_save", **changes):
    address = url("change", article.pk) if article else url("add")
    data = typed(desk, article, **changes)
    return desk.post(address, data | {button: "1"}, follow=True)


def fresh(article):
    return Article.objects.get(pk=article.pk)
