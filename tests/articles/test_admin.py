"""A coach at the desk: writes, is stopped by the check, publishes, withdraws."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from articles import publishing
from articles.models import Article, ArticleDraft, Topic
from forge_site.gym.models import Redirect
from tests.articles import factories
from tests.articles.desk_form import fresh, save, typed, url

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("America/New_York")


class TestWriting:
    def test_every_page_opens(self, desk):
        article = factories.article(references=["owen-2020"])
        for name in ("change", "history", "delete", "preview"):
            assert desk.get(url(name, article.pk)).status_code == 200
        for name in ("changelist", "add", "library", "preview_new"):
            assert desk.get(url(name)).status_code == 200
        assert desk.get(reverse("admin:articles_topic_changelist")).status_code == 200

    def test_a_new_article_is_a_draft_of_the_one_who_wrote_it(self, desk, admin_user):
        answer = save(desk, title="Sleep", slug="sleep", body="<p>Sleep.</p>")
        assert "Saved as a draft." in answer.text
        article = Article.objects.get()
        assert (article.title, article.published_at) == ("Sleep", None)
        assert article.draft.saved_by == admin_user

    def test_an_address_that_is_taken_is_refused(self, desk):
        factories.article(slug="sleep")
        answer = save(desk, title="Sleep", slug="sleep")
        assert "Article with this Address already exists." in answer.text
        assert Article.objects.count() == 1

    def test_readers_of_a_live_article_see_nothing_until_publish(self, desk, client):
        article = factories.article(title="Old", references=["owen-2020"])
        answer = save(desk, article, title="New")
        assert "Publish changes" in answer.text
        assert fresh(article).title == "Old"
        assert typed(desk, article)["title"] == "New"
        save(desk, article, "_publish")
        assert fresh(article).title == "New"

    def test_sources_are_added_changed_and_removed(self, desk):
        article = factories.draft()
        first = {"key": "a-2020", "text": "A. <cite>J</cite>.", "url": ""}
        second = {"key": "b-2021", "text": "B.", "url": "https://doi.org/10.1/b"}
        save(desk, article, references=[first, second])
        assert [row.key for row in article.references.all()] == ["a-2020", "b-2021"]
        save(desk, article, references=[first | {"DELETE": "on"}, second | {"text": "C."}])
        assert [(row.key, row.text) for row in article.references.all()] == [("b-2021", "C.")]

    def test_two_sources_with_one_name_are_refused(self, desk):
        article = factories.draft()
        row = {"key": "a-2020", "text": "A.", "url": ""}
        answer = save(desk, article, references=[row, row])
        assert "Two sources have the short name “a-2020”." in answer.text
        assert not article.references.exists()

    def test_a_source_may_be_typed_as_people_write_it(self, desk):
        article = factories.draft()
        row = {"key": "Owen_2020 ", "text": "Owen.", "url": "doi:10.1136/bjsports-2019-100886"}
        save(desk, article, references=[row])
        kept = article.references.get()
        assert kept.key == "owen-2020"
        assert kept.url == "https://doi.org/10.1136/bjsports-2019-100886"

    def test_a_link_that_is_none_says_what_to_do_and_leaves_the_check_standing(self, desk):
        article = factories.draft()
        row = {"key": "a-2020", "text": "A.", "url": "not an address"}
        answer = save(desk, article, references=[row])
        assert "This is no web address. Copy it from the browser" in answer.text
        data = typed(desk, article, references=[row])
        assert desk.post(url("check", article.pk), data).status_code == 200

    def test_an_act_that_asks_first_is_in_the_style_of_its_buttons(self, desk):
        article = factories.article()
        assert "css/editor.css" in desk.get(url("act", article.pk, "withdraw")).text

    def test_saving_without_typing_leaves_no_draft_behind(self, desk):
        article = factories.article(
            hero=factories.picture(),
            author=factories.coach(),
            references=["owen-2020"],
            body='<h2 data-number="1">A</h2><aside class="callout fix"><p>Lift.</p></aside>',
        )
        save(desk, article)
        assert not ArticleDraft.objects.exists()

    def test_the_second_of_two_writers_is_told_and_may_decide(self, desk):
        article = factories.article()
        stale = typed(desk, article, title="Mine")
        publishing.save_draft(article=article, content={"title": "Theirs"}, by=None)
        answer = desk.post(url("change", article.pk), stale | {"_save": "1"})
        assert "saved this article while you were writing" in answer.text
        assert 'value="Mine"' in answer.text
        assert article.draft.content["title"] == "Theirs"
        again = stale | {"seen": answer.context["adminform"].form["seen"].value()}
        desk.post(url("change", article.pk), again | {"_save": "1"})
        assert ArticleDraft.objects.get().content["title"] == "Mine"

    def test_old_addresses_are_shown_under_the_field(self, desk):
        article = factories.article(slug="new")
        Redirect.objects.create(old_path="/articles/old/", new_path="/articles/new/")
        text = desk.get(url("change", article.pk)).text
        assert "Old addresses that lead here: /articles/old/." in text

    def test_ticking_this_is_real_now_does_so(self, desk):
        article = factories.article(is_sample=True)
        save(desk, article, title="Edited")
        assert fresh(article).is_sample
        save(desk, article, real_now="on")
        assert not fresh(article).is_sample


class TestPublishing:
    def test_half_an_article_is_saved_but_not_published(self, desk):
        article = factories.draft(topic=None)
        article.refresh_from_db()
        answer = save(desk, article, "_publish", topic="", title="Kept")
        assert "Your text is saved, but not published." in answer.text
        assert "The article needs a topic." in answer.text
        assert (fresh(article).title, fresh(article).published_at) == ("Kept", None)

    def test_a_dead_link_stops_it(self, desk):
        article = factories.draft()
        answer = save(desk, article, "_publish", body='<p>See <a href="/nope/">sleep</a>.</p>')
        assert "The link to “/nope/” leads nowhere." in answer.text
        assert fresh(article).published_at is None

    def test_it_stops_one_that_is_to_go_live_later_as_well(self, desk):
        article = factories.draft()
        tomorrow = datetime.now(ZONE) + timedelta(days=1)
        answer = save(
            desk, article, "_schedule",
            body='<p>See <a href="/nope/">sleep</a>.</p>',
            publish_at=f"{tomorrow:%Y-%m-%dT}07:00",
        )  # fmt: skip
        assert "The link to “/nope/” leads nowhere." in answer.text
        assert fresh(article).published_at is None

    def test_and_the_changes_of_a_live_one(self, desk):
        article = factories.article(body="<p>Seen.</p>")
        body = '<p>See <a href="/nope/">sleep</a>.</p>'
        answer = save(desk, article, "_publish", body=body)
        assert "The link to “/nope/” leads nowhere." in answer.text
        assert fresh(article).body == "<p>Seen.</p>"

    def test_advice_does_not(self, desk):
        article = factories.draft(body="<p>Short.</p>")
        said = desk.post(url("check", article.pk), typed(desk, article)).text
        assert 'class="advice"' in said and 'class="error"' not in said
        assert "Nothing here stops you from publishing." in said
        assert "Published." in save(desk, article, "_publish").text

    def test_a_live_link_does_not(self, desk):
        other = factories.article()
        article = factories.draft()
        body = f'<p>See <a href="{other.get_absolute_url()}">how to sleep</a>.</p>'
        assert (
            "Published. Readers see it now." in save(desk, article, "_publish", body=body).text
        )
        assert fresh(article).is_live()

    def test_an_hour_is_meant_on_the_gyms_clock(self, desk):
        article = factories.draft()
        tomorrow = datetime.now(ZONE) + timedelta(days=1)
        answer = save(desk, article, "_schedule", publish_at=f"{tomorrow:%Y-%m-%dT}07:00")
        expected = tomorrow.replace(hour=7, minute=0, second=0, microsecond=0)
        assert fresh(article).published_at == expected.astimezone(UTC)
        assert f"Goes live {tomorrow:%a %-d %b}, 7:00 am Eastern time" in answer.text

    def test_schedule_without_an_hour_asks_for_one(self, desk):
        article = factories.draft()
        page = save(desk, article, "_schedule").text
        assert "Choose the day and hour" in page
        assert re.search(r'<details class="later"\s+open>', page)

    def test_a_refused_hour_stands_there_still(self, desk):
        article = factories.draft()
        page = save(desk, article, "_schedule", publish_at="2020-01-01T07:00").text
        assert re.search(r'<details class="later"\s+open>', page)
        assert 'value="2020-01-01T07:00"' in page

    def test_the_list_says_how_far_each_article_is(self, desk):
        later = datetime.now(UTC) + timedelta(days=1)
        factories.draft(title="A")
        factories.article(title="B", published_at=later)
        factories.article(title="C")
        changed = factories.article(title="D")
        publishing.save_draft(article=changed, content={"title": "D2"}, by=None)
        publishing.withdraw(article=factories.article(title="E"), by=None)
        shown = {}
        for state in ("draft", "scheduled", "live", "changed", "withdrawn"):
            answer = desk.get(url("changelist"), {"status": state})
            shown[state] = [row.title for row in answer.context["cl"].queryset]
        assert shown == {
            "draft": ["A"],
            "scheduled": ["B"],
            "live": ["C"],
            "changed": ["D"],
            "withdrawn": ["E"],
        }
        text = desk.get(url("changelist")).text
        rows = text.partition('id="result_list"')[2].split("</tr>")
        badges = [re.findall(r">(A|C|D2|E)<|badge[^>]*>([^<]*)", row) for row in rows]
        said = {found[0][0]: found[1][1] for found in badges if len(found) == 2}
        assert said == {
            "A": "Draft",
            "C": "Live",
            "D2": "Live, with unpublished changes",
            "E": "Taken down",
        }

    def test_the_list_is_searched_in_titles_texts_and_drafts(self, desk):
        factories.article(title="Sleep well")
        changed = factories.article(title="Other")
        publishing.save_draft(article=changed, content={"body": "<p>Creatine.</p>"}, by=None)
        for words, title in [("sleep WELL", "Sleep well"), ("creatine", "Other")]:
            answer = desk.get(url("changelist"), {"q": words})
            assert [row.title for row in answer.context["cl"].queryset] == [title]


class TestActs:
    @pytest.mark.parametrize("act", ["withdraw", "bring-back", "unschedule", "discard"])
    def test_each_asks_first_and_a_get_does_nothing(self, desk, act):
        article = factories.article()
        assert desk.get(url("act", article.pk, act)).status_code == 200
        assert fresh(article).is_live()

    def test_withdraw_leads_readers_on(self, desk):
        article = factories.article(slug="a")
        desk.post(url("act", article.pk, "withdraw"), {"lead_to": "/articles/"})
        assert not fresh(article).is_live()
        assert Redirect.objects.get().new_path == "/articles/"

    @pytest.mark.parametrize("address", ["//evil.test/", "https://evil.test/", "articles/"])
    def test_but_only_on_this_site(self, desk, address):
        article = factories.article()
        desk.post(url("act", article.pk, "withdraw"), {"lead_to": address})
        assert fresh(article).is_live()

    def test_changes_are_thrown_away(self, desk):
        article = factories.article(title="Seen")
        save(desk, article, title="Unseen")
        desk.post(url("act", article.pk, "discard"))
        assert typed(desk, article)["title"] == "Seen"

    def test_deleting_a_live_article_says_its_page_is_gone(self, desk):
        article = factories.article(slug="a")
        desk.post(url("delete", article.pk), {"post": "yes"})
        assert not Article.objects.exists()
        assert Redirect.objects.get(old_path="/articles/a/").new_path == ""


class TestTopics:
    def test_a_topic_is_added(self, desk):
        data = {"name": "Joints", "slug": "joints", "description": "", "position": 0}
        desk.post(reverse("admin:articles_topic_add"), data)
        assert Topic.objects.get().name == "Joints"
