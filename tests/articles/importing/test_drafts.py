"""Files become drafts, again and again, and readers see nothing of it."""

from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from PIL import Image

from articles import publishing
from articles.bringing_in import NEW, UNCHANGED, UPDATED, bring_in
from articles.importing.reading import read, read_text
from articles.models import Article, ArticleDraft, Topic
from forge_site.gym.models import Picture
from tests.articles import factories

from . import word_files as word

pytestmark = pytest.mark.django_db

FILES = Path(__file__).parent / "files"
TEXT = "Sleep\nSleep well and lift more\n\nOne bad night costs you little.\n\nRest is good."
SLUG = "sleep-well-and-lift-more"


def with_picture(content, alt="A rack"):
    """A Word file with one picture, its caption below."""
    files = word.parts(
        word.paragraph("Strength"),
        word.paragraph("A title of some words"),
        word.paragraph("See it here.", word.picture('r:embed="rId5"', alt)),
        word.paragraph("Photo: the rack"),
        word.paragraph("That is it."),
        links=[("rId5", "image", "media/image1.png")],
    )
    return word.packed(files | {"word/media/image1.png": content})


def png(size=(600, 300), colour=(90, 40, 20)):
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def stored():
    """The names of all files in the picture folder."""
    if not default_storage.exists("pictures"):
        return set()
    return set(default_storage.listdir("pictures")[1])


class TestAnAddressThatWasChanged:
    """The file still proposes the old one; it is known by that, and the new one stays."""

    def moved(self, to="better-sleep"):
        article = bring_in(read_text(TEXT)).article
        publishing.save_draft(article=article, content={"slug": to}, by=None)
        return article

    def test_the_same_draft_is_updated_and_keeps_its_address(self):
        self.moved()
        arrival = bring_in(read_text(TEXT.replace("Rest is good.", "Rest is best.")))
        article = Article.objects.get()
        assert arrival.outcome == UPDATED
        assert article.slug == "better-sleep"
        assert "Rest is best." in article.body
        assert arrival.sentence == (
            "There was a draft of it, now at the address “better-sleep”. Its text is now that "
            "of the file."
        )

    def test_also_when_it_is_live(self):
        article = self.moved()
        article.refresh_from_db()
        publishing.publish(article=article, by=None)
        arrival = bring_in(read_text(TEXT.replace("Rest is good.", "Rest is best.")))
        assert Article.objects.get().slug == "better-sleep"
        assert "Rest is best." in ArticleDraft.objects.get().content["body"]
        assert ArticleDraft.objects.get().content["slug"] == "better-sleep"
        assert arrival.outcome == UPDATED

    def test_another_article_at_the_old_address_is_left_alone(self):
        moved = self.moved()
        other = factories.draft(title="Other", slug=SLUG)
        arrival = bring_in(read_text(TEXT.replace("Rest is good.", "Rest is best.")))
        assert arrival.article == moved
        other.refresh_from_db()
        assert other.body == "<p>Lift twice a week.</p>"

    def test_a_new_file_does_not_take_over_what_moved_to_its_address(self):
        moved = self.moved(to="grip-strength-matters")
        arrival = bring_in(read_text("Grip\nGrip strength matters\n\nHold on to the bar."))
        assert arrival.outcome == NEW
        assert arrival.article.slug == "grip-strength-matters-2"
        assert arrival.article != moved
        again = bring_in(read_text("Grip\nGrip strength matters\n\nHold on to the bar."))
        assert (again.outcome, again.article) == (UNCHANGED, arrival.article)

    def test_nor_the_address_of_a_page_of_ours(self):
        arrival = bring_in(read_text("Grip\nSearch\n\nHold on to the bar."))
        assert arrival.article.slug == "search-2"

    def test_an_article_that_names_it_finds_it(self):
        moved = self.moved()
        text = f"---\ntitle: T\nslug: t\nrelated: {SLUG}\n---\n\nText.\n"
        arrival = bring_in(read("t.md", text.encode()))
        assert list(arrival.article.related_override.all()) == [moved]


