"""Feeds as a reader program meets them."""

import json
import urllib.parse

import feedparser
import lxml.html
import pytest


def feeds(site):
    return [it for it in sorted(site.root.rglob("*.xml"))
            if it.name in ("index.xml", "atom.xml")]


def test_xml_feeds_are_read_without_complaint(site):
    assert feeds(site)
    for file in feeds(site):
        parsed = feedparser.parse(file.read_bytes(), response_headers={"content-type": "application/xml; charset=utf-8"})
        assert not parsed.bozo, f"{file}: {parsed.get('bozo_exception')}"
        assert parsed.version == ("rss20" if file.name == "index.xml" else "atom10")
        assert parsed.feed.title and parsed.feed.link and parsed.feed.language
        assert len({it.id for it in parsed.entries}) == len(parsed.entries)
        for entry in parsed.entries:
            assert entry.title and entry.link.startswith("https://")
            content_is_whole(site, entry.content[0].value)


def test_json_feeds_hold_what_the_format_asks(site):
    files = sorted(site.root.rglob("feed.json"))
    if not files:
        pytest.skip("site.yaml asks for no JSON Feed")
    for file in files:
        feed = json.loads(file.read_bytes())
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"].startswith("https://") and feed["language"]
        for item in feed["items"]:
            assert item["id"] and item["url"].startswith("https://")
            content_is_whole(site, item["content_html"])


def content_is_whole(site, source):
    tree = lxml.html.fragment_fromstring(source, create_parent="div")
    assert tree.text_content().strip()
    for address in tree.xpath(".//@href | .//@src"):
        assert urllib.parse.urlsplit(address).scheme in ("https", "http", "mailto", "tel"), address


def test_every_feed_is_announced(site):
    announced = {it for page in site.readable for it in page.tree.xpath("//link[@rel='alternate'][@type]/@href")}
    written = {"/" + it.relative_to(site.root).as_posix() for it in feeds(site) + sorted(site.root.rglob("feed.json"))}
    assert written == announced


def test_feed_is_readable_in_a_browser(visit, site):
    page = visit("/index.xml")
    assert page.complaints == []
    assert page.locator("item").first.is_visible()
    assert not page.locator("guid").first.is_visible()
