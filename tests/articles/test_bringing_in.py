"""Files and pasted text become drafts, once, with a report, or a sentence says why not."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.bringing_in import bring_in, bring_in_file, bring_in_text
from articles.importing.document import ArticleDocument, EmbeddedPicture, ImportProblem
from articles.models import Article
from forge_site.gym.models import Picture
from tests.articles import factories

pytestmark = pytest.mark.django_db

MARKDOWN = b"# Sleep and strength\n\nSleep more.[^a-2020]\n\n[^a-2020]: A. *J*. 2020.\n"
PLAIN = (
    "Sleep and strength go together\r\n\r\n"
    "Most people who lift ask about food first. They should ask about sleep.\r\n\r\n"
    "It’s the cheapest thing you can do for your lifts, and nobody sells it. Go to bed an hour "
    "earlier for two weeks and see what happens to your squat.\r\n\r\n"
    "If you wake up tired all the same, talk to your doctor about it.\r\n"
)


class TestFiles:
    def test_markdown_becomes_a_draft_with_its_sources(self):
        arrival = bring_in_file("sleep.md", MARKDOWN)
        article = arrival.article
        assert (article.title, article.slug) == ("Sleep and strength", "sleep-and-strength")
        assert article.published_at is None and arrival.is_new
        assert article.citations == ["a-2020"]

    def test_plain_text_as_windows_writes_it(self):
        article = bring_in_file("sleep.TXT", PLAIN.encode("cp1252")).article
        assert article.title == "Sleep and strength go together"
        assert "<p>It’s the cheapest thing you can do for your lifts, and" in article.body

    def test_a_byte_order_mark_is_no_letter(self):
        article = bring_in_file("a.txt", ("\ufeff" + PLAIN).encode()).article
        assert article.title == "Sleep and strength go together"

    def test_the_same_file_twice_is_one_draft(self):
        bring_in_file("sleep.md", MARKDOWN)
        again = bring_in_file("sleep.md", MARKDOWN.replace(b"more", b"longer"))
        assert not again.is_new
        assert "Sleep longer." in Article.objects.get().body

    def test_a_live_article_keeps_what_readers_see(self):
        article = factories.article(slug="sleep-and-strength", body="<p>Seen.</p>")
        bring_in_file("sleep.md", MARKDOWN)
        article.refresh_from_db()
        assert article.body == "<p>Seen.</p>"
        assert "Sleep more." in article.draft.content["body"]

    @pytest.mark.parametrize(
        ("name", "data", "sentence"),
        [
            ("a.exe", b"MZ", "end in “.exe” are not read here"),
            ("a", b"x", "Below the title “x” there is no text"),
            ("a.md", b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
            ("a.txt", b"\0\xff\xfe\xfa" * 100, "This file is not text"),
            ("a.md", b"", "is empty"),
            ("a.md", b"Text.", "has no title"),
        ],
    )
    def test_what_cannot_be_read_gets_a_sentence(self, name, data, sentence):
        with pytest.raises(ImportProblem, match=sentence):
            bring_in_file(name, data)
        assert not Article.objects.exists()


class TestPaste:
    def test_markdown_is_known_by_its_looks(self):
        assert bring_in_text(MARKDOWN.decode()).article.title == "Sleep and strength"

    def test_anything_else_is_plain_text(self):
        article = bring_in_text("Just words here.\n\nMore of them.", title="Words").article
        assert article.title == "Words"


class TestPicturesInside:
    def document(self, content):
        return ArticleDocument(
            title="A",
            slug="a",
            body='<p>x</p><figure data-picture="squat"></figure>',
            pictures=[EmbeddedPicture("squat", "A deep squat", content)],
        )

    def test_go_to_the_library(self):
        article = bring_in(self.document(factories.jpeg_bytes())).article
        picture = Picture.objects.get(slug="squat")
        assert (picture.alt, picture.width) == ("A deep squat", 1600)
        assert 'alt="A deep squat"' in article.body_html

    def test_what_is_no_picture_is_reported_and_left_out(self):
        arrival = bring_in(self.document(b"no picture"))
        assert not Picture.objects.exists()
        assert any("A deep squat" in line for line in arrival.report.left_out)


class TestCommands:
    def test_import_articles_reads_a_folder_and_reports(self, tmp_path):
        (tmp_path / "sleep.md").write_bytes(MARKDOWN)
        (tmp_path / "notes.pdf").write_bytes(b"%PDF")
        out = StringIO()
        call_command("import_articles", str(tmp_path), stdout=out)
        assert "    - Title: “Sleep and strength”." in out.getvalue()
        assert "1 brought in." in out.getvalue()
        assert Article.objects.get().published_at is None

    def test_import_articles_fails_if_a_file_cannot_be_read(self, tmp_path):
        (tmp_path / "good.md").write_bytes(MARKDOWN)
        (tmp_path / "bad.md").write_bytes(b"")
        out = StringIO()
        with pytest.raises(CommandError, match="1 read, 1 could not be brought in"):
            call_command("import_articles", str(tmp_path), stdout=out)
        assert "The file is empty." in out.getvalue()
        assert Article.objects.count() == 1

    def test_check_articles_fails_on_a_dead_link_readers_can_meet(self):
        factories.article(body='<p>See <a href="/nope/">how to sleep</a>.</p>')
        out = StringIO()
        with pytest.raises(CommandError, match="1 errors in 1 articles"):
            call_command("check_articles", stdout=out)
        assert "The link to “/nope/” leads nowhere." in out.getvalue()

    def test_check_articles_leaves_drafts_alone_unless_asked(self):
        factories.draft(body='<p>See <a href="/nope/">how to sleep</a>.</p>')
        call_command("check_articles", stdout=StringIO())
        with pytest.raises(CommandError):
            call_command("check_articles", "--drafts", stdout=StringIO())
