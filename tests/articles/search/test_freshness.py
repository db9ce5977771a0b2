"""
What search remembers between two questions is never older than the rows, whoever changed
them; and articles stemmed by an older version are stemmed anew.
"""

import pytest
from django.core.management import call_command

from articles.models import Article, Topic
from articles.search import finding, restemming
from articles.search.finding import find
from articles.search.words import RULES
from forge_site.gym.models import Coach
from forge_site.outbox import chores
from tests.articles import factories

pytestmark = pytest.mark.django_db


def titles(query):
    return [result.title for result in find(query).results]


class TestWhatIsRemembered:
    def test_is_made_once(self, django_assert_num_queries):
        factories.article(title="Hinge")
        find("hinge")
        made = finding._made[1]
        with django_assert_num_queries(3):  # coaches and the like, marks, what is shown
            find("hinge")
        assert finding._made[1] is made

    def test_sees_a_new_article_and_one_taken_away(self):
        factories.article(title="Hinge")
        assert titles("hinge") == ["Hinge"]
        other = factories.article(title="Hinge two")
        assert set(titles("hinge")) == {"Hinge", "Hinge two"}
        other.delete()
        assert titles("hinge") == ["Hinge"]

    def test_sees_other_words_where_nothing_else_has_moved(self):
        """A process of another machine, or a command, may have saved: only the row tells."""
        article = factories.article(title="Hinge")
        find("hinge")
        before = (article.updated_at, article.published_at)
        article.title = "Squat"
        article.save()
        assert (article.updated_at, article.published_at) == before
        assert (titles("hinge"), titles("squat")) == ([], ["Squat"])

    def test_sees_one_article_in_the_place_of_another_like_it(self):
        """As many, the same words, the same sum of keys: 1 and 4, then 2 and 3."""
        for pk in (1, 4):
            factories.article(pk=pk, title="Hinge", slug=f"a{pk}")
        find("hinge")
        Article.objects.all().delete()
        for pk in (2, 3):
            factories.article(pk=pk, title="Hinge", slug=f"a{pk}")
        assert len(find("hinge").results) == 2

    def test_sees_another_topic_and_another_name_of_a_topic(self):
        article = factories.article(topic=factories.topic(name="Recovery"))
        assert len(titles("recovery")) == 1
        Article.objects.update(topic=factories.topic(name="Nutrition"))
        assert (titles("recovery"), titles("nutrition")) == ([], [article.title])
        Topic.objects.filter(name="Nutrition").update(name="Kitchen")
        assert (titles("nutrition"), titles("kitchen")) == ([], [article.title])

    def test_sees_a_coach_who_came_and_left(self):
        assert titles("hadley") == []
        Coach.objects.create(name="Joe Hadley", slug="joe")
        assert titles("hadley") == ["Joe Hadley"]
        Coach.objects.update(is_active=False)
        assert titles("hadley") == []


class TestStemmedByAnOlderVersion:
    @pytest.fixture
    def old(self):
        article = factories.article(title="Hinges")
        Article.objects.update(stems=" zzz ", stems_mark="0ld0ld00-12345678")
        return article

    def test_is_stemmed_anew_by_the_command_and_only_once(self, old, capsys):
        assert titles("hinge") == []
        call_command("restem")
        call_command("restem")
        said = capsys.readouterr().out.splitlines()
        assert said == ["1 articles stemmed anew.", "0 articles stemmed anew."]
        assert titles("hinge") == ["Hinges"]

    def test_is_stemmed_anew_by_the_sender(self, old):
        chores.do_all()
        assert titles("hinge") == ["Hinges"]

    def test_says_the_same_as_when_it_is_saved(self, old):
        restemming.restem()
        made = Article.objects.values("stems", "stems_mark").get()
        Article.objects.get().save()
        assert Article.objects.values("stems", "stems_mark").get() == made
        assert made["stems_mark"].startswith(f"{RULES}-")

    def test_is_not_changed_otherwise(self, old):
        before = Article.objects.values("updated_at", "body_html", "words").get()
        restemming.restem()
        assert Article.objects.values("updated_at", "body_html", "words").get() == before

    def test_takes_some_at_a_time(self, old):
        factories.article()
        Article.objects.update(stems_mark="")
        assert [restemming.restem(1), restemming.restem(1), restemming.restem(1)] == [1, 1, 0]
