"""An answer lost on the way: the same page saves on, and another one is still told."""

from uuid import uuid4

import pytest

from articles import publishing
from articles.models import Article, ArticleDraft
from tests.articles import factories
from tests.articles.desk_form import fresh, typed, url

pytestmark = pytest.mark.django_db

FIRST, MORE = {"body": "<p>First words.</p>"}, {"body": "<p>First words. More.</p>"}
TOLD = "saved this article while you were writing"


class TestThePageSavesOn:
    """Each test posts twice what one page holds: of the first answer it knows nothing."""

    @pytest.mark.parametrize("named", [{}, {"title": "Sleep", "slug": "sleep"}])
    def test_a_new_article_goes_on_with_the_draft_it_made(self, desk, named):
        page = typed(desk, **named)
        desk.post(url("autosave_new"), page | FIRST)
        said = desk.post(url("autosave_new"), page | MORE).json()
        article = Article.objects.get()
        assert article.body == MORE["body"]
        assert said["note"].startswith("Draft saved")
        assert said["change"] == url("change", article.pk)
        assert said["autosave"] == url("autosave", article.pk)
        on = page | FIRST | {"seen": said["seen"]}
        assert "seen" in desk.post(said["autosave"], on).json()
        assert fresh(article).body == FIRST["body"]

    @pytest.mark.parametrize("make", [factories.draft, factories.article])
    def test_an_article_there_was_is_no_conflict_with_oneself(self, desk, make):
        article = make()
        page = typed(desk, article)
        desk.post(url("autosave", article.pk), page | FIRST)
        said = desk.post(url("autosave", article.pk), page | MORE).json()
        assert said["note"].startswith("Draft saved") and "seen" in said
        assert ArticleDraft.objects.get().content["body"] == MORE["body"]

    @pytest.mark.parametrize("button", ["_save", "_publish"])
    @pytest.mark.parametrize("is_new", [True, False])
    def test_the_buttons_as_well(self, desk, button, is_new):
        kept = factories.draft(title="Sleep", slug="sleep")
        parts = {name: value for name, value in typed(desk, kept).items() if value}
        article = None if is_new else kept
        if is_new:
            kept.delete()
        page = typed(desk, article) | parts | {"page_key": str(uuid4())}
        args = [] if is_new else [kept.pk]
        desk.post(url("autosave_new" if is_new else "autosave", *args), page | FIRST)
        address = url("add" if is_new else "change", *args)
        answer = desk.post(address, page | MORE | {button: "1"}, follow=True)
        stored = Article.objects.get()
        assert answer.redirect_chain[-1][0] == url("change", stored.pk)
        assert stored.body == MORE["body"]
        assert stored.is_live() == (button == "_publish")

    def test_a_button_pressed_twice_makes_one_article(self, desk):
        page = typed(desk, title="Sleep", slug="sleep") | {"_save": "1"}
        desk.post(url("add"), page | FIRST)
        desk.post(url("add"), page | MORE)
        assert Article.objects.get().body == MORE["body"]

    def test_a_form_refused_meanwhile_is_still_the_same_page(self, desk):
        page = typed(desk, title="Sleep", slug="sleep")
        desk.post(url("autosave_new"), page)
        answer = desk.post(url("add"), page | {"title": "", "_save": "1"})
        form = answer.context["adminform"].form
        assert form.errors.keys() == {"title"}
        assert str(form["page_key"].value()) == str(page["page_key"])

    def test_a_form_refused_after_a_lost_answer_saves_on(self, desk):
        article = factories.article()
        page = typed(desk, article)
        desk.post(url("autosave", article.pk), page | FIRST)
        refused = desk.post(
            url("change", article.pk), page | MORE | {"title": "", "_save": "1"}
        )
        form = refused.context["adminform"].form
        shown = {name: str(form[name].value()) for name in ("seen", "page_key")}
        said = desk.post(url("autosave", article.pk), page | MORE | shown).json()
        assert said["note"].startswith("Draft saved")


