"""The page articles are brought in on: for staff who may, by POST, without own scripts."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Article

from .hostile import GOOD
from .test_drafts import TEXT

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:articles_article_import")


def logged_in(is_staff=True):
    """A browser in which somebody is logged in; staff may do all the gym's work."""
    user = User.objects.create_user("sam", password="x", is_staff=is_staff)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(user)
    return browser


class TestWhoMayUseIt:
    def test_visitors_are_sent_to_the_login(self, client):
        assert client.get(PAGE).status_code == 302
        assert client.post(PAGE, {"text": TEXT}).status_code == 302
        assert not Article.objects.exists()

    def test_a_login_that_is_not_staff_is_sent_there_too(self):
        assert logged_in(is_staff=False).get(PAGE).status_code == 302

    def test_staff_are_let_in(self):
        assert logged_in().get(PAGE).status_code == 200


class TestThePage:
    def test_stores_nothing_without_its_token(self):
        browser = logged_in()
        assert browser.post(PAGE, {"text": TEXT}).status_code == 403
        assert not Article.objects.exists()

    def test_stores_what_is_posted_with_its_token(self):
        browser = logged_in()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(PAGE).text)
        answer = browser.post(PAGE, {"text": TEXT, "csrfmiddlewaretoken": token[1]})
        assert "A new draft. Readers do not see it until you publish it." in answer.text
        assert Article.objects.get().title == "Sleep well and lift more"

    def test_shows_a_word_file_and_its_report(self, admin_client):
        answer = admin_client.post(PAGE, {"file": SimpleUploadedFile("a.docx", GOOD)}).text
        assert "Title: “A title of some words”." in answer
        assert "words read:" in answer

    def test_holds_no_script_and_no_style_of_its_own(self, admin_client):
        page = admin_client.get(PAGE).text
        main = page[page.index('id="content"') :]
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", main)

    def test_escapes_what_the_file_says(self, admin_client):
        text = "Strength\nA title <b>of</b> words\n\nText is here.\n\nPhoto: <script>x</script>"
        page = admin_client.post(PAGE, {"text": text}).text
        assert "&lt;script&gt;x&lt;/script&gt;" in page
        assert "<script>x" not in page
