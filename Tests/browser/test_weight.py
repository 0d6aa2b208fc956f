"""What a page weighs over the wire: everything that it loads, packed as a web host packs it, without pictures."""

import gzip
import urllib.parse

import pytest

LIMITS = {"home": 50_000, "article": 60_000}
PACKED = (".woff2",)
PICTURES = (".svg", ".png", ".jpg", ".webp", ".avif")


@pytest.mark.parametrize("kind", LIMITS)
def test_weight(kind, visit, site):
    for it in site.readable:
        if it.kind == kind:
            assert sum(weights(visit(it.path), site).values()) <= LIMITS[kind], it


def weights(page, site):
    page.evaluate("() => document.fonts.ready")
    sizes = {}
    for address in page.asked:
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
        if path.endswith(PICTURES):
            continue
        data = (site.root / (path + "index.html" if path.endswith("/") else path).lstrip("/")).read_bytes()
        sizes[path] = len(data if path.endswith(PACKED) else gzip.compress(data, 9))
    return sizes
