"""The words of the front page and of the free intro: shipped, changed, looked at, stored."""

import pytest

from forge_site.gym import texts
from forge_site.gym.models import Gym, SiteTexts
from forge_site.gym.text_parts import changed, words_of
from tests.pages.html import read

DESK = "/admin/gym/sitetexts/1/change/"
KEYS = [key for part in texts.PARTS for key, _ in part.fields()]


def posted(**changes):
    """Return what the form posts when nothing but `changes` was typed."""
    shipped = {key: text.default for part in texts.PARTS for key, text in part.fields()}
    return {key: words.replace("\n", "\r\n") for key, words in (shipped | changes).items()}


def home(stored=(), in_person=True):
    return words_of(
        texts.HOME, dict(stored), minutes=30, ways="at the gym", in_person=in_person
    )


class TestThePartsOfAPage:
    def test_every_text_has_a_key_of_its_own(self):
        assert len(KEYS) == len(set(KEYS))

    def test_what_nobody_changed_is_what_was_shipped(self):
        words = home()
        assert words["first"]["headline"] == "Strong is\nmade here."
        assert [point["title"] for point in words["how"]["points"]] == [
            "Pick a time",
            "Meet your coach",
            "Decide at home",
        ]

    def test_a_point_without_a_title_is_left_out_and_one_can_be_added(self):
        stored = {"home_get_2_title": "", "home_get_5_title": "Coffee", "home_get_5_text": "!"}
        points = home(stored)["get"]["points"]
        assert [point["title"] for point in points] == [
            "A coach who listens",
            "A look at the floor",
            "Time to think",
            "Coffee",
        ]
        assert points[-1]["text"] == "!"

    def test_minutes_and_ways_come_from_the_rules(self):
        stored = {"home_how_1_text": "{minutes} minutes, {ways}. {name} & {0}"}
        assert "up to 30 minutes, at the gym." in home()["get"]["text"]
        how = home(stored)["how"]["points"][0]
        assert how["text"] == "30 minutes, at the gym. {name} & {0}"

    def test_where_nobody_comes_to_the_gym_shipped_words_differ_and_own_ones_stay(self):
        titles = [point["title"] for point in home(in_person=False)["get"]["points"]]
        assert "A look at the floor" not in titles and len(titles) == 3
        assert "call you" in home(in_person=False)["how"]["points"][1]["text"]
        stored = {"home_get_3_text": "On video.", "home_how_2_text": "By pigeon."}
        own = home(stored, in_person=False)
        assert own["get"]["points"][2]["text"] == "On video."
        assert own["how"]["points"][1]["text"] == "By pigeon."

    def test_only_what_differs_is_kept(self):
        said = {"home_get_heading": "What you get before you pay a cent", "other": "x"}
        assert changed(said | {"home_how_heading": "So"}, texts.PARTS) == {
            "home_how_heading": "So"
        }

    def test_every_shipped_text_fits_its_field(self):
        for part in texts.PARTS:
            for key, text in part.fields():
                assert len(text.default) <= text.longest, key


