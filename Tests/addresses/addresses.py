"""Every address that a site's pages, feeds and lists write, found with parsers that aren't sitegen's."""

import json
import re

import lxml.etree
import lxml.html

from sites import ORIGIN

SINGLE = ("href", "src", "poster", "cite", "data", "action")
METAS = ("og:image", "og:url", "twitter:image")


def of_markup(tree):
    for element in tree.iter(lxml.etree.Element):
        for name, value in element.attrib.items():
            if name in SINGLE:
                yield value
            elif name == "srcset":
                yield from (one.split()[0] for one in re.split(r",\s+", value) if one.split())
        if element.tag == "meta" and (element.get("property") or element.get("name")) in METAS:
            yield element.get("content")
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield element.get("content").split("url=", 1)[1]
        if element.tag == "script" and element.get("type") == "application/ld+json":
            yield from of_json(json.loads(element.text))


def of_json(value):
    if isinstance(value, dict):
        for key, part in value.items():
            if key != "@id":
                yield from of_json(part)
    elif isinstance(value, list):
        for part in value:
            yield from of_json(part)
    elif isinstance(value, str) and "<" in value:
        yield from of_fragment(value)
    elif isinstance(value, str) and value.startswith(ORIGIN):
        yield value


def of_fragment(text):
    for address in of_markup(lxml.html.fragment_fromstring(text, create_parent="div")):
        # A feed has no page to start from.
        assert re.match(r"[a-z]+:", address), f"relative in a feed: {address}"
        yield address


def of_feed(root):
    for element in root.iter(lxml.etree.Element):
        text = (element.text or "").strip()
        if "<" in text and element.tag.split("}")[-1] in ("encoded", "content", "description", "summary"):
            yield from of_fragment(text)
        elif text.startswith(ORIGIN):
            yield text
        yield from (value for value in element.attrib.values() if value.startswith(ORIGIN))


def of_site(folder):
    """Pairs of a file and an address that it writes."""
    for file in sorted(folder.rglob("*")):
        if file.suffix == ".html":
            # As browsers read it, which know the encoding from the page.
            tree = lxml.html.document_fromstring(file.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
            found = of_markup(tree)
        elif file.suffix == ".xml":
            found = of_feed(lxml.etree.parse(file).getroot())
        elif file.name == "feed.json":
            found = of_json(json.loads(file.read_text("utf-8")))
        else:
            continue
        for address in found:
            yield file, address
