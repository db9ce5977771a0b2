"""Redirects from the gym's old site, pasted as staff have them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forge_site.gym.models import Redirect
from forge_site.gym.redirect_lists import add_list, read_line
from forge_site.gym.redirects import add_redirect

HOST = "forge.test"


def rows():
    return {row.old_path: row.new_path for row in Redirect.objects.all()}


class TestALine:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("/blog/back/,/articles/back/", ("/blog/back/", "/articles/back/")),
            ("/blog/back/\t/articles/back/", ("/blog/back/", "/articles/back/")),
            ('"/blog/back/";"/articles/back/"', ("/blog/back/", "/articles/back/")),
            ("/blog/back/ -> /articles/back/", ("/blog/back/", "/articles/back/")),
            ("/blog/back/   /articles/back/", ("/blog/back/", "/articles/back/")),
            ("https://old.test/blog/?p=12, /articles/", ("/blog/?p=12", "/articles/")),
            ("http://old.test,/", ("/", "/")),
            ("/shop/, https://shop.test/gear", ("/shop/", "https://shop.test/gear")),
            ("/a/, https://forge.test/b/", ("/a/", "/b/")),
            ("/caf%C3%A9/,/b/", ("/café/", "/b/")),
            ("/a/,/b/,301,Back pain,enabled", ("/a/", "/b/")),
            ("/a/,/b/,,Back pain", ("/a/", "/b/")),
            ("/a/;;/b/;308", ("/a/", "/b/")),
            ("/a/ /b/ 410", ("/a/", "/b/")),
            ("/gone/", ("/gone/", "")),
            ("/gone/,", ("/gone/", "")),
            ("/gone/,,410", ("/gone/", "")),
            ("/gone/ 410", ("/gone/", "")),
            ('"/gone/";"";"410";"Back pain"', ("/gone/", "")),
        ],
    )
    def test_is_read_however_it_is_written(self, line, expected):
        assert read_line(line, HOST) == expected

    @pytest.mark.parametrize(
        "line",
        [
            "/a/,/b/,/c/",
            "/a/,/b/,301,/c/",
            "/a/, https://shop.test/item,2",
            "/a/, https://shop.test/item;2,301",
            "/a/,/b/,Back pain",
            "/a/,/b/ c",
            "blog/back,/b/",
            ",/b/",
            '"";"/b/"',
            ",/a/,/b/",
            "410,/b/",
            "/a/,,301",
            "/a/,410,/b/",
            "/a/,javascript:alert(1)",
            "/a/,//evil.test/",
            "//evil.test/,/a/",
            "/" + "a" * 300 + ",/b/",
        ],
    )
    def test_or_refused_with_a_sentence(self, line):
        with pytest.raises(ValidationError):
            read_line(line, HOST)


@pytest.mark.django_db
class TestAList:
    def test_is_put_in_place_line_by_line(self):
        added = add_list("old,new\r\n/a/,/b/\r\n\r\nnonsense\r\n/c/\r\n", HOST)
        assert rows() == {"/a/": "/b/", "/c/": ""}
        assert added.count == 2
        assert added.problems == ["Line 4: “nonsense” does not begin with an address."]

    def test_chains_are_flattened_in_whatever_order_they_come(self):
        add_list("/a/,/b/\n/b/,/c/", HOST)
        assert rows() == {"/a/": "/c/", "/b/": "/c/"}
        Redirect.objects.all().delete()
        add_list("/b/,/c/\n/a/,/b/", HOST)
        assert rows() == {"/a/": "/c/", "/b/": "/c/"}

    def test_a_row_without_an_old_address_ends_no_redirect(self):
        """In an export a page that is new has an empty first column."""
        added = add_list("/a/,/b/\n,/b/", HOST)
        assert rows() == {"/a/": "/b/"}
        assert added == (1, ["Line 2: “,/b/” does not begin with an address."])
        (told,) = add_list(",/a/,/b/", HOST).problems
        assert told == "Line 1: “,/a/,/b/” does not begin with an address."

    def test_a_circle_is_refused(self):
        added = add_list("/a/,/b/\n/b/,/c/\n/c/,/a/", HOST)
        assert rows() == {"/a/": "/c/", "/b/": "/c/"}
        assert added.problems == ["Line 3: /a/ leads back to /c/: nobody would arrive."]

    def test_twice_is_once(self):
        add_list("/a/,/b/", HOST)
        add_list("/a/,/b/", HOST)
        assert rows() == {"/a/": "/b/"}

    def test_an_address_that_leads_to_itself_is_refused(self):
        with pytest.raises(ValidationError, match="leads back"):
            add_redirect("/a/", "/a/")


@pytest.mark.django_db
class TestAtTheDesk:
    def test_a_list_is_pasted(self, admin_client):
        address = reverse("admin:gym_redirect_list")
        assert address in admin_client.get(reverse("admin:gym_redirect_changelist")).text
        text = admin_client.post(address, {"text": "/a/,/b/\nx"}, follow=True).text
        assert rows() == {"/a/": "/b/"}
        assert "1 redirect is in place." in text and "Line 2" in text

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_a_csv_file_is_read_however_it_was_exported(self, admin_client, encoding):
        content = 'Old URL,New URL\r\n"/café/","/b/"\r\nhttps://old.test/c/;/d/\r\n/e/,\r\n'
        file = SimpleUploadedFile("old.csv", content.encode(encoding), "text/csv")
        answer = admin_client.post(reverse("admin:gym_redirect_list"), {"file": file})
        assert answer.status_code == 302
        assert rows() == {"/café/": "/b/", "/c/": "/d/", "/e/": ""}

    @pytest.mark.parametrize(
        ("posted", "sentence"),
        [
            ({}, "Choose a file or paste a list"),
            ({"file": b"/a/,/b/", "text": "/c/,/d/"}, "one of the two"),
            ({"file": b"PK\x03\x04\0\0"}, "This is no list of addresses."),
            ({"file": b"/a/,/b/\n" * 130_000}, "larger than 1 MB"),
            ({"text": "/a/,/b/\n" * 5_001}, "More than 5000 lines"),
        ],
    )
    def test_what_is_no_list_gets_a_sentence(self, admin_client, posted, sentence):
        if "file" in posted:
            posted = posted | {"file": SimpleUploadedFile("a.csv", posted["file"])}
        answer = admin_client.post(reverse("admin:gym_redirect_list"), posted)
        assert sentence in answer.text
        assert rows() == {}

    def test_one_by_one_no_chain_and_no_circle_forms(self, admin_client):
        def add(old, new):
            return admin_client.post(
                reverse("admin:gym_redirect_add"), {"old_path": old, "new_path": new}
            )

        add("/a/", "/b/")
        add("/b/", "/c/")
        assert rows() == {"/a/": "/c/", "/b/": "/c/"}
        assert "leads back to /c/" in add("/c/", "/a/").text
        assert "/c/" not in rows()

    @pytest.mark.parametrize("new", ["javascript:alert(1)", "//evil.test/", "elsewhere"])
    def test_one_by_one_none_leads_where_a_browser_would_run_it(self, admin_client, new):
        posted = {"old_path": "/a/", "new_path": new}
        assert admin_client.post(reverse("admin:gym_redirect_add"), posted).status_code == 200
        assert rows() == {}

    def test_old_addresses_of_other_programs_lead_on(self, client):
        add_list("/?p=12,/articles/\n/blog/back,/articles/", HOST)
        for asked in ("/blog/back", "/blog/back/"):
            answer = client.get(asked)
            assert (answer.status_code, answer.get("Location")) == (301, "/articles/")
