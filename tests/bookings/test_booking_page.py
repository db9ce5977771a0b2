"""The booking page: what it shows, what a link can choose on it, and where links end."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from bookings.models import Intro, IntroPolicy
from forge_site.gym.models import SpecialDay
from tests.articles import factories as articles
from tests.bookings.factories import NOW, START, make_diary, make_intro
from tests.bookings.visitor import (
    BOOK,
    LATER,
    SLOT,
    checked_of,
    fields_of,
    post,
    slots_of,
)

pytestmark = pytest.mark.django_db


def get(client, address=BOOK, **parameters):
    answer = client.get(address, parameters)
    return answer, answer.content.decode()


class TestThePage:
    def test_each_time_reads_aloud_in_full(self, client, maya):
        _, page = get(client)
        face = page.partition(f'value="{SLOT}"')[2].partition("</label>")[0]
        text = " ".join("".join(part.partition(">")[2] for part in face.split("<")[1:]).split())
        assert text == "Tuesday, November 24, 5:30 pm with Maya Ellison"

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_browser_keeps_it_for_going_back_and_nobody_else_keeps_it(
        self, client, maya, method
    ):
        answer = getattr(client, method)(BOOK)
        assert set(answer["Cache-Control"].split(", ")) == {"private", "no-cache"}

    def test_it_shows_the_first_days_and_leads_on(self, client, gym):
        make_diary(hours=[(day, "09:00", "09:30") for day in range(7)])
        _, page = get(client)
        assert len(slots_of(page)) == 5
        assert "day=2026-11-28" in page
        _, later = get(client, day="2026-11-28")
        assert slots_of(later)[0] == "maya-ellison@2026-11-28T14:00Z"
        assert "day=2026-11-23" in later
        assert not set(slots_of(page)) & set(slots_of(later))

    def test_a_closed_day_between_says_why(self, client, gym):
        make_diary(hours=[(day, "09:00", "09:30") for day in range(7)])
        SpecialDay.objects.create(on="2026-11-26", note="Thanksgiving")
        assert "Closed for Thanksgiving" in get(client)[1]

    def test_one_coach_can_be_asked_for(self, client, maya, marcus):
        assert all(value.startswith("maya") for value in slots_of(get(client)[1]))
        _, page = get(client, coach="marcus-tran")
        assert all(value.startswith("marcus") for value in slots_of(page))
        assert "Times with Marcus Tran" in page

    def test_how_to_meet_is_asked_only_where_there_is_more_than_one_way(self, client, maya):
        assert 'name="way"' not in get(client)[1]
        IntroPolicy(by_video=True).save()
        ways = re.findall(r'name="way" value="(\w+)"', get(client)[1])
        assert ways == ["in_person", "video"]
        assert post(client, way="phone").status_code == 422
        post(client, way="video")
        assert Intro.objects.get().way == Intro.Way.VIDEO

    def test_a_link_marks_the_time_it_names(self, client, maya, marcus):
        assert checked_of(get(client, at=LATER)[1]) == LATER
        other = "marcus-tran@2026-11-24T22:30Z"
        page = get(client, at=other)[1]
        assert checked_of(page) == other
        starts = [value.partition("@")[2] for value in slots_of(page)]
        assert len(set(starts)) == len(starts) == 9, "each start once, three a week"

    def test_a_time_of_a_later_week_is_on_the_page_that_opens(self, client, gym):
        make_diary(hours=[(day, "09:00", "09:30") for day in range(7)])
        late = "maya-ellison@2026-12-10T14:00Z"
        assert checked_of(get(client, at=late)[1]) == late

    def test_a_time_that_has_gone_says_so_and_marks_the_nearest(self, client, maya):
        make_intro(diary=maya)
        _, page = get(client, at=SLOT)
        assert "Tuesday, November 24, 5:30\u00a0pm is no longer open" in page
        assert checked_of(page) == LATER

    def test_with_nothing_open_it_asks_when(self, client, gym):
        _, page = get(client)
        assert "No open times in the next 21 days" in page
        assert "Send my request" in page

    def test_the_article_is_kept(self, client, maya):
        article = articles.article(slug="back-pain", title="Back pain")
        fields = fields_of(get(client, **{"from": "back-pain"})[1])
        assert fields["source"] == "back-pain"
        post(client, source="back-pain", campaign="newsletter")
        intro = Intro.objects.get()
        assert (intro.source_article, intro.campaign) == (article, "newsletter")

    def test_an_article_nobody_can_read_is_no_source(self, client, maya):
        articles.article(slug="draft", published_at=None)
        post(client, source="draft")
        assert Intro.objects.get().source_article is None

    @pytest.mark.parametrize("name", ["from", "at", "coach", "day", "ask", "utm_source"])
    @pytest.mark.parametrize(
        "value",
        [
            '"><script>alert(1)</script>',
            "\ud83d",
            "x" * 5000,
            "maya-ellison@9999-12-31T23:59Z",
            "maya-ellison@2020-01-01T00:00Z",
            "nobody@2026-11-24T22:30Z",
            "2026-13-45",
            "0001-01-01",
            "9999-12-31",
            "%00%ff",
            "' OR 1=1 --",
        ],
    )
    def test_garbage_in_the_address_is_harmless(self, client, maya, name, value):
        answer = client.get(BOOK, {name: value.encode("utf-8", "surrogatepass")})
        assert answer.status_code == 200
        assert b"<script>" not in answer.content

    def test_six_coaches_and_5000_intros_cost_eight_queries(
        self, client, gym, django_assert_max_num_queries
    ):
        articles.article(slug="back-pain")
        for number in range(6):
            diary = make_diary(
                f"Coach {number}", hours=[(day, "07:00", "19:00") for day in range(7)]
            )
            Intro.objects.bulk_create(
                Intro(
                    diary=diary,
                    starts_at=START + timedelta(hours=n),
                    ends_at=START + timedelta(hours=n, minutes=30),
                    name="Sam",
                    email="sam@forge-fitness.net",
                    created_at=NOW,
                    changed_at=NOW,
                )
                for n in range(834)
            )
        with django_assert_max_num_queries(8):
            assert client.get(BOOK, {"from": "back-pain"}).status_code == 200


class TestLinks:
    @pytest.mark.parametrize("reference", ["x", "a" * 22, "a" * 3000])
    def test_an_unknown_reference_gets_the_friendly_page(self, client, gym, reference):
        answer = client.get(f"/free-intro/done/{reference}/")
        assert answer.status_code == 404
        assert "This link has ended" in answer.content.decode()
        assert "(555) 555-0142" in answer.content.decode()

    def test_one_that_is_over_gets_the_same(self, client, maya):
        over = make_intro(diary=maya, starts_at=timezone.now() - timedelta(minutes=30))
        assert client.get(f"/free-intro/done/{over.reference}/").status_code == 404
