"""A coach writes, publishes, changes, withdraws, goes back; readers see what they should."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError

from articles import publishing
from articles.models import Article, ArticleDraft
from forge_site.gym.models import Redirect
from tests.articles import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def coach():
    return get_user_model().objects.create_user("maya")


def fresh(article):
    return Article.objects.get(pk=article.pk)


def redirects():
    return {row.old_path: row.new_path for row in Redirect.objects.all()}


class TestSavingADraft:
    def test_a_new_article_is_stored_and_says_what_was_typed(self, coach):
        content = {"title": "Sleep", "slug": "sleep", "body": "<p>Sleep more.</p>"}
        publishing.save_draft(article=Article(), content=content, by=coach, now=NOW)
        article = Article.objects.get()
        assert (article.title, article.body) == ("Sleep", "<p>Sleep more.</p>")
        assert article.published_at is None
        assert (article.draft.saved_by, article.draft.saved_at) == (coach, NOW)

    def test_readers_of_a_live_article_keep_what_they_have(self, coach):
        article = factories.article(body="<p>Old.</p>")
        publishing.save_draft(
            article=article, content={"title": "New", "body": "<p>New.</p>"}, by=coach
        )
        live = fresh(article)
        assert (live.title, live.body) == (article.title, "<p>Old.</p>")
        assert live.draft.content["body"] == "<p>New.</p>"

    def test_changing_back_ends_the_draft(self, coach):
        article = factories.article(title="Same")
        publishing.save_draft(article=article, content={"title": "Other"}, by=coach)
        assert (
            publishing.save_draft(article=article, content={"title": "Same"}, by=coach) is None
        )
        assert not ArticleDraft.objects.exists()

    def test_a_draft_holds_no_script(self, coach):
        article = factories.article()
        draft = publishing.save_draft(
            article=article, content={"body": "<p>a<script>b</script></p>"}, by=coach
        )
        assert draft.content["body"] == "<p>a</p>"

    def test_the_second_of_two_writers_is_told_who_was_first(self, coach):
        article = factories.article()
        seen = publishing.working_copy_mark(article)
        publishing.save_draft(article=article, content={"title": "Mine"}, by=coach, seen=seen)
        with pytest.raises(ValidationError, match="maya saved this article while"):
            publishing.save_draft(
                article=article, content={"title": "Ours"}, by=None, seen=seen
            )
        assert article.draft.content["title"] == "Mine"


class TestPublishing:
    def test_publish_shows_the_draft_and_writes_a_version(self, coach):
        article = factories.draft(title="Sleep")
        publishing.publish(article=article, by=coach, now=NOW)
        live = fresh(article)
        assert live.is_live(NOW)
        assert (live.published_at, live.updated_at) == (NOW, NOW)
        version = live.versions.get()
        assert (version.number, version.made_by, version.made_at) == (1, coach, NOW)
        assert version.content["title"] == "Sleep"

    def test_changes_keep_the_date_of_publication(self, coach):
        article = factories.article(published_at=NOW - HOUR)
        publishing.save_draft(article=article, content={"title": "New"}, by=coach)
        publishing.publish(article=article, by=coach, now=NOW)
        live = fresh(article)
        assert (live.title, live.published_at, live.updated_at) == ("New", NOW - HOUR, NOW)
        assert not ArticleDraft.objects.exists()

    def test_versions_are_numbered_on(self, coach):
        article = factories.article()
        for title in ("One", "Two"):
            publishing.save_draft(article=article, content={"title": title}, by=coach)
            publishing.publish(article=article, by=coach)
        numbered = [(v.number, v.content["title"]) for v in article.versions.all()]
        assert numbered == [(2, "Two"), (1, "One")]

    def test_half_an_article_is_refused_and_nothing_changes(self, coach):
        article = factories.draft(summary="")
        with pytest.raises(ValidationError, match="a topic, a summary and a text"):
            publishing.publish(article=article, by=coach)
        assert fresh(article).published_at is None
        assert not article.versions.exists()

    def test_a_slug_another_article_has_is_refused(self, coach):
        factories.article(slug="taken")
        article = factories.article()
        publishing.save_draft(article=article, content={"slug": "free"}, by=coach)
        ArticleDraft.objects.update(content=article.content() | {"slug": "taken"})
        with pytest.raises(ValidationError):
            publishing.publish(article=article, by=coach)
        assert fresh(article).slug == article.slug


class TestAnotherAddress:
    def rename(self, article, slug):
        publishing.save_draft(article=article, content={"slug": slug}, by=None)
        publishing.publish(article=article, by=None)

    def test_a_live_article_leaves_a_redirect(self):
        article = factories.article(slug="old")
        self.rename(article, "new")
        assert redirects() == {"/articles/old/": "/articles/new/"}

    def test_there_and_back_again_leaves_no_loop(self):
        article = factories.article(slug="a")
        for slug in ("b", "c", "a"):
            self.rename(article, slug)
        assert redirects() == {"/articles/b/": "/articles/a/", "/articles/c/": "/articles/a/"}

    def test_links_to_it_are_kept_right(self):
        article = factories.article(slug="old")
        link = '<p><a href="/articles/{0}/">a</a> <a href="/articles/{0}/#rest">b</a></p>'
        other = factories.article(body=link.format("old"))
        near = factories.article(body='<p><a href="/articles/old/more/">a</a></p>')
        writing = factories.article()
        publishing.save_draft(article=writing, content={"body": link.format("old")}, by=None)
        self.rename(article, "new")
        assert fresh(other).body == link.format("new")
        assert "/articles/new/#rest" in fresh(other).body_html
        assert fresh(near).body == near.body
        assert fresh(writing).draft.content["body"] == link.format("new")

    def test_one_that_links_to_itself_is_kept_right_in_its_version_too(self):
        article = factories.article(slug="old", body='<p><a href="/articles/old/#a">a</a></p>')
        self.rename(article, "new")
        version = article.versions.get()
        assert version.content["body"] == '<p><a href="/articles/new/#a">a</a></p>'
        assert version.content == fresh(article).content()

    def test_a_draft_nobody_saw_leaves_none(self):
        article = factories.draft(slug="old")
        self.rename(article, "new")
        assert redirects() == {}

    def test_a_new_article_takes_over_an_old_address(self):
        Redirect.objects.create(old_path="/articles/sleep/", new_path="/articles/")
        publishing.publish(article=factories.draft(slug="sleep"), by=None)
        assert redirects() == {}


class TestScheduling:
    def test_a_scheduled_article_goes_live_by_itself(self):
        article = factories.draft()
        publishing.schedule(article=article, by=None, at=NOW + HOUR, now=NOW)
        assert not fresh(article).is_live(NOW)
        assert fresh(article).is_live(NOW + HOUR)

    def test_its_changes_wait_for_publish_and_keep_the_hour(self):
        article = factories.draft(title="Old")
        publishing.schedule(article=article, by=None, at=NOW + HOUR, now=NOW)
        publishing.save_draft(article=article, content={"title": "New"}, by=None)
        assert fresh(article).title == "Old"
        publishing.publish(article=article, by=None, now=NOW)
        assert (fresh(article).title, fresh(article).published_at) == ("New", NOW + HOUR)

    def test_publish_without_changes_means_now(self):
        article = factories.draft()
        publishing.schedule(article=article, by=None, at=NOW + HOUR, now=NOW)
        publishing.publish(article=article, by=None, now=NOW)
        assert fresh(article).published_at == NOW

    def test_a_time_that_is_past_is_refused(self):
        with pytest.raises(ValidationError, match="This time is past"):
            publishing.schedule(article=factories.draft(), by=None, at=NOW - HOUR, now=NOW)

    def test_a_live_article_is_not_scheduled(self):
        article = factories.article()
        with pytest.raises(ValidationError, match="live already"):
            publishing.schedule(article=article, by=None, at=NOW + HOUR, now=NOW)

    def test_unschedule_makes_a_draft_of_it_and_keeps_the_words(self):
        article = factories.draft()
        publishing.schedule(article=article, by=None, at=NOW + HOUR, now=NOW)
        publishing.save_draft(article=article, content={"title": "Later"}, by=None)
        publishing.unschedule(article=article, by=None, now=NOW)
        assert (fresh(article).published_at, fresh(article).title) == (None, "Later")


class TestWithdrawing:
    def test_the_address_says_it_is_gone(self):
        article = factories.article(slug="a")
        publishing.withdraw(article=article, by=None, now=NOW)
        assert not fresh(article).is_live(NOW)
        assert redirects() == {"/articles/a/": ""}

    def test_or_leads_to_another_page(self):
        article = factories.article(slug="a")
        publishing.withdraw(article=article, by=None, lead_to="/articles/b/")
        assert redirects() == {"/articles/a/": "/articles/b/"}

    def test_bringing_it_back_keeps_its_date(self):
        article = factories.article(slug="a")
        publishing.withdraw(article=article, by=None)
        publishing.bring_back(article=article, by=None)
        assert fresh(article).is_live()
        assert fresh(article).published_at == article.published_at
        assert redirects() == {}

    def test_a_draft_cannot_be_withdrawn(self):
        with pytest.raises(ValidationError, match="Only a live article"):
            publishing.withdraw(article=factories.draft(), by=None)

    def test_a_withdrawn_article_may_be_mended_and_published_again(self):
        article = factories.article(slug="a", title="Old")
        publishing.withdraw(article=article, by=None)
        publishing.save_draft(article=article, content={"title": "New"}, by=None)
        assert fresh(article).title == "Old"
        publishing.publish(article=article, by=None)
        assert fresh(article).is_live()
        assert (fresh(article).title, redirects()) == ("New", {})

    def test_one_that_comes_back_elsewhere_leaves_a_redirect(self):
        article = factories.article(slug="a")
        publishing.withdraw(article=article, by=None)
        publishing.save_draft(article=article, content={"slug": "b"}, by=None)
        publishing.publish(article=article, by=None)
        assert redirects() == {"/articles/a/": "/articles/b/"}


class TestGoingBack:
    def test_a_restored_version_waits_as_a_draft_and_keeps_the_address(self):
        article = factories.draft(title="One", slug="one")
        publishing.publish(article=article, by=None)
        publishing.save_draft(article=article, content={"title": "Two", "slug": "two"}, by=None)
        publishing.publish(article=article, by=None)
        publishing.restore(version=article.versions.get(number=1), by=None)
        assert fresh(article).title == "Two"
        publishing.publish(article=article, by=None)
        live = fresh(article)
        assert (live.title, live.slug) == ("One", "two")
        assert live.versions.count() == 3

    def test_discarding_changes_leaves_what_readers_see(self):
        article = factories.article(title="Seen")
        publishing.save_draft(article=article, content={"title": "Unseen"}, by=None)
        publishing.discard_changes(article=article, by=None)
        assert publishing.working_content(article)["title"] == "Seen"
