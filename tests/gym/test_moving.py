"""A page of any kind that gets another address: old links lead on, our own are kept right."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles import publishing
from articles.models import Article, ArticleDraft
from forge_site.gym.models import Coach, Page, Program, Redirect
from forge_site.gym.moving import moved
from tests.articles import factories

pytestmark = pytest.mark.django_db

LINK = '<p><a href="{0}">a</a> <a href="{0}?from=x#y">b</a> <a href="{0}more/">c</a></p>'


def a_program():
    return Program.objects.create(name="Start", slug="old", summary="So.")


def a_coach():
    return Coach.objects.create(name="Maya", slug="old", role="Coach")


def a_page():
    return Page.objects.create(title="Rules", slug="old", body="<p>So.</p>")


def a_topic():
    return factories.article(topic=factories.topic(name="Old", slug="old")).topic


def post_form(desk, row, **changes):
    """Post the form of `row` at the desk as it stands there, with `changes`."""
    address = reverse(
        f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk]
    )
    context = desk.get(address).context
    forms = [context["adminform"].form]
    forms += [inline.formset.management_form for inline in context["inline_admin_formsets"]]
    fields = [form[name] for form in forms for name in form.fields]
    typed = {each.html_name: each.value() for each in fields}
    typed = {
        name: value for name, value in typed.items() if str(value) not in {"None", "False"}
    }
    return desk.post(address, typed | changes)


@pytest.mark.parametrize("make", [a_program, a_coach, a_page, a_topic])
def test_links_to_it_follow_and_its_old_address_leads_on(admin_client, make):
    row = make()
    before = row.get_absolute_url()
    article = factories.article(body=LINK.format(before))
    changed = factories.article()
    publishing.save_draft(article=changed, content={"body": LINK.format(before)}, by=None)
    page = Page.objects.create(title="P", slug="p", body=LINK.format(before))
    assert post_form(admin_client, row, slug="new").status_code == 302
    row.refresh_from_db()
    after = row.get_absolute_url()
    assert before != after == before.replace("/old/", "/new/")
    assert Redirect.objects.get().old_path == before
    assert admin_client.get(before)["Location"] == after
    expected = LINK.format(after).replace(f"{after}more/", f"{before}more/")
    assert Article.objects.get(pk=article.pk).body == expected
    assert after in Article.objects.get(pk=article.pk).body_html
    assert ArticleDraft.objects.get(article=changed).content["body"] == expected
    page.refresh_from_db()
    assert page.body == expected


def hidden(row):
    setattr(row, "is_published" if isinstance(row, Page) else "is_active", False)
    row.save()
    return row


@pytest.mark.parametrize("make", [a_program, a_coach, a_page])
def test_one_nobody_can_see_takes_no_working_redirect_away(admin_client, make):
    row = hidden(make())
    wanted = row.get_absolute_url().replace("/old/", "/new/")
    Redirect.objects.create(old_path=wanted, new_path="/articles/")
    assert post_form(admin_client, row, slug="new").status_code == 302
    row.refresh_from_db()
    assert row.get_absolute_url() == wanted
    assert Redirect.objects.get().old_path == wanted
    assert admin_client.get(wanted)["Location"] == "/articles/"


@pytest.mark.parametrize("leads_to", ["/articles/", ""])
@pytest.mark.parametrize("make", [a_program, a_coach, a_page])
def test_nor_away_from_the_address_it_leaves(admin_client, make, leads_to):
    """Nobody sees the page there: the redirect works, and so do links to it in our texts."""
    row = hidden(make())
    before = row.get_absolute_url()
    Redirect.objects.create(old_path=before, new_path=leads_to)
    article = factories.article(body=LINK.format(before))
    assert post_form(admin_client, row, slug="new").status_code == 302
    row.refresh_from_db()
    assert row.get_absolute_url() != before
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == (before, leads_to)
    assert Article.objects.get(pk=article.pk).body == article.body


def test_one_shown_at_its_new_address_takes_that_over(admin_client):
    row = hidden(a_page())
    before = row.get_absolute_url()
    wanted = before.replace("/old/", "/new/")
    Redirect.objects.create(old_path=wanted, new_path="/articles/")
    post_form(admin_client, row, slug="new", is_published="on")
    assert admin_client.get(wanted).status_code == 200
    assert admin_client.get(before)["Location"] == wanted


@pytest.mark.parametrize("make", [a_program, a_coach, a_page])
def test_one_hidden_for_a_while_is_found_by_its_old_address_again(admin_client, make):
    row = hidden(make())
    before = row.get_absolute_url()
    for slug in ("new", "old", "new"):
        post_form(admin_client, row, slug=slug)
        row.refresh_from_db()
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path) == (before, row.get_absolute_url())


def test_an_article_that_moves_takes_the_links_of_plain_pages_along():
    article = factories.article(slug="old")
    page = Page.objects.create(title="P", slug="p", body=LINK.format("/articles/old/"))
    publishing.save_draft(article=article, content={"slug": "new"}, by=None)
    publishing.publish(article=article, by=None)
    page.refresh_from_db()
    assert 'href="/articles/new/"' in page.body


def test_saving_without_another_address_leaves_none(admin_client):
    topic = a_topic()
    typed = {"name": "Other", "slug": "old", "description": "", "position": 0}
    admin_client.post(reverse("admin:articles_topic_change", args=[topic.pk]), typed)
    topic.refresh_from_db()
    assert topic.name == "Other" and not Redirect.objects.exists()


def test_texts_are_locked_while_their_links_are_mended():
    """Another's saving waits, and is not written over by what was read before it."""
    article = factories.article(body='<p><a href="/old/">a</a></p>')
    publishing.save_draft(article=article, content={"title": "New"}, by=None)
    Page.objects.create(title="P", slug="p", body=LINK.format("/old/"))
    with CaptureQueriesContext(connection) as queries:
        moved("/old/", "/new/")
    locked = " ".join(each["sql"] for each in queries if "FOR UPDATE" in each["sql"])
    if connection.features.has_select_for_update:
        for model in (Article, ArticleDraft, Page):
            assert f'FROM "{model._meta.db_table}"' in locked
        assert locked.count(" LIKE ") == 3  # those with the link alone: nobody else waits
    assert "/new/" in Page.objects.get().body
    assert "/new/" in Article.objects.get().body
    assert "/new/" in ArticleDraft.objects.get().content["body"]
