"""What stands beside the form: preview, autosave, history, the import page."""

import gzip
import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import publishing
from articles.models import Article, ArticleDraft
from forge_site.gym.models import Picture
from tests.articles import factories
from tests.articles.desk_form import fresh, save, typed, url

pytestmark = pytest.mark.django_db


def source(key, text="A.", url=""):
    return {"key": key, "text": text, "url": url}


class TestPreview:
    def test_shows_what_is_typed_and_saves_nothing(self, desk):
        article = factories.article(title="Seen")
        data = typed(desk, article, title="Typed", body="<p>Typed words.</p>")
        answer = desk.post(url("preview", article.pk), data)
        assert "<h1>Typed</h1>" in answer.text and "Typed words." in answer.text
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert fresh(article).title == "Seen" and not ArticleDraft.objects.exists()

    def test_works_before_the_first_save(self, desk):
        data = typed(desk, title="New", slug="new", body="<p>Words.</p>")
        assert "<h1>New</h1>" in desk.post(url("preview_new"), data).text
        assert not Article.objects.exists()

    def test_is_for_staff_only(self, client, django_user_model):
        article = factories.draft()
        assert client.get(url("preview", article.pk)).status_code == 302
        client.force_login(django_user_model.objects.create_user("x"))
        for name in ("preview", "check", "share", "history"):
            assert client.get(url(name, article.pk)).status_code == 302

    def test_a_scheduled_article_has_a_secret_link_too(self, desk, client):
        hour = timezone.now() + timedelta(hours=1)
        article = factories.article(title="Soon", published_at=hour)
        assert "Make a secret link" in desk.get(url("change", article.pk)).text
        desk.post(url("share", article.pk), {"make": "1"})
        shared = reverse("articles:shared_draft", args=[fresh(article).preview_key])
        assert "<h1>Soon</h1>" in client.get(shared).text
        live = factories.article()
        assert "Make a secret link" not in desk.get(url("change", live.pk)).text
        desk.post(url("share", live.pk), {"make": "1"})
        assert fresh(live).preview_key is None

    def test_a_secret_link_is_made_and_taken_back(self, desk, client):
        article = factories.draft()
        save(desk, article, title="Secret")
        desk.post(url("share", article.pk), {"make": "1"})
        key = fresh(article).preview_key
        shared = reverse("articles:shared_draft", args=[key])
        assert shared in desk.get(url("change", article.pk)).text
        assert "<h1>Secret</h1>" in client.get(shared).text
        desk.post(url("share", article.pk), {"end": "1"})
        assert client.get(shared).status_code == 404
        assert fresh(article).preview_key is None
        assert "Make a secret link" in desk.get(url("change", article.pk)).text


class TestTheLibrary:
    def test_stays_small_with_many_pictures(self, desk, django_assert_max_num_queries):
        one = factories.picture()
        Picture.objects.bulk_create(
            Picture(
                slug=f"bar-{number}",
                title=f"Bar {number}",
                alt=f"The bar number {number}, loaded",
                file=f"pictures/bar-{number}.jpg",
                renditions=one.renditions,
            )
            for number in range(499)
        )
        with django_assert_max_num_queries(9):
            answer = desk.get(url("library"), headers={"accept-encoding": "gzip"})
        assert len(answer.content) < 30_000
        assert len(json.loads(gzip.decompress(answer.content))["pictures"]) == 500


