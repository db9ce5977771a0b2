"""Nothing that runs gets in, whichever way a text comes: form, draft, import or shell."""

import re

import pytest
from django.urls import reverse

from articles import publishing
from articles.bringing_in import bring_in_file
from articles.models import Article, ArticleDraft, ArticleVersion
from tests.articles import factories
from tests.articles.desk_form import fresh, save, typed, url
from tests.articles.importing import word_files as word

pytestmark = pytest.mark.django_db

HOSTILE = (
    '<p onclick="alert(1)">Lift.<script>alert(1)</script>'
    '<img src=x onerror=alert(1)><a href="javascript:alert(1)">more</a></p>'
)
CLEAN = "<p>Lift.more</p>"
SOURCE = {"key": "a-2020", "text": "A. <cite>J</cite><script>x</script>", "url": "data:x"}
RUNS = ("<script", "onclick", "onerror", "javascript:", "<img src")


def harmless(*texts):
    return not any(run in text for text in texts for run in RUNS)


class TestEveryWayIn:
    def test_by_the_form(self, desk):
        save(desk, title="T", slug="t", body=HOSTILE, references=[SOURCE | {"url": ""}])
        article = Article.objects.get()
        assert (article.body, article.draft.content["body"]) == (CLEAN, CLEAN)
        assert article.references.get().text == "A. <cite>J</cite>"

    def test_by_the_form_of_a_live_article(self, desk):
        article = factories.article()
        save(desk, article, body=HOSTILE, references=[SOURCE | {"url": ""}])
        content = ArticleDraft.objects.get().content
        assert (content["body"], content["references"][0]["text"]) == (
            CLEAN, "A. <cite>J</cite>",
        )  # fmt: skip

    def test_by_itself_while_one_types(self, desk):
        article = factories.article()
        desk.post(url("autosave", article.pk), typed(desk, article, body=HOSTILE))
        assert ArticleDraft.objects.get().content["body"] == CLEAN

    def test_by_the_service(self):
        content = {"body": HOSTILE, "references": [SOURCE]}
        publishing.save_draft(
            article=(article := factories.article()), content=content, by=None
        )
        publishing.publish(article=article, by=None)
        assert fresh(article).body == CLEAN
        row = article.references.get()
        assert (row.text, row.url) == ("A. <cite>J</cite>", "")
        assert ArticleVersion.objects.get().content["body"] == CLEAN

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("a.md", f"# T\n\n{HOSTILE}\n\n[more](javascript:alert(1))\n".encode()),
            ("a.txt", f"Strength\nA title of some words\n\n{HOSTILE}".encode()),
            (
                "a.docx",
                word.docx(
                    word.paragraph("Strength"),
                    word.paragraph("A title of some words"),
                    word.paragraph(HOSTILE.replace("<", "&lt;").replace(">", "&gt;")),
                    f'<w:p><w:hyperlink r:id="rId9">{word.run("more")}</w:hyperlink></w:p>',
                    links=[("rId9", "hyperlink", "javascript:alert(1)")],
                ),
            ),
        ],
        ids=["Markdown", "plain text", "Word"],
    )
    def test_by_a_file(self, name, data):
        """What was text there stays text: the tags alone are looked at."""
        article = bring_in_file(name, data).article
        for html in (article.body, article.body_html):
            assert harmless(*re.findall("<[a-z][^>]*>", html))
            assert "Lift." in html

    def test_by_save_in_the_shell(self):
        article = factories.article(body=HOSTILE)
        assert (article.body, harmless(article.body_html)) == (CLEAN, True)
        article.body = HOSTILE
        article.save(update_fields=["body"])
        assert (fresh(article).body, harmless(fresh(article).body_html)) == (CLEAN, True)


class TestWhatWentRoundAllOfThem:
    """Written to the row behind our back: it is cleaned again where it is shown."""

    def test_a_draft_is_shown_without_it(self, client, desk):
        article = factories.article()
        draft = publishing.save_draft(article=article, content={"title": "New"}, by=None)
        ArticleDraft.objects.update(
            content=draft.content | {"body": HOSTILE, "references": [SOURCE]}
        )
        publishing.share(article=article, key="k" * 43)
        shown = client.get(reverse("articles:shared_draft", args=["k" * 43])).text
        story = shown[shown.index("<h1>") : shown.index("</main>")]
        assert "Lift." in story and "onclick" not in story and "alert(1)" not in story

    def test_and_published_without_it(self):
        article = factories.article()
        draft = publishing.save_draft(article=article, content={"title": "New"}, by=None)
        ArticleDraft.objects.update(
            content=draft.content | {"body": HOSTILE, "references": [SOURCE]}
        )
        publishing.publish(article=article, by=None)
        assert fresh(article).body == CLEAN
        assert article.references.get().url == ""
