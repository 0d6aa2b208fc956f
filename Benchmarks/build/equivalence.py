#!/usr/bin/env python3
"""Is what two generators made of the same articles the same site to a reader?

    equivalence.py SITEGEN_OUTPUT HUGO_OUTPUT

Compares which files there are, and of each page the visible text, the links and pictures in their order, title and
description; of feeds and sitemaps every text and address. Prints the differences and fails where there is one that isn't in
`KNOWN_DIFFERENCES`.
"""
import collections
import html.parser
import os
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree

KNOWN_DIFFERENCES = """
- Addresses of tags: sitegen spells umlauts out (`/tags/kranfuehrer/`), Hugo keeps them (`/tags/kranf%C3%BChrer/`). Both are
  compared in sitegen's spelling.
- Files that only sitegen writes: its list of what it wrote (`.sitegen-manifest`).
- Attributes that aren't links: sitegen gives links to other hosts `rel="external noopener"`.
- White space, and the order of the addresses in the sitemap.
"""
# What sitegen writes for itself begins like this.
OWN_FILES = ".sitegen"
SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Characters that the two may escape differently without a reader noticing.
ENTITIES = [(b"&#34;", b"&quot;"), (b"&#39;", b"'"), (b"&#43;", b"+"), (b' rel="external noopener"', b"")]


def address(text):
    return urllib.parse.unquote(text).lower().translate(SPELLINGS)


def plain(text):
    return " ".join(text.split())


class Reader(html.parser.HTMLParser):
    """What a reader gets of a page."""

    LINKS = {("a", "href"), ("link", "href"), ("img", "src"), ("form", "action"), ("script", "src")}
    UNSEEN = {"script", "style"}
    INLINE = {"a", "abbr", "b", "code", "em", "i", "img", "small", "span", "strong", "time"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links, self.unseen = [], [], 0

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        for name, value in attributes:
            if (tag, name) in self.LINKS:
                self.links.append((tag, address(value or "")))
        if tag == "meta" and "content" in values:
            key = values.get("name") or values.get("property")
            self.links.append((key, address(values["content"]) if key in ("og:url", "og:image") else plain(values["content"])))
        self.text += [f"[{values[name]}]" for name in ("alt", "title") if values.get(name)]
        self.unseen += tag in self.UNSEEN
        self.separate(tag)

    def handle_endtag(self, tag):
        self.unseen -= tag in self.UNSEEN
        self.separate(tag)

    def separate(self, tag):
        if tag not in self.INLINE:
            self.text.append(" ")

    def handle_data(self, data):
        if not self.unseen:
            self.text.append(data)


def page(data):
    reader = Reader()
    reader.feed(data.decode())
    reader.close()
    return {"text": plain("".join(reader.text)), "links": reader.links}


def feed(data):
    elements = [
        (element.tag, address(element.text or "") if (element.text or "").startswith("https:") else plain(element.text or ""))
        for element in xml.etree.ElementTree.fromstring(data).iter()
    ]
    return {"elements": elements}


def sitemap(data):
    namespace = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    entries = xml.etree.ElementTree.fromstring(data).iter(namespace + "url")
    return {"addresses": sorted([address(part.text or "") for part in entry] for entry in entries)}


def content(name, data):
    if name.endswith(".html"):
        return page(data)
    if name == "sitemap.xml":
        return sitemap(data)
    if name.endswith(".xml"):
        return feed(data)
    return {"bytes": data.strip()}


def normal(data):
    for one, other in ENTITIES:
        data = data.replace(one, other)
    return re.sub(rb">\n+<", b"><", data.strip())


def files(folder):
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = pathlib.Path(parent, name)
            found[str(path.relative_to(folder))] = path
    return found


def first_difference(ours, theirs):
    """The two where they part, with some of what comes before in a text."""
    place = next((place for place, (one, other) in enumerate(zip(ours, theirs)) if one != other), min(len(ours), len(theirs)))
    window = slice(max(0, place - 40), place + 40) if isinstance(ours, str) else slice(place, place + 1)
    return f"{ours[window]!r} and {theirs[window]!r}"


def compare(sitegen, hugo):
    """The number of files in both by their endings, and what is different."""
    ours = {name: path for name, path in files(sitegen).items() if not name.startswith(OWN_FILES)}
    theirs = {address(name): path for name, path in files(hugo).items()}
    differences = [f"only sitegen wrote {name}" for name in sorted(ours.keys() - theirs.keys())]
    differences += [f"only Hugo wrote {name}" for name in sorted(theirs.keys() - ours.keys())]
    counts = collections.Counter()
    for name in sorted(ours.keys() & theirs.keys()):
        counts[pathlib.Path(name).suffix] += 1
        our_data, their_data = ours[name].read_bytes(), theirs[name].read_bytes()
        if our_data == their_data or normal(our_data) == normal(their_data):
            continue
        our_content, their_content = content(name, our_data), content(name, their_data)
        for aspect, value in our_content.items():
            if value != their_content[aspect]:
                differences.append(f"{name}: {aspect}: {first_difference(value, their_content[aspect])}")
    return counts, differences


def main():
    counts, differences = compare(*map(pathlib.Path, sys.argv[1:3]))
    print(", ".join(f"{count} {suffix or 'other'}" for suffix, count in sorted(counts.items())))
    for difference in differences[:40]:
        print(difference)
    if differences:
        sys.exit(f"{len(differences)} differences")
    print("the same but for the known differences:" + KNOWN_DIFFERENCES)


if __name__ == "__main__":
    main()