class TestAutosave:
    def test_keeps_a_draft_and_gives_the_mark_for_the_next_time(self, desk, admin_user):
        article = factories.article(title="Seen")
        data = typed(desk, article, title="Typed")
        said = desk.post(url("autosave", article.pk), data).json()
        assert said["note"].startswith("Draft saved")
        assert (fresh(article).title, article.draft.content["title"]) == ("Seen", "Typed")
        assert article.draft.saved_by == admin_user
        again = data | {"title": "Typed on", "seen": said["seen"]}
        assert "seen" in desk.post(url("autosave", article.pk), again).json()
        assert ArticleDraft.objects.get().content["title"] == "Typed on"

    def test_a_live_article_is_said_to_have_unpublished_changes_from_then_on(self, desk):
        article = factories.article()
        data = typed(desk, article, title="Typed")
        said = desk.post(url("autosave", article.pk), data).json()
        assert said["state"] == "Live, with unpublished changes"
        assert f'<span class="badge {said["badge"]}" data-state>{said["state"]}</span>' in (
            desk.get(url("change", article.pk)).text
        )

    def test_a_source_that_was_saved_by_itself_is_kept_by_the_next_save(self, desk):
        """The page still says that it began with none."""
        article = factories.draft(body='<p>So it is.<sup data-ref="owen-2020"></sup></p>')
        source = {"key": "owen-2020", "text": "Owen PJ. 2020.", "url": ""}
        posted = typed(desk, article, references=[source])
        said = desk.post(url("autosave", article.pk), posted).json()
        again = posted | {"seen": said["seen"], "_save": "1"}
        desk.post(url("change", article.pk), again)
        assert list(fresh(article).references.values_list("key", flat=True)) == ["owen-2020"]
        assert fresh(article).citations == ["owen-2020"]

    def test_a_new_article_gets_an_address_of_its_own(self, desk):
        data = typed(desk, title="New", slug="new")
        said = desk.post(url("autosave_new"), data).json()
        article = Article.objects.get()
        assert said["change"] == url("change", article.pk)
        assert said["autosave"] == url("autosave", article.pk)
        assert article.published_at is None

    @pytest.mark.parametrize("make", [factories.draft, factories.article])
    def test_the_address_of_another_costs_no_word(self, desk, make):
        make(slug="new")
        data = typed(desk, title="New", slug="new", body="<p>Words.</p>")
        note = desk.post(url("autosave_new"), data).json()["note"]
        assert note.startswith("Draft saved") and "already exists" in note
        assert Article.objects.get(slug="new-2").body == "<p>Words.</p>"

    def test_says_what_is_missing_and_stores_no_article_without_a_word(self, desk):
        said = desk.post(url("autosave_new"), typed(desk, slug="x")).json()
        assert said == {"note": "Not saved yet: Title: This field is required."}
        assert not Article.objects.exists()

    def test_a_text_without_a_title_is_kept_and_the_form_asks_for_one(self, desk):
        factories.draft(slug="untitled")
        said = desk.post(url("autosave_new"), typed(desk, body="<p>First words.</p>")).json()
        assert said["note"].endswith("but not all of it. Title: This field is required.")
        article = Article.objects.get(title="Untitled")
        assert (article.slug, article.body) == ("untitled-2", "<p>First words.</p>")
        assert said["change"] == url("change", article.pk)
        again = typed(desk, article)
        assert (again["title"], again["slug"]) == ("", "")
        desk.post(said["change"], again | {"_publish": "1"})
        assert fresh(article).published_at is None

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"title": "x" * 121}, "Title: Ensure this value has at most 120 characters"),
            ({"slug": "taken"}, "Address: Article with this Address already exists."),
            ({"reviewed_on": "soon"}, "Last reviewed: Enter a valid date."),
            *(
                ({"references": rows}, "Look at the references")
                for rows in (
                    [source("")],
                    [source("!!")],
                    [source("x" * 61)],
                    [source("a", text="")],
                    [source("a", text="", url="no address")],
                    [source("b"), source("")],
                    [source("a")] * 2,
                    [source("a"), source("a"), source("")],
                    [source("a"), source("a", url="no address")],
                )
            ),
        ],
    )
    def test_a_mistake_in_one_field_costs_none_of_the_others(self, desk, wrong, sentence):
        factories.draft(slug="taken")
        article = factories.draft(title="Kept", slug="kept", references=["owen-2020"])
        posted = typed(desk, article, body="<p>Typed words.</p>", **wrong)
        note = desk.post(url("autosave", article.pk), posted).json()["note"]
        assert note.startswith("Draft saved") and sentence in note
        stored = fresh(article)
        assert (stored.title, stored.slug) == ("Kept", "kept")
        assert stored.body == "<p>Typed words.</p>"
        assert list(stored.references.values_list("key", flat=True)) == ["owen-2020"]

    def test_a_source_with_a_wrong_link_is_kept_without_it(self, desk):
        article = factories.draft()
        row = {"key": "a-2020", "text": "A.", "url": "not an address"}
        desk.post(url("autosave", article.pk), typed(desk, article, references=[row]))
        kept = article.references.get()
        assert (kept.key, kept.text, kept.url) == ("a-2020", "A.", "")

    def test_never_overwrites_what_somebody_else_saved(self, desk):
        article = factories.article()
        stale = typed(desk, article, title="Mine")
        publishing.save_draft(article=article, content={"title": "Theirs"}, by=None)
        said = desk.post(url("autosave", article.pk), stale).json()
        assert "saved this article while you were writing" in said["note"]
        assert "seen" not in said
        assert ArticleDraft.objects.get().content["title"] == "Theirs"

    def test_a_get_saves_nothing(self, desk):
        assert desk.get(url("autosave", factories.article().pk)).status_code == 405


