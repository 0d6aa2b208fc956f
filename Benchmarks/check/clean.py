#!/usr/bin/env python3
"""The corpus of Benchmarks/build without its mistakes, for measuring what it costs to look at a site and find nothing.

    clean.py SITE FOLDER

SITE is a folder with Content and Templates, made by Benchmarks/build/corpus.py; FOLDER is made. Titles and summaries get
a number, as do texts of links that stand on a page more than once, and pictures of front matter a text.
"""
import argparse
import collections
import pathlib
import re
import shutil

LINK = re.compile(r"(?<!!)\[([^\[\]\n]+)\]\(")


def numbered(line, number):
    """Within the quotes, where there are some: what follows them would be no YAML."""
    end = len(line) - 1 if line[-1] in "\"'" else len(line)
    return f"{line[:end]} {number}{line[end:]}"


def clean_field(line, number):
    key, _, value = line.partition(": ")
    if key in ("title", "summary"):
        return numbered(line, number)
    if key == "image" and value:
        return f"image:\n  src: {value}\n  alt: Kai im Hafen"
    return line


def clean(text, number):
    front, body = text.split("\n---\n", 1)
    told = collections.Counter()

    def clean_link(link):
        told[link[1]] += 1
        return link[0] if told[link[1]] == 1 else f"[{link[1]} {told[link[1]]}]("

    fields = "\n".join(clean_field(line, number) for line in front.split("\n"))
    return f"{fields}\n---\n{LINK.sub(clean_link, body)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    options = parser.parse_args()
    shutil.copytree(options.site, options.folder)
    for number, path in enumerate(sorted(options.folder.glob("Content/ausgaben/**/*.md"))):
        path.write_text(clean(path.read_text("utf-8"), number), "utf-8")


if __name__ == "__main__":
    main()
