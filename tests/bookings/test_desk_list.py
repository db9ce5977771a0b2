"""The desk's list of intros and the outcomes noted from it, used as staff use it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from bookings.models import Intro, IntroNote, Status
from forge_site.outbox.models import OutboxEmail
from tests.bookings.desk import do, record, said
from tests.bookings.factories import LENGTH, NOW, PAST, START, make_intro

pytestmark = pytest.mark.django_db
LIST = "admin:bookings_intro_changelist"


class TestTheList:
    def test_it_shows_what_one_decides_by(self, desk, maya):
        make_intro(diary=maya, phone="+12125550117", campaign="newsletter")
        page = desk.get(reverse(LIST)).content.decode()
        for words in ("Tue 24 Nov, 5:30 pm", "Sam Rivera", "Booked", "(212) 555-0117", "Maya"):
            assert words in page
        assert "newsletter" in page

    def test_buttons_fit_the_state(self, desk, maya):
        past = make_intro(diary=maya, starts_at=PAST)
        ahead = make_intro(diary=maya)
        page = desk.get(reverse(LIST)).content.decode()
        acts = re.findall(r"/intro/(\d+)/do/(\w+)/\?back=list", page)
        assert {act for pk, act in acts if pk == str(past.pk)} == {
            "attended",
            "no_show",
            "joined",
            "not_now",
        }
        # One click must not cancel, and mail somebody, from a list.
        assert not {act for pk, act in acts if pk == str(ahead.pk)}
        assert f'<a href="{record(ahead)}#reason">Move or cancel</a>' in page
        assert 'id="reason"' in desk.get(record(ahead)).text

    @pytest.mark.parametrize(
        ("stage", "names"),
        [
            ("ahead", {"Ahead"}),
            ("requests", {"Waiting"}),
            ("outcome", {"Past"}),
            ("held", {"Held"}),
            ("outside", {"Ahead"}),
        ],
    )
    def test_it_is_narrowed_by_what_is_to_be_done(self, desk, maya, stage, names):
        make_intro(name="Ahead", diary=maya, starts_at=START + timedelta(days=1))
        make_intro(name="Past", diary=maya, starts_at=PAST)
        make_intro(name="Waiting", status=Status.REQUESTED)
        make_intro(name="Answered", status=Status.REQUESTED, answered_at=NOW)
        make_intro(name="Held", status=Status.QUARANTINED)
        answer = desk.get(reverse(LIST), {"stage": stage})
        assert {intro.name for intro in answer.context["cl"].result_list} == names

    @pytest.mark.parametrize(
        ("query", "names"),
        [
            ({}, {"Asked"}),
            ({"status__exact": "quarantined"}, {"Held"}),
            ({"q": "held"}, {"Held"}),
        ],
    )
    def test_what_is_held_back_stands_in_the_list_only_when_asked_for(self, desk, query, names):
        make_intro(name="Asked", status=Status.REQUESTED)
        make_intro(name="Held", status=Status.QUARANTINED)
        answer = desk.get(reverse(LIST), query)
        assert {intro.name for intro in answer.context["cl"].result_list} == names

    def test_a_burst_of_spam_is_counted_and_one_tap_away(self, desk):
        assert "Held back:" not in desk.get(reverse(LIST)).content.decode()
        for _ in range(60):
            make_intro(name="Held", status=Status.QUARANTINED)
        page = desk.get(reverse(LIST)).content.decode()
        assert f'<a href="{reverse(LIST)}?stage=held">Held back: 60</a>' in page
        assert "All but those held back" in page

    def test_who_waits_comes_first_then_the_latest_time_then_those_without(self, desk, maya):
        make_intro(name="Closed", status=Status.CANCELLED)
        make_intro(name="Past", diary=maya, starts_at=PAST)
        make_intro(name="Ahead", diary=maya)
        make_intro(name="Waits", status=Status.REQUESTED)
        rows = desk.get(reverse(LIST)).context["cl"].result_list
        assert [intro.name for intro in rows] == ["Waits", "Ahead", "Past", "Closed"]

    def test_of_what_is_ahead_the_next_comes_first(self, desk, maya):
        make_intro(name="Later", diary=maya, starts_at=START + timedelta(days=7))
        make_intro(name="Next", diary=maya)
        rows = desk.get(reverse(LIST), {"stage": "ahead"}).context["cl"].result_list
        assert [intro.name for intro in rows] == ["Next", "Later"]

    def test_it_does_not_cost_more_with_more_rows(
        self, desk, maya, django_assert_max_num_queries
    ):
        for number in range(30):
            make_intro(diary=maya, starts_at=START + number * LENGTH)
        with django_assert_max_num_queries(12):
            desk.get(reverse(LIST))

    def test_nothing_can_be_deleted(self, desk, maya):
        intro = make_intro(diary=maya)
        address = reverse("admin:bookings_intro_delete", args=[intro.pk])
        assert desk.post(address, {"post": "yes"}).status_code == 403
        data = {"action": "delete_selected", "_selected_action": [intro.pk], "post": "yes"}
        desk.post(reverse(LIST), data)
        assert Intro.objects.filter(pk=intro.pk).exists()

    def test_several_can_be_marked_at_once(self, desk, maya):
        intros = [make_intro(diary=maya, starts_at=PAST + n * LENGTH) for n in range(2)]
        data = {"action": "mark_attended", "_selected_action": [i.pk for i in intros]}
        desk.post(reverse(LIST), data)
        assert set(Intro.objects.values_list("status", flat=True)) == {Status.ATTENDED}


class TestCancellingSeveral:
    """Mails people, so it asks first: on a page that says what becomes of each."""

    def choose(self, desk, intros, **data):
        chosen = {"action": "cancel_all", "_selected_action": [one.pk for one in intros]}
        return desk.post(reverse(LIST), chosen | data, follow=True)

    def test_it_asks_first_and_says_whom_it_concerns(self, desk, maya):
        intros = [
            make_intro(name="Ahead", diary=maya),
            make_intro(
                name="Calls",
                diary=maya,
                starts_at=START + LENGTH,
                email="",
                phone="+12125550117",
            ),
            make_intro(
                name="Made up", diary=maya, starts_at=START + 2 * LENGTH, is_sample=True
            ),
            make_intro(name="Asks", status=Status.REQUESTED),
            make_intro(name="Came", diary=maya, starts_at=PAST, status=Status.ATTENDED),
            make_intro(name="Yesterday", diary=maya, starts_at=NOW - timedelta(days=1)),
        ]
        page = " ".join(re.sub(r"<[^>]+>", "", self.choose(desk, intros).text).split())
        ahead = "Tue 24 Nov, 5:30 pm, with Maya Ellison: cancelled. They are told by e-mail."
        assert f"Ahead, {ahead}" in page
        assert "They have no e-mail address: call them." in page
        assert "cancelled. It is sample content, so nobody is mailed." in page
        assert "Asks, No time yet: closed without a word." in page
        assert "stays as it is: attended." in page
        assert "stays as it is: over. Say what came of it." in page
        assert not Intro.objects.filter(status=Status.CANCELLED).exists()
        assert not OutboxEmail.objects.exists()

    def test_its_button_cancels_what_can_be(self, desk, maya):
        ahead = make_intro(diary=maya)
        came = make_intro(diary=maya, starts_at=PAST, status=Status.ATTENDED)
        page = self.choose(desk, [ahead, came]).text
        form = re.search(r'<form method="post">.*?</form>', page, re.DOTALL)[0]
        posted = dict(re.findall(r'name="(\w+)" value="(\w+)"', form))
        assert posted["_selected_action"] == str(ahead.pk)
        assert "Back to the list" in form
        desk.post(reverse(LIST), posted)
        ahead.refresh_from_db()
        came.refresh_from_db()
        assert (ahead.status, came.status) == (Status.CANCELLED, Status.ATTENDED)
        assert OutboxEmail.objects.about(ahead.key).filter(kind="cancelled").exists()

    def test_there_is_no_button_where_nothing_can_be(self, desk, maya):
        came = make_intro(diary=maya, starts_at=PAST, status=Status.ATTENDED)
        page = self.choose(desk, [came]).text
        assert "Back to the list" in page
        assert 'class="button danger"' not in page


class TestOutcomes:
    @pytest.mark.parametrize("status", Status.outcomes())
    def test_each_is_one_tap_and_leaves_a_line(self, desk, maya, status):
        intro = make_intro(diary=maya, starts_at=PAST)
        do(desk, intro, status.value)
        intro.refresh_from_db()
        assert intro.status == status
        assert IntroNote.objects.get().text == f"Marked as “{status.label}”."
        assert IntroNote.objects.get().author.username == "admin"
        mails = list(OutboxEmail.objects.values_list("kind", flat=True))
        assert mails == (["missed"] if status == Status.NO_SHOW else [])

    def test_looking_at_the_address_changes_nothing(self, desk, maya):
        intro = make_intro(diary=maya, starts_at=PAST)
        desk.get(reverse("admin:bookings_intro_do", args=[intro.pk, "attended"]))
        intro.refresh_from_db()
        assert intro.status == Status.BOOKED

    def test_until_it_begins_it_can_be_cancelled_and_nothing_has_come_of_it(self, desk, maya):
        intro = make_intro(diary=maya)
        page = desk.get(record(intro)).content.decode()
        assert set(re.findall(rf"/intro/{intro.pk}/do/(\w+)/", page)) == {"move", "cancel"}
        assert "has not begun yet" in said(do(desk, intro, "joined"))

    def test_once_it_is_over_only_what_came_of_it_is_asked(self, desk, maya, marcus):
        """A hand-over or "Cancelled" would mail somebody about yesterday."""
        intro = make_intro(diary=maya, starts_at=NOW - timedelta(days=1))
        page = desk.get(record(intro)).text
        acts = set(re.findall(rf"/intro/{intro.pk}/do/(\w+)/", page))
        assert acts == {"move", *Status.outcomes()}
        assert "This intro is over" in said(do(desk, intro, "cancel", version=intro.version))

    def test_an_unknown_act_is_not_found(self, desk, maya):
        assert do(desk, make_intro(diary=maya), "explode").status_code == 404

    def test_nobody_acts_without_signing_in(self, client, maya):
        intro = make_intro(diary=maya, starts_at=PAST)
        assert "login" in do(client, intro, "attended").redirect_chain[0][0]
        intro.refresh_from_db()
        assert intro.status == Status.BOOKED


class TestWords:
    """What a list says where there is nothing, and what its filters are called."""

    def test_a_request_without_a_coach_says_so(self, desk, maya):
        asks = {"diary": None, "starts_at": None, "ends_at": None}
        make_intro(name="Asks", status=Status.REQUESTED, **asks)
        page = desk.get(reverse(LIST)).text
        assert "None yet" in page
        filters = page.partition('id="changelist-filter"')[2]
        assert ">No coach yet</a>" in filters
        assert ">-</a>" not in filters
        assert "By how" in " ".join(filters.split())

    def test_a_status_asked_for_is_not_said_to_leave_others_out(self, desk):
        page = desk.get(f"{reverse(LIST)}?status__exact=booked").text
        assert "All but those held back" not in page