@pytest.mark.django_db
class TestAtTheDesk:
    def test_the_menu_leads_to_the_one_form(self, admin_client):
        assert "/admin/gym/sitetexts/" in admin_client.get("/admin/").content.decode()
        answer = admin_client.get("/admin/gym/sitetexts/", follow=True)
        page = read(answer)
        assert answer.redirect_chain == [(DESK, 302)]
        assert page.one("input", name="home_how_1_title").get("value") == "Pick a time"
        links = {a.text: a.get("href") for a in page.all("a")}
        assert links["See the front page"] == "/"
        assert links["See the free intro page"] == "/how-the-free-intro-works/"

    def test_what_is_saved_stands_on_the_pages_and_nothing_else_is_stored(
        self, admin_client, client
    ):
        admin_client.get("/admin/gym/sitetexts/")
        typed = posted(
            home_first_headline="Lift <b>well</b>,\nlive long.",
            home_how_2_title="Say hello",
            intro_first_lead="Ten minutes & a chair.",
        )
        assert admin_client.post(DESK, typed).status_code == 302
        assert SiteTexts.objects.get().changed == {
            "home_first_headline": "Lift <b>well</b>,\nlive long.",
            "home_how_2_title": "Say hello",
            "intro_first_lead": "Ten minutes & a chair.",
        }
        home = read(client.get("/")).one("main")
        assert home.one("h1").text == "Lift <b>well</b>, live long."
        assert "Say hello" in [h3.text for h3 in home.all("h3")]
        intro = read(client.get("/how-the-free-intro-works/"))
        assert intro.one("main").one("p", css="lede").text == "Ten minutes & a chair."
        assert "chair" in intro.one("meta", name="description").get("content")

    def test_headings_and_closing_words_of_the_other_pages_as_well(self, admin_client, client):
        admin_client.get("/admin/gym/sitetexts/")
        typed = posted(
            rest_band_first="Read here.",
            rest_band_text="Thirty {minutes}?",
            rest_heads_coaches="Who you meet",
            rest_heads_questions="People ask",
            rest_heads_visit="Here we are",
            rest_heads_programs="Choose later.",
        )
        admin_client.post(DESK, typed)
        for path, words in {
            "/coaches/": "Who you meet",
            "/questions/": "People ask",
            "/contact/": "Here we are",
        }.items():
            page = read(client.get(path))
            assert page.one("h1").text == words
            band = page.one("aside", css="band")
            assert band.one("h2").text == "Read here. Train with us."
            assert band.one("p", css="lede").text == "Thirty 30?"
        lede = read(client.get("/programs/")).one("main").one("p", css="lede")
        assert lede.text == "Choose later."

    def test_a_section_whose_points_are_emptied_vanishes(self, admin_client, client):
        admin_client.get("/admin/gym/sitetexts/")
        emptied = {f"home_how_{n}_{part}": "" for n in (1, 2, 3) for part in ("title", "text")}
        admin_client.post(DESK, posted(**emptied))
        assert "How the free intro works" not in [
            h2.text for h2 in read(client.get("/")).one("main").all("h2")
        ]

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            ({"home_first_headline": ""}, "The page needs these words."),
            ({"home_get_1_title": ""}, "This point needs a title."),
            ({"home_get_heading": "x" * 61}, "at most 60 characters"),
        ],
    )
    def test_what_would_break_a_page_is_refused_with_a_sentence(
        self, admin_client, typed, sentence
    ):
        admin_client.get("/admin/gym/sitetexts/")
        answer = admin_client.post(DESK, posted(**typed))
        assert sentence in answer.content.decode()
        shown = admin_client.post("/admin/gym/sitetexts/preview/front-page/", posted(**typed))
        assert shown.status_code == 422 and sentence in shown.content.decode()
        assert SiteTexts.objects.get().changed == {}


@pytest.mark.django_db
class TestThePreview:
    @pytest.mark.parametrize(
        ("page", "key"),
        [("front-page", "home_get_heading"), ("free-intro", "intro_talk_heading")],
    )
    def test_shows_what_is_typed_and_stores_nothing(self, admin_client, client, page, key):
        Gym.objects.create(name="Forge Fitness", is_live=True)
        typed = posted(**{key: "Only in the form"})
        answer = admin_client.post(f"/admin/gym/sitetexts/preview/{page}/", typed)
        assert "Only in the form" in [h2.text for h2 in read(answer).all("h2")]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
        assert not SiteTexts.objects.filter(changed__has_key=key).exists()
        assert "Only in the form" not in client.get("/").content.decode()

    def test_shows_the_shipped_words_where_they_are_to_come_back(self, admin_client, client):
        Gym.objects.create(name="Forge Fitness")
        SiteTexts.objects.create(changed={"home_get_heading": "Changed"})
        shown = admin_client.post("/admin/gym/sitetexts/preview/front-page/", posted()).text
        assert "Changed" in client.get("/").text and "Changed" not in shown

    def test_is_for_staff_and_for_pages_there_are(self, admin_client, client):
        address = "/admin/gym/sitetexts/preview/front-page/"
        assert client.post(address, posted()).status_code == 302
        assert admin_client.get(address).status_code == 405
        other = address.replace("front-page", "other")
        assert admin_client.post(other, posted()).status_code == 404
