"""
What every public page tells machines, read as a search engine reads it (extruct): words of
schema.org only, and all that Google asks for.
"""

from datetime import date

import extruct
import pytest
from django.conf import settings

from articles.models import Article
from forge_site.gym.models import Coach, Program, Question
from tests.articles import factories
from tests.pages.factories import FULL_PAGES, full_gym
from tests.pages.vocabulary import SCHEMA_ORG, Vocabulary

pytestmark = pytest.mark.django_db

PAGES = [*FULL_PAGES, "/articles/topics/strength/", "/free-intro/", "/articles/search/?q=lift"]
# Google Search Central, "Structured data that Google Search supports": required of a type
# and what is recommended that we have. Article, Breadcrumb, FAQ, Local business; Person as in
# "Profile page". https://developers.google.com/search/docs/appearance/structured-data
GOOGLE = {
    "Article": {"author", "dateModified", "datePublished", "headline", "image"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"item", "name", "position"},
    "FAQPage": {"mainEntity"},
    "Question": {"acceptedAnswer", "name"},
    "Answer": {"text"},
    "ExerciseGym": {
        "address",
        "geo",
        "image",
        "name",
        "openingHoursSpecification",
        "telephone",
        "url",
    },
    "PostalAddress": {
        "addressCountry",
        "addressLocality",
        "addressRegion",
        "postalCode",
        "streetAddress",
    },
    "OpeningHoursSpecification": {"closes", "opens"},
    "GeoCoordinates": {"latitude", "longitude"},
    "Person": {"name"},
    "Organization": {"name", "url"},
}
NEVER = {"AggregateRating", "HowTo", "Rating", "Review"}
# The Open Graph protocol, "Basic Metadata" (https://ogp.me).
OPEN_GRAPH = {"og:title", "og:type", "og:image", "og:url"}
TOLD = {
    "/": {"ExerciseGym"},
    "/contact/": {"ExerciseGym"},
    "/questions/": {"FAQPage"},
    "/coaches/maya-ellison/": {"BreadcrumbList", "Person"},
    "/programs/foundations/": {"BreadcrumbList"},
    "/articles/article-1/": {"Article", "BreadcrumbList", "Person", "WebPage"},
    "/articles/topics/strength/": {"BreadcrumbList"},
}


@pytest.fixture
def gym():
    gym = full_gym(latitude="40.71278", longitude="-74.00594")
    article = Article.objects.get(slug="article-1")
    factories.reference(article)
    article.body = '<p>Lift.<sup data-ref="owen-2020"></sup></p>'
    article.fact_checked_by, article.reviewed_on = "Ann Lee, physician", date(2026, 3, 1)
    article.save()
    return gym


def extracted(client, path):
    answer = client.get(path)
    html = answer.content.decode()
    return extruct.extract(html, settings.SITE_URL + path, syntaxes=["json-ld", "opengraph"])


def things(client, path):
    return [
        thing
        for document in extracted(client, path)["json-ld"]
        for thing in document.get("@graph", [document])
    ]


def all_within(value):
    """Yield every thing in `value`, itself and those inside it."""
    if isinstance(value, list):
        for each in value:
            yield from all_within(each)
    elif isinstance(value, dict):
        yield value
        yield from all_within(list(value.values()))


class TestEveryPage:
    @pytest.mark.parametrize("path", PAGES)
    def test_tells_what_it_should_in_words_of_the_vocabulary(self, client, gym, path):
        told = things(client, path)
        assert {thing["@type"] for thing in told} == TOLD.get(path, set())
        for thing in told:
            assert SCHEMA_ORG.problems(thing) == []

    @pytest.mark.parametrize("path", TOLD)
    def test_has_all_that_google_asks_for(self, client, gym, path):
        for thing in all_within(things(client, path)):
            kind = thing.get("@type")
            assert kind not in NEVER
            if kind:
                assert GOOGLE.get(kind, set()) <= set(thing), thing

    @pytest.mark.parametrize("path", PAGES)
    def test_has_a_card_for_sharing(self, client, gym, path):
        (card,) = extracted(client, path)["opengraph"] or [{"properties": []}]
        said = dict(card["properties"])
        if path == "/no-such-page/":
            assert "og:url" not in said
            return
        assert set(said) >= OPEN_GRAPH
        assert all(said.values())

    def test_of_samples_invents_nothing(self, client, gym):
        """Nor do pages of a gym whose owner has not said that it is real."""
        for model in (Coach, Program, Question, Article):
            model.objects.update(is_sample=True)
        gym.is_sample = True
        gym.save()
        for path in PAGES:
            kinds = {thing.get("@type") for thing in all_within(things(client, path))}
            assert not kinds & {"ExerciseGym", "Person", "FAQPage"}, path
            for thing in things(client, path):
                assert SCHEMA_ORG.problems(thing) == []


class TestTheCheckItself:
    """A check that finds nothing proves nothing: each kind of mistake, made on purpose."""

    @pytest.mark.parametrize(
        "thing",
        [
            {"@type": "Gym", "name": "x"},
            {"@type": "Article", "titel": "x"},
            {"@type": "Article", "geo": "x"},
            {"@type": "Article", "datePublished": "yesterday"},
            {"@type": "Article", "author": {"@type": "PostalAddress"}},
            {"@type": "Article", "author": {"@type": "Person", "nam": "x"}},
            {"@type": "Article", "headline": ""},
            {"@type": "Article", "wordCount": "many"},
            {"@type": "ExerciseGym", "url": "/here/"},
            {"@type": "OpeningHoursSpecification", "opens": "25:00"},
            {"@type": "OpeningHoursSpecification", "dayOfWeek": "https://schema.org/Mon"},
            {"name": "without a type"},
        ],
    )
    def test_sees(self, thing):
        assert len(SCHEMA_ORG.problems(thing)) == 1

    def test_knows_what_is_inherited_from_both_sides(self):
        """A LocalBusiness is an Organization and a Place."""
        assert {"geo", "founder", "priceRange", "slogan"} <= set(
            SCHEMA_ORG.properties("ExerciseGym")
        )
        assert isinstance(SCHEMA_ORG, Vocabulary)
