"""Every address that the site writes of itself: links, places, translations, canonical ones, the sitemap."""

import urllib.parse

import lxml.etree

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def own_origin(page):
    address = page.tree.xpath("//link[@rel='canonical']/@href")
    return "{0.scheme}://{0.netloc}".format(urllib.parse.urlsplit(address[0])) if address else None


def test_links_lead_somewhere(any_page, site):
    for address in any_page.tree.xpath("//@href | //@src"):
        target = urllib.parse.urlsplit(urllib.parse.urljoin(any_page.path, address))
        if target.scheme:
            continue
        assert site.has(target.path), address
        if target.fragment and target.path in site.by_path:
            assert urllib.parse.unquote(target.fragment) in site.by_path[target.path].ids, address


def test_ids_occur_once(any_page):
    ids = any_page.tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_canonical_address_is_the_page_itself(any_page):
    if any_page.kind == "404":
        return
    (address,) = any_page.tree.xpath("//link[@rel='canonical']/@href")
    assert urllib.parse.unquote(urllib.parse.urlsplit(address).path) == any_page.path


def test_translations_point_at_each_other(any_page, site):
    alternates = dict(zip(any_page.tree.xpath("//link[@hreflang]/@hreflang"),
                          any_page.tree.xpath("//link[@hreflang]/@href")))
    if not alternates:
        return
    assert urllib.parse.urlsplit(alternates[any_page.language]).path == any_page.path
    for language, address in alternates.items():
        other = site.by_path[urllib.parse.urlsplit(address).path]
        if language != "x-default":
            assert other.language == language
        assert set(other.tree.xpath("//link[@hreflang]/@href")) == set(alternates.values())


def test_language_switch_leads_to_the_same_page(any_page, site):
    """In every other language; where the page isn't translated, to the start page there."""
    languages = {it.language for it in site.readable if it.kind == "home"}
    alternates = {it.get("hreflang"): urllib.parse.urlsplit(it.get("href")).path
                  for it in any_page.tree.xpath("//link[@hreflang]")}
    switch = {it.get("hreflang"): it.get("href") for it in any_page.tree.xpath("//nav[@class='languages']//a")}
    assert set(switch) == languages - {any_page.language}
    for language, address in switch.items():
        other = site.by_path[address]
        assert other.language == language
        assert address == alternates.get(language, address)
        assert other.kind == any_page.kind or (other.kind == "home" and language not in alternates)


def test_sharing_data(any_page, site):
    for name in ("og:title", "og:type", "og:image", "og:image:alt", "og:locale", "twitter:card"):
        assert any_page.tree.xpath(f"//meta[@property='{name}' or @name='{name}']/@content"), name
    (picture,) = any_page.tree.xpath("//meta[@property='og:image']/@content")
    assert picture.startswith("https://") and site.has(picture)
    assert not picture.endswith(".svg")


def test_sitemap_lists_every_page_once(site):
    entries = lxml.etree.parse(site.root / "sitemap.xml").getroot().findall(SITEMAP + "url")
    paths = [urllib.parse.unquote(urllib.parse.urlsplit(it.findtext(SITEMAP + "loc")).path) for it in entries]
    expected = {it.path for it in site.readable
                if it.kind != "404" and not it.tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]")}
    assert len(paths) == len(set(paths))
    assert set(paths) == expected
    for entry in entries:
        for link in entry.findall(XHTML + "link"):
            assert urllib.parse.urlsplit(link.get("href")).path in site.by_path


def test_structured_data_is_json(any_page):
    import json

    for block in any_page.tree.xpath("//script[@type='application/ld+json']"):
        data = json.loads(block.text)
        assert data["@context"] == "https://schema.org"
        kinds = {it["@type"] for it in data["@graph"]}
        wanted = {"article": "NewsArticle", "edition": "PublicationIssue"}.get(any_page.kind)
        assert "Organization" in kinds
        assert wanted is None or wanted in kinds
