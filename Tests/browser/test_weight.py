"""What a page weighs over the wire, as the browser counts it, and what it must wait for before it shows anything."""

import urllib.parse

import pytest

#: Bytes with headers, pictures aside.
LIMITS = {"home": 50_000, "article": 60_000}
PICTURES = (".svg", ".png", ".jpg", ".webp", ".avif")
LOADED = """() => document.fonts.ready.then(() => [
    ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].map(it => ({
    address: it.name, size: it.transferSize, blocks: it.renderBlockingStatus === "blocking" && it.entryType === "resource",
})))"""


@pytest.mark.parametrize("kind", LIMITS)
def test_weight(kind, visit, site):
    for it in site.readable:
        if it.kind == kind:
            loaded = visit(it.path, fresh=True).evaluate(LOADED)
            sizes = {path(entry): entry["size"] for entry in loaded if not path(entry).endswith(PICTURES)}
            assert all(sizes.values()), sizes
            assert sum(sizes.values()) <= LIMITS[kind], (it, sizes)


def test_one_round_trip_before_the_first_paint(specimen, visit, site):
    """The page itself names everything that it waits for, and no style names another."""
    blocking = {path(entry) for entry in visit(specimen.path, fresh=True).evaluate(LOADED) if entry["blocks"]}
    named = set(specimen.tree.xpath("/html/head/link[@rel='stylesheet']/@href"))
    assert blocking and blocking <= named
    assert specimen.tree.xpath("//script[@src][not(@defer)][not(@async)][not(@type='module')]") == []
    assert not any("@import" in it.read_text("utf-8") for it in site.root.rglob("*.css"))


def test_what_may_be_kept_for_good_is_named_by_its_content(site):
    for it in (site.root / "assets").rglob("*"):
        if it.is_file() and it.suffix != ".gz" and it.suffix != ".br":
            digest = it.name.rsplit(".", 2)[-2]
            assert len(digest) == 12 and set(digest) <= set("0123456789abcdef"), it


def path(entry):
    return urllib.parse.unquote(urllib.parse.urlsplit(entry["address"]).path)