class TestHistory:
    @pytest.fixture
    def article(self):
        article = factories.draft(title="One", body="<p>Lift two days a week.</p>")
        publishing.publish(article=article, by=None)
        content = {"title": "Two", "body": "<p>Lift three days a week.</p>"}
        publishing.save_draft(article=article, content=content, by=None)
        publishing.publish(article=article, by=None)
        return article

    def test_shows_the_words_that_changed(self, desk, article):
        text = desk.get(url("history", article.pk)).text
        assert "Lift <del>two</del><ins>three</ins> days a week." in text
        assert "<del>One</del><ins>Two</ins>" in text

    def test_says_who_published_what_and_when(self, desk, admin_user, django_user_model):
        maya = django_user_model.objects.create_user("maya")
        article = factories.draft()
        for by, at in ((maya, datetime(2026, 3, 2, 17, tzinfo=UTC)), (admin_user, None)):
            publishing.publish(article=article, by=by, now=at)
        rows = desk.get(url("history", article.pk)).text.partition("<tbody>")[2].split("</tr>")
        assert "Version 2" in rows[0] and admin_user.get_username() in rows[0]
        assert "Version 1" in rows[1] and "maya" in rows[1]
        assert "Mon 2 Mar 2026, noon" in " ".join(rows[1].split())

    def test_any_two_can_be_compared(self, desk, article):
        answer = desk.get(url("history", article.pk), {"old": "2", "new": "1"})
        assert "<del>three</del><ins>two</ins>" in answer.text

    def test_restore_makes_a_draft_of_it(self, desk, article):
        desk.post(url("restore", article.pk, 1))
        assert fresh(article).title == "Two"
        assert typed(desk, article)["title"] == "One"
        assert desk.get(url("restore", article.pk, 1)).status_code == 405


class TestBringingIn:
    TEXT = "# Sleep and strength\n\nSleep more.\n"

    def test_the_list_leads_there(self, desk):
        assert url("import") in desk.get(url("changelist")).text
        assert desk.get(url("import")).status_code == 200

    def test_pasted_text_becomes_a_draft_with_a_report(self, desk):
        text = desk.post(url("import"), {"text": self.TEXT}).text
        article = Article.objects.get()
        assert (article.title, article.published_at) == ("Sleep and strength", None)
        assert url("change", article.pk) in text
        assert "Guessed: please look" in text

    def test_a_file_as_well(self, desk):
        file = SimpleUploadedFile("sleep.md", self.TEXT.encode())
        desk.post(url("import"), {"file": file})
        assert Article.objects.get().title == "Sleep and strength"

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({}, "Choose a file or paste a text"),
            ({"text": "x", "file": b"x"}, "one of the two"),
            ({"file": b""}, "The submitted file is empty."),
        ],
    )
    def test_what_cannot_be_read_is_said_in_a_sentence(self, desk, posted, sentence):
        if "file" in posted:
            posted = posted | {"file": SimpleUploadedFile("a.md", posted["file"])}
        assert sentence in desk.post(url("import"), posted).text
        assert not Article.objects.exists()

    def test_a_program_is_refused(self, desk):
        file = SimpleUploadedFile("a.exe", b"MZ")
        assert "are not read here" in desk.post(url("import"), {"file": file}).text
