"""What a page weighs over the wire, packed as a web host packs it, without pictures."""

import gzip
import urllib.parse

LIMITS = {"home": 50_000, "article": 60_000}


def weight(site, page):
    tree = page.tree
    assets = tree.xpath("//link[@rel='stylesheet' or @rel='preload']/@href") + tree.xpath("//script/@src")
    files = [page.file] + [site.root / urllib.parse.urlsplit(it).path.lstrip("/") for it in dict.fromkeys(assets)]
    return sum(
        it.stat().st_size if it.suffix == ".woff2" else len(gzip.compress(it.read_bytes(), 9)) for it in files
    )


def test_weight(site):
    for page in site.readable:
        limit = LIMITS.get(page.kind)
        if limit:
            assert weight(site, page) <= limit, page