class TestANewFile:
    def test_is_a_draft_with_all_that_was_read(self):
        arrival = bring_in(read_text(TEXT))
        article = Article.objects.get()
        assert arrival.outcome == NEW
        assert (article.slug, article.title) == (SLUG, "Sleep well and lift more")
        assert article.published_at is None
        assert article.topic.name == "Sleep"
        assert article.body == "<p>One bad night costs you little.</p>\n<p>Rest is good.</p>"
        assert article.summary == "One bad night costs you little. Rest is good."

    def test_goes_to_a_topic_that_is_there(self):
        topic = factories.topic(name="sleep")
        bring_in(read_text(TEXT))
        assert Article.objects.get().topic == topic
        assert Topic.objects.count() == 1

    def test_brings_its_references(self):
        bring_in(read("x.docx", (FILES / "pandoc.docx").read_bytes()))
        article = Article.objects.get()
        assert article.citations == ["owen-2020", "note-2", "odegard-2016"]


class TestTheSameFileAgain:
    def test_changes_nothing(self):
        bring_in(read_text(TEXT))
        saved_at = ArticleDraft.objects.get().saved_at
        assert bring_in(read_text(TEXT)).outcome == UNCHANGED
        assert ArticleDraft.objects.get().saved_at == saved_at
        assert Article.objects.count() == 1

    def test_with_another_text_updates_the_draft(self):
        bring_in(read_text(TEXT))
        arrival = bring_in(read_text(TEXT.replace("little", "a lot")))
        assert arrival.outcome == UPDATED
        assert "a lot" in Article.objects.get().body
        assert ArticleDraft.objects.count() == 1

    def test_leaves_what_staff_wrote_beside_the_text(self):
        article = bring_in(read_text(TEXT)).article
        hero, coach = factories.picture(), factories.coach()
        by_hand = {"summary": "By hand.", "hero": hero.pk, "author": coach.pk}
        publishing.save_draft(article=article, content=by_hand, by=None)
        bring_in(read_text(TEXT.replace("little", "a lot")))
        content = publishing.working_content(Article.objects.get())
        assert (content["summary"], content["hero"], content["author"]) == (
            "By hand.", hero.pk, coach.pk,
        )  # fmt: skip

    @pytest.mark.parametrize("name", ["pandoc.docx", "libreoffice.docx", "house.txt"])
    def test_is_known_whatever_made_it(self, name):
        content = (FILES / name).read_bytes()
        assert [bring_in(read(name, content)).outcome for _ in "ab"] == [NEW, UNCHANGED]
        pictures = Picture.objects.count()
        assert pictures == (0 if name.endswith("txt") else 1)


class TestReaders:
    def test_see_nothing_of_it(self, client):
        live = factories.article(slug=SLUG, title="Live title", body="<p>As it was.</p>")
        before = client.get(live.get_absolute_url()).content
        arrival = bring_in(read_text(TEXT))
        live.refresh_from_db()
        assert (live.title, live.body) == ("Live title", "<p>As it was.</p>")
        assert client.get(live.get_absolute_url()).content == before
        assert live.draft.content["title"] == "Sleep well and lift more"
        assert "until you publish" in arrival.sentence

    def test_find_no_new_article(self, client):
        article = bring_in(read_text(TEXT)).article
        assert client.get(article.get_absolute_url()).status_code == 404
        assert b"Sleep well" not in client.get("/articles/").content