class TestAnotherPageIsTold:
    def refused(self, desk, article, page):
        said = desk.post(url("autosave", article.pk), page).json()
        answer = desk.post(url("change", article.pk), page | {"_save": "1"})
        return TOLD in said["note"] and "seen" not in said and TOLD in answer.text

    def test_a_second_tab_of_the_same_person(self, desk):
        article = factories.article()
        one, two = typed(desk, article), typed(desk, article)
        desk.post(url("autosave", article.pk), one | FIRST)
        assert self.refused(desk, article, two | MORE)
        assert ArticleDraft.objects.get().content["body"] == FIRST["body"]

    @pytest.mark.parametrize("mistake", [{"title": ""}, {"seen": "an old one"}])
    def test_a_refused_form_that_the_browser_sends_again(self, desk, mistake):
        """As it does when its page is loaded anew: what was typed since is newer."""
        article = factories.article()
        old = typed(desk, article) | {"_save": "1"} | FIRST | mistake
        form = desk.post(url("change", article.pk), old).context["adminform"].form
        shown = {name: str(form[name].value()) for name in ("seen", "page_key")}
        desk.post(url("autosave", article.pk), typed(desk, article) | shown | MORE)
        assert TOLD in desk.post(url("change", article.pk), old | {"title": "Sleep"}).text
        assert ArticleDraft.objects.get().content["body"] == MORE["body"]

    def test_an_older_save_that_arrives_late(self, desk):
        article = factories.article()
        old = typed(desk, article)
        said = desk.post(url("autosave", article.pk), old | FIRST).json()
        desk.post(url("autosave", article.pk), old | MORE | {"seen": said["seen"]})
        assert self.refused(desk, article, old | FIRST)
        assert ArticleDraft.objects.get().content["body"] == MORE["body"]

    def test_whoever_saved_another_article(self, desk):
        mine, article = factories.article(), factories.article()
        page = typed(desk, mine)
        desk.post(url("autosave", mine.pk), page | FIRST)
        assert self.refused(desk, article, page | MORE)

    @pytest.mark.parametrize("by_a_page", [True, False])
    def test_who_saved_before_but_not_last(self, desk, by_a_page):
        article = factories.article()
        mine = typed(desk, article)
        desk.post(url("autosave", article.pk), mine | FIRST)
        if by_a_page:
            desk.post(url("autosave", article.pk), typed(desk, article, title="Theirs"))
        else:
            publishing.save_draft(article=article, content={"title": "Theirs"}, by=None)
        assert self.refused(desk, article, mine | MORE)
        assert ArticleDraft.objects.get().content["title"] == "Theirs"

    def test_who_saved_what_was_published_since(self, desk):
        article = factories.article()
        mine = typed(desk, article)
        desk.post(url("autosave", article.pk), mine | FIRST)
        publishing.publish(article=article, by=None)
        assert self.refused(desk, article, mine | MORE)
        assert not ArticleDraft.objects.exists()

    def test_a_second_new_article_of_one_title_stands_beside_the_first(self, desk):
        for text in (FIRST, MORE):
            page = typed(desk, title="Sleep", slug="sleep")
            note = desk.post(url("autosave_new"), page | text).json()["note"]
        assert "already exists" in note
        stored = Article.objects.order_by("pk").values_list("slug", "body")
        assert list(stored) == [("sleep", FIRST["body"]), ("sleep-2", MORE["body"])]

    @pytest.mark.parametrize("key", ["", "no key", "\0"])
    def test_a_page_without_a_key_never_goes_on_with_another_article(self, desk, key):
        article = factories.article(body="<p>Seen.</p>")
        publishing.save_draft(article=article, content={"title": "Theirs"}, by=None)
        page = typed(desk, title="Sleep", slug="sleep") | {"page_key": key}
        desk.post(url("autosave_new"), page | FIRST)
        desk.post(url("add"), page | {"_save": "1"})
        assert fresh(article).body == "<p>Seen.</p>"
        assert ArticleDraft.objects.get(article=article).content["title"] == "Theirs"
        assert Article.objects.get(slug="sleep").body == FIRST["body"]
