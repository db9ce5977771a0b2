"""Sample content: what is loaded, that it never comes twice, and that all of it can go."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from articles.models import Article, Topic
from bookings.models import Diary, Intro, IntroNote, Status, WeeklyHours
from forge_site import sample
from forge_site.gym.models import (
    Coach,
    Gym,
    LoadedSample,
    Page,
    Picture,
    Program,
    Question,
    SpecialDay,
    Testimonial,
)
from forge_site.gym.sample import content
from forge_site.gym.sample.loading import special_days, thanksgiving
from forge_site.launch import sample_models
from forge_site.outbox.addresses import is_reserved
from forge_site.outbox.models import OutboxEmail

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # a Sunday noon in New York

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_pictures(monkeypatch, settings, tmp_path):
    """Store two small files for each picture: drawing sixty real ones takes its time."""
    settings.MEDIA_ROOT = tmp_path

    def store(picture, file):
        picture.file.name = f"pictures/{picture.slug}.jpg"
        rendition = f"pictures/{picture.slug}-480-000000000000.avif"
        picture.width, picture.height = 1600, 900
        picture.renditions = [
            {"format": kind, "width": 480, "height": 270, "name": rendition, "bytes": 1}
            for kind in ("avif", "jpeg")
        ]
        for name in (picture.file.name, rendition):
            default_storage.save(name, ContentFile(b"x"))

    monkeypatch.setattr("forge_site.gym.sample.loading.store_picture", store)
    return tmp_path


def load(now=NOW):
    told = []
    return sample.load(told.append, now), "".join(told)


def everything():
    """Return every row of every table the sample content touches, to compare."""
    models = [*sample_models(), Topic, Diary, WeeklyHours, IntroNote, LoadedSample]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


class TestWhatIsLoaded:
    def test_each_kind_is_there_and_flagged(self):
        loaded, told = load()
        assert loaded
        assert "picture 1 of 11" in told
        counts = {
            model: (model.objects.count(), model.objects.sample().count())
            for model in sample_models()
        }
        assert counts == {
            Gym: (1, 1),
            Coach: (4, 4),
            Program: (4, 4),
            Question: (len(content.QUESTIONS),) * 2,
            Testimonial: (3, 3),
            Page: (3, 3),
            SpecialDay: (3, 3),
            Picture: (11, 11),
            Article: (9, 9),
            Intro: (6, 6),
        }

    def test_every_coach_has_two_stretches_a_week_within_the_opening_hours(self):
        load()
        gym = Gym.objects.current()
        assert Diary.objects.count() == 4
        for diary in Diary.objects.all():
            assert diary.weekly_hours.count() == 2
            for stretch in diary.weekly_hours.all():
                assert gym.opening_hours.filter(
                    kind="sessions",
                    weekday=stretch.weekday,
                    opens__lte=stretch.opens,
                    closes__gte=stretch.closes,
                ).exists()

    def test_articles_are_live_one_after_another_the_back_article_the_newest(self):
        load()
        live = list(Article.objects.published(NOW).order_by("-published_at"))
        assert len(live) == 9
        assert live[0].slug == "lower-back-pain-and-training"
        assert len({article.published_at.date() for article in live}) == 9
        assert all(article.updated_at == article.published_at for article in live)
        assert all(article.hero and article.topic for article in live)
        assert all(article.author is None for article in live)
        assert all(article.reviewed_on is None for article in live)

    def test_articles_lead_on_to_those_they_name(self):
        load()
        back = Article.objects.get(slug="lower-back-pain-and-training")
        assert set(back.related_override.values_list("slug", flat=True)) == {
            "starting-strength-training-after-40",
            "are-squats-bad-for-your-knees",
            "sleep-and-strength",
        }

    def test_the_pages_name_the_terms_that_are_kept(self, settings):
        settings.LEAD_RETENTION_MONTHS = 7
        load()
        body = Page.objects.get(slug="privacy").body
        assert "7 months" in body
        assert "{" not in body

    def test_no_testimonial_is_published(self):
        load()
        assert not Testimonial.objects.public().exists()


class TestTheSampleIntros:
    def test_each_is_in_another_state_at_a_time_that_fits_it(self):
        load()
        by_state = {intro.status: intro for intro in Intro.objects.all()}
        assert len(by_state) == 6
        assert by_state[Status.BOOKED].starts_at > NOW + timedelta(days=1)
        assert by_state[Status.REQUESTED].starts_at is None
        for status in (Status.ATTENDED, Status.JOINED, Status.NO_SHOW, Status.CANCELLED):
            assert by_state[status].ends_at < NOW
        assert all(intro.created_at < NOW for intro in by_state.values())
        assert all(
            intro.created_at < intro.starts_at for intro in by_state.values() if intro.starts_at
        )

    @pytest.mark.parametrize("day", range(7))
    def test_on_any_day_of_the_week(self, day):
        now = NOW + timedelta(days=day)
        load(now)
        assert Intro.objects.upcoming(now).count() == 1
        assert not Intro.objects.filter(
            status__in=[Status.ATTENDED, Status.NO_SHOW, Status.JOINED], ends_at__gt=now
        ).exists()

    def test_they_stand_in_the_hours_of_their_coach(self):
        load()
        for intro in Intro.objects.exclude(diary=None):
            starts = intro.starts_at.astimezone(NEW_YORK)
            assert intro.diary.weekly_hours.filter(
                weekday=starts.weekday(), opens__lte=starts.time(), closes__gt=starts.time()
            ).exists()

    def test_nobody_is_ever_mailed(self):
        load()
        assert not OutboxEmail.objects.exists()
        assert all(is_reserved(intro.email) for intro in Intro.objects.all())


class TestTheHolidays:
    @pytest.mark.parametrize(
        ("year", "expected"),
        [(2025, date(2025, 11, 27)), (2026, date(2026, 11, 26)), (2029, date(2029, 11, 22))],
    )
    def test_thanksgiving_is_the_fourth_thursday(self, year, expected):
        assert thanksgiving(year) == expected

    def test_each_is_the_next_one(self):
        days = {day["note"]: day["on"] for day in special_days(date(2026, 11, 27))}
        assert days == {
            "Thanksgiving": date(2027, 11, 25),
            "Christmas Day": date(2026, 12, 25),
            "New Year’s Day": date(2027, 1, 1),
        }

    def test_today_counts(self):
        assert {day["on"] for day in special_days(date(2026, 12, 25))} >= {date(2026, 12, 25)}


class TestLoadingAgain:
    def test_a_second_time_changes_nothing(self):
        load()
        before = everything()
        loaded, told = load(NOW + timedelta(days=30))
        assert loaded
        assert "picture" not in told
        assert everything() == before

    def test_what_staff_changed_or_deleted_stays_so(self):
        load()
        Coach.objects.filter(slug="maya-ellison").update(name="M. E.")
        Program.objects.filter(slug="foundations").update(slug="basics")
        Question.objects.first().delete()
        Intro.objects.filter(status=Status.REQUESTED).delete()
        Article.objects.get(slug="sleep-and-strength").delete()
        Picture.objects.filter(slug="bumper-plate-stack").delete()
        WeeklyHours.objects.first().delete()
        before = everything()
        load()
        assert everything() == before

    def test_a_start_that_was_cut_off_is_taken_up(self, monkeypatch):
        def fail(*args):
            raise OSError("disk full")

        with monkeypatch.context() as broken:
            broken.setattr("forge_site.sample.load_articles", fail)
            with pytest.raises(OSError):
                load()
        assert Coach.objects.count() == 4
        assert not Article.objects.exists()
        load()
        assert (Coach.objects.count(), Article.objects.count()) == (4, 9)

    def test_a_row_of_the_same_name_is_left_alone(self):
        Topic.objects.create(name="Strength", slug="strength", description="Ours")
        load()
        assert Topic.objects.get(slug="strength").description == "Ours"


class TestBesideRealContent:
    @pytest.mark.parametrize(
        "real",
        [
            lambda: Coach.objects.create(name="Ann", slug="ann"),
            lambda: Question.objects.create(question="Why?"),
            lambda: Gym(name="Our gym", street="1 Main St").save(),
            lambda: Article.objects.create(title="Ours", slug="ours"),
            lambda: Intro.objects.create(
                name="Ann",
                email="ann@forge.test",
                status=Status.REQUESTED,
                created_at=NOW,
                changed_at=NOW,
            ),
        ],
        ids=["coach", "question", "gym", "article", "intro"],
    )
    def test_nothing_is_added(self, real):
        real()
        before = everything()
        loaded, _ = load()
        assert not loaded
        assert everything() == before

    def test_one_row_marked_as_real_is_enough(self):
        load()
        Coach.objects.filter(slug="joe-hadley").update(is_sample=False)
        LoadedSample.objects.filter(key="page:privacy").delete()
        Page.objects.filter(slug="privacy").delete()
        loaded, _ = load()
        assert not loaded
        assert not Page.objects.filter(slug="privacy").exists()

    def test_an_alert_address_alone_is_no_content(self):
        Gym(alert_addresses="coach@forge.test").save()
        loaded, _ = load()
        assert loaded
        gym = Gym.objects.get()
        assert gym.alert_addresses == "coach@forge.test"
        assert gym.phone == "+15555550142"


class TestRemoving:
    def test_nothing_of_it_is_left_and_nothing_comes_back(
        self, quick_pictures, django_capture_on_commit_callbacks
    ):
        load()
        with django_capture_on_commit_callbacks(execute=True):
            sample.remove()
        assert not any(model.objects.sample().exists() for model in sample_models())
        left = {model: model.objects.count() for model in sample_models()}
        assert left.pop(Gym) == 1
        assert set(left.values()) == {0}
        assert not Topic.objects.exists()
        assert not Diary.objects.exists()
        assert not list(quick_pictures.rglob("*.*"))
        gym = Gym.objects.get()
        assert (gym.name, gym.phone, gym.street) == ("Forge Fitness", "", "")
        assert not gym.opening_hours.exists()
        load()
        assert not Coach.objects.exists()

    def test_what_is_real_stays(self):
        load()
        gym = Gym.objects.get()
        gym.phone = "+12125550123"
        gym.alert_addresses = "coach@forge.test"
        gym.save()
        gym.opening_hours.filter(kind="desk", weekday=0).update(opens=time(9))
        Coach.objects.filter(slug="joe-hadley").update(is_sample=False)
        Topic.objects.create(name="Ours", slug="ours")
        article = Article.objects.create(
            title="Ours",
            slug="ours",
            hero=Picture.objects.get(slug="hex-dumbbell-rack"),
            body='<figure data-picture="bumper-plate-stack"></figure>',
        )
        sample.remove()
        gym.refresh_from_db()
        assert (gym.phone, gym.alert_addresses) == ("+12125550123", "coach@forge.test")
        assert gym.opening_hours.count() == 1
        assert Coach.objects.get().slug == "joe-hadley"
        assert Diary.objects.get().weekly_hours.count() == 2
        assert Topic.objects.get().slug == "ours"
        article.refresh_from_db()
        assert article.hero.slug == "hex-dumbbell-rack"
        assert {picture.slug for picture in Picture.objects.all()} == {
            "hex-dumbbell-rack",
            "bumper-plate-stack",
        }

    def test_a_picture_staff_hung_on_the_front_page_stays(self):
        load()
        chosen = Picture.objects.get(slug="bumper-plate-stack")
        Gym.objects.update(front_picture=chosen)
        sample.remove()
        assert Gym.objects.current().front_picture == chosen
        assert [picture.slug for picture in Picture.objects.all()] == ["bumper-plate-stack"]

    def test_a_sample_coach_with_a_real_intro_leaves_the_site_and_keeps_it(self):
        load()
        diary = Diary.objects.get(coach__slug="maya-ellison")
        Intro.objects.create(
            name="Ann",
            email="ann@forge.test",
            diary=diary,
            starts_at=NOW + timedelta(days=9),
            ends_at=NOW + timedelta(days=9, minutes=30),
            created_at=NOW,
            changed_at=NOW,
        )
        sample.remove()
        assert Intro.objects.get().diary == diary
        maya = Coach.objects.get()
        assert (maya.slug, maya.is_active) == ("maya-ellison", False)
        assert not Coach.objects.active().exists()

    def test_a_request_for_a_sample_coach_stays_without_the_wish(self):
        load()
        Intro.objects.create(
            name="Ann",
            email="ann@forge.test",
            status=Status.REQUESTED,
            wished_diary=Diary.objects.first(),
            created_at=NOW,
            changed_at=NOW,
        )
        sample.remove()
        assert Intro.objects.get().wished_diary is None

    def test_the_button_at_the_desk_does_it(self, admin_client):
        load()
        answer = admin_client.post(reverse("admin:remove_samples"))
        assert answer.status_code == 302
        assert not Coach.objects.exists()
