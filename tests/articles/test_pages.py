"""The pages readers open: what stands on them, what they cost, where lost readers are led."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import override_settings

from articles import publishing
from articles.models import Article
from forge_site.gym.models import Redirect
from tests.articles import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

MEDICAL_NOTE = (
    "This article is for general education. It isn’t medical advice and can’t replace a visit "
    "with a doctor or physical therapist. If you have pain, an injury, a health condition, or "
    "you’re pregnant, talk to a professional before you start or change training. In an "
    "emergency, call 911 or your local emergency number."
)


def page(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


class TestAnArticle:
    def test_carries_what_the_template_adds(self, client):
        article = factories.article(
            title="Sleep & strength",
            body='<h2 data-number="1">Rest</h2><p>Sleep.<sup data-ref="owen-2020"></sup></p>',
            references=["owen-2020"],
        )
        html = page(client, article.get_absolute_url())
        assert "<h1>Sleep &amp; strength</h1>" in html
        assert MEDICAL_NOTE in html
        assert 'id="ref-1"' in html and "<cite>Br J Sports Med</cite>" in html
        assert ">doi:10.1136/bjsports-2019-100886</a>" in html
        assert '<a href="#rest"><b>1</b> Rest</a>' in html
        assert html.count("<h1") == 1

    def test_has_one_h1_whatever_its_text_holds(self, client):
        article = factories.article(title="Sleep", body="<h1>Other</h1><p>a</p><h1>Third</h1>")
        html = page(client, article.get_absolute_url())
        assert re.findall("<h1[^>]*>([^<]*)", html) == ["Sleep"]

    def test_ends_with_the_call_to_action_in_the_owners_words(self, client):
        html = page(client, factories.article().get_absolute_url())
        assert "<span>Learn here.</span> <span>Train with us.</span>" in html
        assert (
            "Schedule a free intro to meet with a coach and take the first step toward your "
            "goals." in html
        )
        assert 'alt="Different size kettlebells"' in html

    def test_a_sample_names_no_person_and_no_review(self, client):
        article = factories.article(
            is_sample=True,
            author=factories.coach(),
            fact_checked_by="Sam Ito",
            reviewed_on=date(2026, 3, 1),
        )
        html = page(client, article.get_absolute_url())
        assert "By Forge Fitness. Sample article, awaiting a coach’s review." in html
        assert "Maya Ellison" not in html
        assert "Sam Ito" not in html and "Last reviewed" not in html

    def test_a_real_one_names_who_wrote_and_who_checked(self, client):
        article = factories.article(
            author=factories.coach(is_sample=True, role="Head coach"),
            fact_checked_by="Sam Ito, coach",
            reviewed_on=date(2026, 3, 1),
        )
        html = page(client, article.get_absolute_url())
        assert '<a href="/coaches/maya-ellison/">Maya Ellison</a>, Head coach.' in html
        assert '<span class="sample">Sample</span>' in html
        assert "Facts checked by Sam Ito, coach." in html
        assert '<time datetime="2026-03-01">March 1, 2026</time>' in html

    def test_an_author_who_left_is_named_without_a_link(self, client):
        article = factories.article(author=factories.coach(is_active=False))
        html = page(client, article.get_absolute_url())
        assert "Maya Ellison" in html and "/coaches/maya-ellison/" not in html

    @override_settings(SITE_URL="https://forge.test")
    def test_tells_search_engines_its_one_address(self, client):
        html = page(client, factories.article(slug="sleep").get_absolute_url())
        assert '<link rel="canonical" href="https://forge.test/articles/sleep/">' in html

    def test_uses_the_words_meant_for_search_results(self, client):
        article = factories.article(seo_title="Found", seo_description="Described.")
        html = page(client, article.get_absolute_url())
        assert "<title>Found | Forge Fitness</title>" in html
        assert re.search(r'<meta name="description"\s+content="Described.">', html)

    def test_the_cover_comes_first_and_is_not_lazy(self, client):
        article = factories.article(hero=factories.picture(), hero_alt="A bar on the floor")
        html = page(client, article.get_absolute_url())
        assert 'alt="A bar on the floor" fetchpriority="high"' in html

    def test_sets_no_cookie(self, client):
        assert not client.get(factories.article().get_absolute_url()).cookies

    def test_costs_at_most_eight_queries_however_much_is_on_it(
        self, client, django_assert_max_num_queries
    ):
        keys = [f"ref-{n}" for n in range(20)]
        hero = factories.picture()
        article = factories.article(author=factories.coach(), references=keys, hero=hero)
        for _ in range(6):
            factories.article(hero=hero)
        with django_assert_max_num_queries(8):
            page(client, article.get_absolute_url())

    def test_shows_three_others_to_read(self, client):
        for _ in range(5):
            article = factories.article()
        html = page(client, article.get_absolute_url())
        assert html.count('<article class="teaser"') == 3


class TestAnArticleThatIsNotThere:
    def test_a_draft_and_a_scheduled_one_are_not_found(self, client):
        page(client, factories.draft().get_absolute_url(), 404)
        later = datetime.now(UTC) + timedelta(hours=1)
        page(client, factories.article(published_at=later).get_absolute_url(), 404)

    def test_a_withdrawn_one_is_gone_with_a_way_on(self, client):
        article = factories.article()
        publishing.withdraw(article=article, by=None)
        html = page(client, article.get_absolute_url(), 410)
        assert 'href="/articles/"' in html

    def test_a_moved_one_redirects_for_good(self, client):
        Redirect.objects.create(old_path="/articles/old/", new_path="/articles/new/")
        answer = client.get("/articles/old/")
        assert (answer.status_code, answer["Location"]) == (301, "/articles/new/")

    def test_a_live_one_wins_over_a_redirect(self, client):
        article = factories.article()
        Redirect.objects.create(old_path=article.get_absolute_url(), new_path="/")
        page(client, article.get_absolute_url())


class TestTheList:
    def test_shows_the_newest_large_and_the_rest_below(self, client):
        factories.article(title="Old", published_at=datetime(2026, 1, 1, tzinfo=UTC))
        factories.article(title="New", published_at=datetime(2026, 2, 1, tzinfo=UTC))
        html = page(client, "/articles/")
        assert html.index('class="teaser lead side"') < html.index("New</a></h2>")
        assert html.index("New</a></h2>") < html.index("Old</a></h3>")

    def test_has_no_pager_while_one_page_holds_it_all(self, client):
        for _ in range(12):
            factories.article()
        assert 'class="pager"' not in page(client, "/articles/")
        factories.article()
        assert 'class="pager"' in page(client, "/articles/")

    def test_each_page_has_a_title_and_an_address_of_its_own(self, client):
        for _ in range(13):
            factories.article()
        first, second = page(client, "/articles/"), page(client, "/articles/?page=2")
        assert "page 2 | Forge Fitness</title>" in second
        assert "page 1" not in first.split("</title>")[0]
        assert 'href="http://127.0.0.1:8000/articles/?page=2"' in second
        assert second.count('class="teaser row"') == 1

    @pytest.mark.parametrize(
        "number", ["0", "-1", "999", "x", "", "1e9", "٣", "9" * 5000, "2&page=3"]
    )
    def test_any_page_number_gets_a_page(self, client, number):
        factories.article()
        page(client, f"/articles/?page={number}")

    def test_an_empty_house_says_so(self, client):
        assert "The first article is being written" in page(client, "/articles/")

    def test_costs_the_same_for_one_article_as_for_thirty(
        self, client, django_assert_max_num_queries
    ):
        hero = factories.picture()
        for number in range(30):
            factories.article(hero=hero, topic=factories.topic(name=f"Topic {number % 5}"))
        with django_assert_max_num_queries(8):
            page(client, "/articles/?page=2")


class TestATopic:
    def test_lists_its_own_articles_and_counts_all(self, client):
        factories.article(title="Lifted")
        factories.article(title="Eaten", topic=factories.topic(name="Food"))
        html = page(client, "/articles/topics/food/")
        assert "Eaten" in html and "Lifted" not in html
        assert 'All <span class="note">2</span>' in html

    def test_without_articles_is_hidden_and_not_found(self, client):
        factories.draft(topic=factories.topic(name="Food"))
        factories.article()
        assert "Food" not in page(client, "/articles/").split("</main>")[0]
        assert "All articles" in page(client, "/articles/topics/food/", 404)


class TestASharedDraft:
    def share(self, **fields):
        article = factories.article(title="Seen by all", **fields)
        publishing.save_draft(article=article, content={"title": "Not out yet"}, by=None)
        publishing.share(article=article, key="k" * 43)
        return article

    def test_is_read_by_its_link_and_neither_kept_nor_indexed(self, client):
        self.share()
        answer = client.get(f"/articles/preview/{'k' * 43}/")
        assert "Not out yet" in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert "canonical" not in answer.content.decode()
        assert Article.objects.get().title == "Seen by all"

    def test_ends_when_the_draft_is_published(self, client):
        publishing.publish(article=self.share(), by=None)
        page(client, f"/articles/preview/{'k' * 43}/", 404)

    def test_a_scheduled_one_is_read_by_its_link_until_its_hour(self):
        article = self.share(published_at=None)
        hour = NOON + timedelta(hours=1)
        publishing.schedule(article=article, by=None, at=hour, now=NOON)
        key = "k" * 43
        assert publishing.shared(key, now=NOON) == article
        assert publishing.shared(key, now=hour) is None
        publishing.unschedule(article=article, by=None, now=NOON)
        assert publishing.shared(key, now=NOON) == article

    def test_a_link_that_ended_opens_nothing_written_later(self):
        article = self.share(published_at=None)
        hour, later = NOON + timedelta(hours=1), NOON + timedelta(days=1)
        publishing.schedule(article=article, by=None, at=hour, now=NOON)
        publishing.save_draft(article=article, content={"title": "Later"}, by=None, now=later)
        assert publishing.shared("k" * 43, now=later) is None
        article = self.share()
        publishing.discard_changes(article=article, by=None)
        publishing.save_draft(article=article, content={"title": "Anew"}, by=None)
        assert publishing.shared("k" * 43) is None

    def test_a_link_readers_overtook_opens_nothing_once_withdrawn(self):
        """It went live by its hour: nothing ran then that could have ended the link."""
        article = self.share(published_at=None)
        hour, later = NOON + timedelta(hours=1), NOON + timedelta(days=1)
        publishing.schedule(article=article, by=None, at=hour, now=NOON)
        publishing.withdraw(article=article, by=None, now=later)
        tomorrow = later + timedelta(days=1)
        publishing.schedule(article=article, by=None, at=tomorrow, now=later)
        assert publishing.shared("k" * 43, now=later) is None

    def test_a_link_to_changes_outlives_a_withdrawal(self):
        article = self.share()
        publishing.withdraw(article=article, by=None)
        assert publishing.shared("k" * 43) == article

    def test_no_other_key_opens_it(self, client):
        self.share()
        page(client, "/articles/preview/None/", 404)
