"""Feeds and sitemaps against the schemas of their standards: RFC 4287, sitemaps.org, Google."""

import re
from pathlib import Path

import feedparser
import pytest
from django.conf import settings
from lxml import etree

from tests.articles import sample_site
from tests.pages.factories import full_gym

pytestmark = pytest.mark.django_db

SCHEMAS = Path(__file__).parent / "schemas"
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
SITEMAP = etree.XMLSchema(etree.parse(SCHEMAS / "sitemap.xsd"))
NS = {"a": "http://www.w3.org/2005/Atom", "s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FEEDS = [
    "/articles/feed.xml",
    "/articles/topics/strength/feed.xml",
    "/articles/by/maya-ellison/feed.xml",
]
# RFC 3339 §5.6, in capitals and with a zone (RFC 4287 §3.3).
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# An IRI with a scheme (RFC 3987), as ids and links have to be whole here.
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


def xml(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def prose_of_rfc_4287(feed):
    """Assert what the RFC says in Schematron and in words, beyond its grammar."""

    def find(element, path):
        return element.xpath(path, namespaces=NS)

    entries = find(feed, "a:entry")
    # §4.1.1: a feed has an author unless each entry has; one self, one alternate of a kind.
    assert find(feed, "a:author") or all(find(entry, "a:author") for entry in entries)
    assert len(find(feed, "a:link[@rel='self']")) == 1
    for element in (feed, *entries):
        kinds = [
            (link.get("type"), link.get("hreflang"))
            for link in find(element, "a:link[not(@rel) or @rel='alternate']")
        ]
        assert kinds and len(kinds) == len(set(kinds))
        (own_id,) = find(element, "a:id/text()")
        assert IRI.fullmatch(own_id)
        for address in find(element, "a:link/@href"):
            assert address.startswith(settings.SITE_URL + "/")
        for day in find(element, "a:updated/text() | a:published/text()"):
            assert RFC_3339.fullmatch(day)
    # §4.1.2: an entry needs content or an alternate link; ours have both. §4.2.6: ids differ.
    assert all(find(entry, "a:content[@type='html']/text()") for entry in entries)
    ids = find(feed, "//a:id/text()")
    assert len(ids) == len(set(ids))


class TestFeeds:
    @pytest.mark.parametrize("path", FEEDS)
    def test_are_atom(self, client, path):
        full_gym()
        feed = xml(client, path)
        assert ATOM.validate(feed), ATOM.error_log
        assert feed.findall("a:entry", NS)
        prose_of_rfc_4287(feed)

    def test_of_the_sample_site_and_of_an_empty_one_are_atom_too(self, client):
        empty = xml(client, "/articles/feed.xml")
        assert ATOM.validate(empty), ATOM.error_log
        sample_site.build()
        feed = xml(client, "/articles/feed.xml")
        assert ATOM.validate(feed), ATOM.error_log
        prose_of_rfc_4287(feed)
        assert not feedparser.parse(etree.tostring(feed)).bozo

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            (b"<updated>", b"<updated>x"),
            (b"</id>", b"</id><id>urn:x</id>"),
            (b"<title>", b"<titel/><title>"),
            (b"<summary", b"<rights/><rights/><summary"),
            (b'<content type="html">', b'<content type="html"><p/>'),
            (b"<name>", b"<surname>x</surname><name>"),
            (b'<category term="', b'<category name="'),
        ],
    )
    def test_are_checked_for_real(self, client, right, wrong):
        full_gym()
        broken = client.get("/articles/feed.xml").content.replace(right, wrong, 1)
        assert right in client.get("/articles/feed.xml").content
        assert not ATOM.validate(etree.fromstring(broken))


class TestSitemaps:
    def test_are_what_the_protocol_says_with_pictures(self, client):
        full_gym(is_live=True)
        index = xml(client, "/sitemap.xml")
        assert SITEMAP.validate(index), SITEMAP.error_log
        addresses = index.xpath("//s:loc/text()", namespaces=NS)
        assert len(addresses) >= 5
        pictures = 0
        for address in addresses:
            sitemap = xml(client, address.removeprefix(settings.SITE_URL))
            assert SITEMAP.validate(sitemap), (address, SITEMAP.error_log)
            pictures += len(sitemap.xpath("//*[local-name()='image']"))
        assert pictures

    def test_of_an_empty_site_are_too(self, client):
        """A sitemap without any page is none: the schema asks for one at least."""
        index = xml(client, "/sitemap.xml")
        assert SITEMAP.validate(index), SITEMAP.error_log
        for address in index.xpath("//s:loc/text()", namespaces=NS):
            sitemap = xml(client, address.removeprefix(settings.SITE_URL))
            assert SITEMAP.validate(sitemap), (address, SITEMAP.error_log)

    @pytest.mark.parametrize(
        ("right", "wrong"),
        [
            (b"<lastmod>", b"<lastmod>x"),
            (b"<loc>http", b"<loc>/http"),
            (b"<image:loc>", b"<image:title>x</image:title><image:loc>"),
            (b"<url>", b"<url><name/>"),
        ],
    )
    def test_are_checked_for_real(self, client, right, wrong):
        full_gym()
        whole = client.get("/sitemap-articles.xml").content
        assert right in whole and SITEMAP.validate(etree.fromstring(whole))
        assert not SITEMAP.validate(etree.fromstring(whole.replace(right, wrong, 1)))
