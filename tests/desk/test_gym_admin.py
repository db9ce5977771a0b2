"""The gym in the admin, as a coach meets it."""

import io
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from PIL import Image

from forge_site.gym.models import Coach, Gym, Picture, Program, Question, Redirect, Testimonial

pytestmark = pytest.mark.django_db

ADD_PAGES = ["coach", "specialday", "program", "question", "testimonial", "page", "picture"]
LISTS = [*ADD_PAGES, "redirect"]


@pytest.fixture
def desk(admin_client):
    return admin_client


def jpeg(width=800, height=600):
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#553311").save(file, "JPEG")
    file.seek(0)
    file.name = "upload.jpg"
    return file


class TestEveryPageOpens:
    @pytest.mark.parametrize("model", LISTS)
    def test_list(self, desk, model):
        assert desk.get(reverse(f"admin:gym_{model}_changelist")).status_code == 200

    @pytest.mark.parametrize("model", ADD_PAGES)
    def test_add(self, desk, model):
        assert desk.get(reverse(f"admin:gym_{model}_add")).status_code == 200

    def test_the_gym_opens_its_one_row(self, desk):
        answer = desk.get(reverse("admin:gym_gym_changelist"), follow=True)
        assert answer.status_code == 200
        assert Gym.objects.count() == 1
        assert "Opening hours shown to visitors" in answer.text


class TestWords:
    """No form speaks of slugs, and no message stammers."""

    @pytest.mark.parametrize("model", ADD_PAGES)
    def test_no_field_is_called_slug(self, desk, model):
        labels = re.findall(
            r"<label[^>]*>(.*?)</label>", desk.get(reverse(f"admin:gym_{model}_add")).text
        )
        assert "Slug:" not in labels

    def test_the_library_and_the_dialog_ask_for_a_picture_in_the_same_words(self, desk):
        page = desk.get(reverse("admin:gym_picture_add")).text
        assert "What it shows:" in page
        assert "Read aloud to people who cannot see it." in page

    def test_saving_the_gym_is_said_without_a_stammer(self, desk):
        desk.get(reverse("admin:gym_gym_changelist"), follow=True)
        address = reverse("admin:gym_gym_change", args=[1])
        form = desk.get(address).context["adminform"].form
        data = {name: form[name].value() or "" for name in form.fields}
        for prefix in ("opening_hours", "landmarks"):
            data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
        page = desk.post(address, data, follow=True).text
        assert "The gym “<a" in page
        assert "The the gym" not in page


class TestChoices:
    @pytest.mark.parametrize(
        ("page", "chosen"), [("articles_article", "topic"), ("gym_coach", "photo")]
    )
    def test_no_cross_beside_a_choice_deletes_what_is_chosen(self, desk, page, chosen):
        form = desk.get(reverse(f"admin:{page}_add")).text
        assert f'id="add_id_{chosen}"' in form
        assert f'id="change_id_{chosen}"' in form
        assert f'id="delete_id_{chosen}"' not in form
        assert f'id="view_id_{chosen}"' not in form


class TestSampleContent:
    @pytest.fixture
    def sample(self):
        return Program.objects.create(name="Foundations", slug="f", summary="x", is_sample=True)

    def post(self, desk, row, **changes):
        fields = {"name": row.name, "slug": row.slug, "summary": "y", "position": 0}
        url = reverse("admin:gym_program_change", args=[row.pk])
        return desk.post(url, fields | {"is_active": "on"} | changes)

    def test_editing_never_clears_the_flag(self, desk, sample):
        assert self.post(desk, sample).status_code == 302
        sample.refresh_from_db()
        assert (sample.summary, sample.is_sample) == ("y", True)

    def test_ticking_this_is_real_now_does(self, desk, sample):
        self.post(desk, sample, real_now="on")
        sample.refresh_from_db()
        assert sample.is_sample is False

    def test_the_tick_is_offered_for_samples_only(self, desk, sample):
        url = reverse("admin:gym_program_change", args=[sample.pk])
        assert "This is real now" in desk.get(url).text
        Program.objects.update(is_sample=False)
        assert "This is real now" not in desk.get(url).text

    def test_several_at_once(self, desk, sample):
        desk.post(
            reverse("admin:gym_program_changelist"),
            {"action": "mark_real", "_selected_action": [sample.pk]},
        )
        sample.refresh_from_db()
        assert sample.is_sample is False


