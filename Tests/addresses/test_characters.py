"""Feeds, sitemap, JSON and JSON-LD can be read by outside parsers whatever stands in titles, texts and names."""

import json
import os
import random
import xml.parsers.expat

import feedparser
import lxml.etree
import lxml.html
import pytest

from sites import EDITION, SETTINGS, Site, picture

SEED = os.environ.get("ADDRESSES_SEED", "2026")
ARTICLES = 120

# Odd things that nobody draws by chance.
SPECIAL = [
    "]]>", "<![CDATA[", "&#0;", "&#xFFFE;", "&", "<", ">", "\"", "'", "\\", "</script>", "<!--", "-->", "{{", "}}", "%", "\u200e",
    "\u202e", "\u2066", "\u2028", "\u2029", "\u00ad", "\ufeff", "\U0001f6a2\ufe0f", "\U0010fffd", "\U000e0041", "e\u0301", "\u0600",
    "&amp;", "&lt;b&gt;", "\ud7ff", "\ue000", "\ufffd", "\u0300",
]
FORBIDDEN = [*range(0x00, 0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
PLANES = [(0x20, 0x7E), (0xA0, 0xFF), (0x100, 0x2FFF), (0x3000, 0xD7FF), (0xE000, 0xFDCF), (0x10000, 0x1FFFD), (0x20000, 0x10FFFD)]


def is_forbidden(scalar):
    return scalar in FORBIDDEN or scalar & 0xFFFE == 0xFFFE or 0xFDD0 <= scalar <= 0xFDEF


def text(chance, length):
    parts = []
    for _ in range(chance.randint(1, length)):
        if chance.random() < 0.2:
            parts.append(chance.choice(SPECIAL))
            continue
        scalar = chance.randint(*chance.choice(PLANES))
        parts.append("" if is_forbidden(scalar) else chr(scalar))
    return "".join(parts).strip() or "x"


def quoted(value, chance):
    """In double quotes of YAML, some of it as escapes."""
    written = []
    for character in value:
        scalar = ord(character)
        if character in "\"\\":
            written.append("\\" + character)
        elif scalar in (0x2028, 0x2029, 0x85, 0xFEFF) or scalar > 0x7F and chance.random() < 0.1:
            written.append(f"\\U{scalar:08x}")
        else:
            written.append(character)
    return "\"" + "".join(written) + "\""


def name(chance):
    value = "".join(c for c in text(chance, 10) if c not in "/\\\0" and not c.isspace())
    # Of two names that are one to people the second is refused, so each has a number.
    return f"n{chance.randint(0, 10**9)}{value}"[:50]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    chance = random.Random(SEED)
    site = Site(
        tmp_path_factory.mktemp("characters") / "site",
        SETTINGS.replace("Hafenbrief", quoted("Hafen & <Brief> ]]> \u202e\U0001f6a2", chance)).replace(
            "formats: [rss", f"limit: {ARTICLES}, formats: [rss"
        ),
    )
    for number in range(ARTICLES):
        file = name(chance).encode("utf-8")[:120].decode("utf-8", "ignore") + ".png"
        site.write(f"Content/{EDITION}/a{number}/{file}", picture())
        fields = f"""date: 2026-11-{chance.randint(1, 30):02}
summary: {quoted(text(chance, 40), chance)}
author: {quoted(text(chance, 12), chance)}
tags: [{quoted("a " + text(chance, 8), chance)}, gemeinsam]
image: {{src: {quoted(file, chance)}, alt: {quoted(text(chance, 20), chance)}}}
"""
        alt = text(chance, 10).replace("[", "").replace("]", "").replace("&#", "& #")
        # A reference to a control character is told, which is looked at below.
        body = text(chance, 200).replace("&#", "& #") + f"\n\n![{alt}](https://www.example.org/assets/x.png)\n\n`{text(chance, 20)}`\n"
        site.page(f"{EDITION}/a{number}/index.md", quoted(text(chance, 20), chance), fields, body)
    done = site.run("build", strict=False)
    # What is broken in such texts is told; characters are what this is about.
    assert "control" not in done.stderr, done.stderr[-3000:]
    if done.returncode:
        broken = {line.split(":")[0] for line in done.stderr.splitlines() if ": error:" in line}
        for path in broken:
            (site.folder / path).unlink()
        assert len(broken) < ARTICLES / 3, done.stderr[-3000:]
        site.run("build", strict=False)
    assert (site.output / "index.xml").exists(), done.stderr[-3000:]
    return site


def files(site, *endings):
    return [file for file in sorted(site.output.rglob("*")) if file.name.endswith(endings)]


def test_xml_is_well_formed_to_two_parsers(built):
    found = files(built, ".xml")
    assert len(found) >= ARTICLES / 2
    for file in found:
        xml.parsers.expat.ParserCreate().Parse(file.read_bytes(), True)
        lxml.etree.fromstring(file.read_bytes())


def test_feeds_are_feeds(built):
    for file in files(built, "index.xml", "atom.xml"):
        feed = feedparser.parse(file.read_bytes())
        assert not feed.bozo, f"{file}: {feed.get('bozo_exception')}"
        assert feed.version in ("rss20", "atom10")
    assert len(feedparser.parse((built.output / "index.xml").read_bytes()).entries) >= ARTICLES / 2


def test_json_is_json(built):
    for file in files(built, ".json"):
        json.loads(file.read_text("utf-8"))
    for file in files(built, ".html"):
        tree = lxml.html.document_fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
        for block in tree.xpath("//script[@type='application/ld+json']"):
            json.loads(block.text)


def test_nothing_that_is_no_character_leaves(built):
    for file in files(built, ".html", ".xml", ".json", ".txt"):
        odd = {hex(ord(c)) for c in file.read_text("utf-8") if c not in "\t\n\r" and is_forbidden(ord(c))}
        assert odd == set(), file


def test_feeds_agree_on_titles(built):
    rss = [node.text for node in lxml.etree.parse(built.output / "index.xml").iterfind("channel/item/title")]
    items = json.loads((built.output / "feed.json").read_text("utf-8"))["items"]
    assert rss == [item["title"] for item in items]


def test_forbidden_characters_are_told_and_mended(tmp_path):
    site = Site(tmp_path / "site")
    articles = {}
    for scalar in FORBIDDEN:
        escape = f"\\U{scalar:08x}"
        articles[scalar] = site.article(
            f"a{scalar:x}.md", f"\"Eins {scalar} {escape}\"", f"tags: [\"Hafen {scalar}{escape}\"]\n",
            f"Erste{chr(scalar)}zweite und &#{scalar}; in der Mitte.\n\n`&#{scalar};` bleibt.",
        )
    told = site.run("build", strict=False)
    assert told.returncode == 1 and not site.output.joinpath("index.xml").exists()
    assert told.stderr.count("[yaml.control-character]") == 2 * len(FORBIDDEN)
    site.run("check", "--fix", strict=False)
    site.run("build", "--strict")
    mended = {scalar: article.read_text("utf-8") for scalar, article in articles.items()}
    for scalar, text in mended.items():
        assert not any(is_forbidden(ord(c)) for c in text if c not in "\t\n\r"), hex(scalar)
        assert f"`&#{scalar};` bleibt." in text
    site.run("check", "--fix", strict=False)
    assert mended == {scalar: article.read_text("utf-8") for scalar, article in articles.items()}
    for file in site.output.rglob("*.xml"):
        lxml.etree.parse(file)