class TestPictures:
    def test_go_to_the_media_library_once(self):
        arrivals = [bring_in(read("x.docx", with_picture(png()))) for _ in "ab"]
        picture = Picture.objects.get()
        assert (picture.alt, picture.is_decorative, picture.width) == ("A rack", False, 600)
        assert f'data-picture="{picture.slug}"' in arrivals[0].article.body
        assert "<figcaption>Photo: the rack</figcaption>" in arrivals[0].article.body
        assert arrivals[1].outcome == UNCHANGED

    def test_without_a_description_count_as_decoration_and_it_is_told(self):
        arrival = bring_in(read("x.docx", with_picture(png(), alt="")))
        assert Picture.objects.get().is_decorative
        assert any("without a description" in each for each in arrival.report.guessed)

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (png((200, 100)), "narrower than 480 pixels"),
            (b"\x89PNG\r\n\x1a\n" + b"rubbish" * 9, "not a picture we can use"),
            (b"GIF89a" + bytes(40), "not a picture we can use"),
        ],
    )
    def test_that_cannot_be_used_are_left_out_with_their_caption(self, content, words):
        before = stored()
        arrival = bring_in(read("x.docx", with_picture(content)))
        assert arrival.article.body == "<p>See it here.</p>\n<p>That is it.</p>"
        assert any(
            words in each and "Photo: the rack" in each for each in arrival.report.left_out
        )
        assert arrival.report.words.left_out == 3
        assert not Picture.objects.exists()
        assert stored() == before

    def test_leave_no_file_behind_when_the_article_cannot_be_stored(self, monkeypatch):
        before = stored()

        def fail(**options):
            raise RuntimeError

        monkeypatch.setattr("articles.bringing_in.publishing.save_draft", fail)
        with pytest.raises(RuntimeError):
            bring_in(read("x.docx", with_picture(png(colour=(1, 2, 3)))))
        assert stored() == before
        assert not Picture.objects.exists()


class TestTheCommand:
    def run(self, *paths, **options):
        out = StringIO()
        call_command("import_articles", *map(str, paths), stdout=out, no_color=True, **options)
        return out.getvalue()

    def test_takes_files_and_folders(self, tmp_path):
        (tmp_path / "one.txt").write_text(TEXT)
        (tmp_path / "deep").mkdir()
        (tmp_path / "deep" / "two.md").write_text("# Two of them\n\nText is here.\n")
        (tmp_path / "deep" / "notes.pdf").write_text("%PDF")
        (tmp_path / ".hidden.txt").write_text("no")
        out = self.run(tmp_path, FILES / "pandoc.docx")
        assert sorted(Article.objects.values_list("slug", flat=True)) == [
            "are-squats-bad-for-your-knees", SLUG, "two-of-them",
        ]  # fmt: skip
        assert "notes.pdf is passed over" in out
        assert "3 brought in." in out
        assert not Article.objects.published().exists()

    def test_reports_what_happened(self, tmp_path):
        out = self.run(FILES / "house.txt")
        assert "    - Topic: “Lower back pain”." in out
        structure = "9 paragraphs, 4 headings (2 numbered), 2 lists, 2 fixes and 2 links"
        assert f"    - The text: {structure}." in out
        assert "    - A picture caption: “Photo: a plank on the mat”" in out
        assert (
            "  253 words read: 211 of them in the article, 8 turned into its structure" in out
        )

    def test_twice_makes_no_second(self):
        self.run(FILES)
        count = Article.objects.count()
        assert "says the same" in self.run(FILES)
        assert Article.objects.count() == count

    def test_stores_nothing_when_it_only_checks(self):
        assert "Recognised:" in self.run(FILES / "house.txt", check=True)
        assert not Article.objects.exists()

    def test_goes_on_after_a_bad_file_and_fails_at_the_end(self, tmp_path):
        (tmp_path / "a.docx").write_text("no Word file")
        (tmp_path / "b.txt").write_text(TEXT)
        with pytest.raises(CommandError, match="1 read, 1 could not be brought in"):
            self.run(tmp_path)
        assert Article.objects.get().slug == SLUG

    def test_joins_articles_that_name_each_other(self, tmp_path):
        for own, other in (("a", "b"), ("b", "a")):
            (tmp_path / f"{own}.md").write_text(
                f"---\ntitle: T {own}\nslug: {own}\nrelated: {other}\n---\n\nText.\n"
            )
        self.run(tmp_path)
        first = Article.objects.get(slug="a")
        assert [each.slug for each in first.related_override.all()] == ["b"]

    def test_refuses_a_path_that_is_not_there(self, tmp_path):
        with pytest.raises(CommandError, match="no file or folder"):
            self.run(tmp_path / "nope.txt")
