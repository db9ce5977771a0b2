"""Which articles readers see, in what order, and what the database refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from articles.models import Article, ArticleDraft, ArticleVersion, Topic
from tests.articles import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class TestWhatIsPublished:
    def test_an_article_is_live_from_its_instant_on(self):
        factories.article(published_at=NOON)
        assert Article.objects.published(NOON).count() == 1
        assert Article.objects.published(NOON - SECOND).count() == 0

    def test_scheduled_is_what_is_not_live_yet(self):
        factories.article(published_at=NOON)
        assert Article.objects.scheduled(NOON - SECOND).count() == 1
        assert Article.objects.scheduled(NOON).count() == 0

    def test_drafts_are_neither(self):
        factories.draft()
        assert Article.objects.drafts().count() == 1
        assert Article.objects.published().count() == 0
        assert Article.objects.scheduled().count() == 0

    def test_a_withdrawn_article_is_hidden(self):
        article = factories.article(withdrawn_at=NOON)
        assert Article.objects.published().count() == 0
        assert not article.is_live()

    def test_is_live_and_published_agree(self):
        article = factories.article(published_at=NOON)
        assert [article.is_live(NOON - SECOND), article.is_live(NOON)] == [False, True]


class TestWhatTheDatabaseRefuses:
    @pytest.mark.parametrize(
        "missing", [{"body": ""}, {"summary": ""}, {"topic": None}, {"title": ""}, {"slug": ""}]
    )
    def test_to_publish_half_an_article(self, missing):
        article = factories.article()
        with pytest.raises(IntegrityError):
            Article.objects.filter(pk=article.pk).update(**missing)

    def test_to_withdraw_what_never_was_published(self):
        with pytest.raises(IntegrityError):
            factories.draft(withdrawn_at=NOON)

    def test_two_references_with_one_key(self):
        with pytest.raises(IntegrityError):
            factories.article(references=["owen-2020", "owen-2020"])

    def test_two_versions_with_one_number(self):
        article = factories.article()
        ArticleVersion.objects.create(article=article, number=1, made_at=NOON, content={})
        with pytest.raises(IntegrityError):
            ArticleVersion.objects.create(article=article, number=1, made_at=NOON, content={})

    def test_two_drafts_of_one_article(self):
        article = factories.article()
        ArticleDraft.objects.create(article=article, saved_at=NOON)
        with pytest.raises(IntegrityError):
            ArticleDraft.objects.create(article=article, saved_at=NOON)

    def test_to_lose_a_topic_that_has_articles(self):
        article = factories.article()
        with pytest.raises(ProtectedError):
            article.topic.delete()


class TestWhatIsStored:
    def test_a_script_put_in_by_save_is_gone(self):
        article = factories.article(body="<p>Lift.<script>alert(1)</script></p>")
        assert article.body == "<p>Lift.</p>"
        assert "script" not in article.body_html

    def test_a_reference_holds_nothing_but_its_journal(self):
        article = factories.article()
        row = factories.reference(
            article, text="A <b>b</b> <cite>J</cite><script>x</script>", url="javascript:x"
        )
        row.refresh_from_db()
        assert (row.text, row.url) == ("A b <cite>J</cite>", "")

    def test_citations_are_numbered_in_the_order_of_the_text(self):
        cite = '<p>a<sup data-ref="{}"></sup></p>'
        article = factories.article(
            body=cite.format("tataryn-2021") + cite.format("owen-2020"),
            references=["unused-2019", "owen-2020", "tataryn-2021"],
        )
        assert article.citations == ["tataryn-2021", "owen-2020"]
        listed = article.in_order_of_citation(article.references.all())
        assert [row.key for row in listed] == ["tataryn-2021", "owen-2020", "unused-2019"]
        assert 'href="#ref-1"' in article.body_html

    def test_saving_the_body_alone_saves_what_is_made_from_it(self):
        article = factories.article()
        article.body = "<h2>New</h2><p>Words.</p>"
        article.save(update_fields=["body"])
        article.refresh_from_db()
        assert article.contents == [{"id": "new", "number": None, "text": "New"}]

    def test_a_save_that_leaves_the_body_out_renders_nothing(self, monkeypatch):
        article = factories.article()
        monkeypatch.setattr(Article, "render", None)
        article.save(update_fields=["withdrawn_at"])

    def test_only_drawings_we_have_are_shown(self):
        body = '<figure data-diagram="hip-hinge"></figure><figure data-diagram="nope"></figure>'
        article = factories.article(body=body)
        assert article.body_html.count("<svg") == 1

    def test_a_picture_or_coach_that_is_deleted_leaves_the_article(self):
        article = factories.article(hero=factories.picture(), author=factories.coach())
        article.hero.delete()
        article.author.delete()
        article.refresh_from_db()
        assert (article.hero, article.author) == (None, None)


class TestOneShapeForDraftAndVersion:
    def test_content_applied_to_another_article_is_the_same_content(self):
        other = factories.article()
        article = factories.article(
            hero=factories.picture(),
            author=factories.coach(),
            reviewed_on=date(2026, 3, 1),
            fact_checked_by="Sam Ito, coach",
            seo_title="Lift",
            references=["owen-2020", "tataryn-2021"],
        )
        article.related_override.add(other)
        content = article.content() | {"slug": "copy"}
        copy = factories.draft()
        copy.apply(content)
        copy = Article.objects.get(pk=copy.pk)
        assert copy.content() == content
        assert [r["key"] for r in content["references"]] == ["owen-2020", "tataryn-2021"]

    def test_what_the_content_does_not_name_stays(self):
        article = factories.article(references=["owen-2020"], seo_title="Kept")
        article.apply({"title": "New"})
        article.refresh_from_db()
        assert (article.title, article.seo_title) == ("New", "Kept")
        assert article.references.count() == 1

    def test_what_it_names_is_not_read_first(self, django_assert_num_queries):
        factories.article()
        article = Article.objects.for_page().get()
        with django_assert_num_queries(0):
            article.fill({"body": "<p>New.</p>", "references": []})
            assert article.body == "<p>New.</p>"

    def test_a_coach_who_is_gone_since_counts_as_none(self):
        author = factories.coach()
        article = factories.article(author=author)
        content = article.content()
        author.delete()
        article.apply(content)
        assert article.author is None


class TestDraftsByAPieceOfTheirBody:
    @pytest.mark.parametrize("piece", ['href="/old/', "100 % _x_", r"a\b", "crème", "’"])
    def test_the_database_finds_them_as_it_stands_there(self, piece):
        contents = [{"body": f"<p>{piece}</p>"}, {"body": "<p>100  xx</p>"}, {"title": piece}]
        drafts = [
            ArticleDraft.objects.create(
                article=factories.draft(), content=content, saved_at=NOON
            )
            for content in contents
        ]
        assert [*ArticleDraft.objects.with_in_body(piece)] == drafts[:1]

    def test_one_without_a_body_holds_nothing(self):
        ArticleDraft.objects.create(article=factories.draft(), saved_at=NOON)
        assert not ArticleDraft.objects.with_in_body("").exists()


class TestLists:
    def test_topics_count_what_readers_can_see(self):
        factories.article()
        factories.draft()
        factories.article(withdrawn_at=NOON)
        factories.draft(topic=factories.topic(name="Food"))
        topics = Topic.objects.with_articles()
        assert [(topic.name, topic.article_count) for topic in topics] == [("Strength", 1)]

    def test_cards_and_pages_cost_a_fixed_number_of_queries(self, django_assert_num_queries):
        hero = factories.picture()
        for _ in range(3):
            factories.article(hero=hero, author=factories.coach(slug=f"c{_}"), references=["a"])
        with django_assert_num_queries(1):
            for article in Article.objects.published().for_cards():
                assert article.topic.name and article.hero.alt and article.minutes == 1
        with django_assert_num_queries(2):
            for article in Article.objects.published().for_page():
                assert article.author.name and article.references.all()