class TestTestimonials:
    """16 CFR Part 465: none is shown without name, permission and date, and none made up."""

    complete = {
        "words": "I lift now.",
        "member_name": "A. Member",
        "permission": "e-mail, March 3",
        "given_on": "2026-03-03",
        "is_published": "on",
        "position": 0,
    }

    @pytest.mark.parametrize("missing", ["member_name", "permission", "given_on"])
    def test_what_is_missing_to_show_it_is_asked_for(self, desk, missing):
        answer = desk.post(reverse("admin:gym_testimonial_add"), self.complete | {missing: ""})
        assert b"To show it, it must be real and have the member" in answer.content
        assert b"I lift now." in answer.content
        assert not Testimonial.objects.exists()

    def test_a_whole_one_is_shown(self, desk):
        desk.post(reverse("admin:gym_testimonial_add"), self.complete)
        assert Testimonial.objects.public().get().member_name == "A. Member"

    def test_a_sample_is_shown_only_if_the_tick_says_that_it_is_real(self, desk):
        sample = Testimonial.objects.create(words="Made up.", is_sample=True)
        address = reverse("admin:gym_testimonial_change", args=[sample.pk])
        answer = desk.post(address, self.complete)
        assert b"To show it, it must be real" in answer.content
        answer = desk.post(address, self.complete | {"real_now": "on", "permission": ""})
        assert b"This is real now" in answer.content
        desk.post(address, self.complete | {"real_now": "on"})
        assert Testimonial.objects.public().get() == sample


class TestPictures:
    def post(self, desk, **fields):
        complete = {
            "title": "Rack",
            "slug": "rack",
            "alt": "A rack",
            "focal_x": 50,
            "focal_y": 50,
            "upload": jpeg(),
        }
        return desk.post(reverse("admin:gym_picture_add"), complete | fields)

    def test_an_upload_is_stored_in_its_sizes(self, desk, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        assert self.post(desk).status_code == 302
        picture = Picture.objects.get(slug="rack")
        assert (picture.width, picture.height) == (800, 600)
        assert {each["format"] for each in picture.renditions} == {"avif", "jpeg"}

    def test_what_is_no_picture_gets_a_sentence_and_loses_nothing_typed(self, desk):
        file = io.BytesIO(b"<script>alert(1)</script>")
        file.name = "evil.jpg"
        answer = self.post(desk, upload=file)
        assert answer.status_code == 200
        assert answer.context["adminform"].form.errors["upload"]
        assert 'value="A rack"' in answer.text
        assert not Picture.objects.exists()

    def test_no_words_and_no_tick_gets_the_sentence_of_the_rule(self, desk):
        answer = self.post(desk, alt="")
        assert "tick “only decoration”" in answer.text


class TestWhatMustNotGo:
    def test_a_coach_cannot_be_deleted(self, desk):
        coach = Coach.objects.create(name="A", slug="a")
        url = reverse("admin:gym_coach_delete", args=[coach.pk])
        assert desk.post(url, {"post": "yes"}).status_code == 403
        assert Coach.objects.exists()

    def test_a_question_says_whether_it_is_shown(self, desk):
        Question.objects.create(question="Q?", answer="Staff: fill in")
        answer = desk.get(reverse("admin:gym_question_changelist"))
        assert "icon-no" in answer.text


class TestRedirects:
    def test_the_list_says_since_when_by_the_gym_s_clock(
        self, desk, django_assert_max_num_queries
    ):
        """3:30 UTC on the 23rd is 10:30 pm on the 22nd in New York (UTC-5, IANA)."""
        Gym(time_zone="America/New_York").save()
        for number in range(20):
            Redirect.objects.create(old_path=f"/old-{number}")
        Redirect.objects.update(created_at=datetime(2026, 11, 23, 3, 30, tzinfo=UTC))
        with django_assert_max_num_queries(10):
            page = desk.get(reverse("admin:gym_redirect_changelist")).text
        assert page.count("Nov. 22, 2026, 10:30 p.m.") == 20

    @pytest.mark.parametrize("way", ["javascript:alert(1)", "contact", "//evil", "/\\evil"])
    def test_a_new_address_must_be_a_path_or_https(self, desk, way):
        answer = desk.post(
            reverse("admin:gym_redirect_add"), {"old_path": "/old/", "new_path": way}
        )
        assert answer.status_code == 200
        assert "Begin with a slash" in answer.text
        assert not Redirect.objects.exists()

    @pytest.mark.parametrize("way", ["/contact/", "https://forge-fitness.net/x", ""])
    def test_those_are_taken(self, desk, way):
        desk.post(reverse("admin:gym_redirect_add"), {"old_path": "/old/", "new_path": way})
        assert Redirect.objects.get().new_path == way
