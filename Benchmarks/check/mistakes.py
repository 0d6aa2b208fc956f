#!/usr/bin/env python3
"""A site in which every page has mistakes, for measuring what it costs to tell them.

    mistakes.py FOLDER [--articles 1000] [--broken]

FOLDER is made, with Content and Templates: articles in editions of twenty, the templates of this repository with three
mistakes in the one that all pages share. Every article offends against a dozen rules. With --broken every article links
to a page, a picture and a heading that don't exist too: at these a build stops.
"""
import argparse
import pathlib
import random
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "serve"))
import serve  # noqa: E402

TEXT = """
#### Zu tief

TODO: Lorem ipsum für Montag, den 2. Dezember 2025, und den 31.02.2026. Mehr steht [hier]({address}), [dort]({address})
und auf [der Website](http://www.example.org/seite-{number}).

JETZT ANMELDEN ZUR GROSSEN MESSE! 🎉🎉🎉🎉

<p>Roh: <img src="/kran.svg"> <a href="/impressum/"></a> <span role="buton-{even}">x</span></p>

<p id="doppelt">eins</p> <p id="doppelt">zwei, {lang}</p>

##Ohne Blank

• erstens
• zweitens

| | Zahl |
|---|---|
| a | {number} |
"""
BROKEN = "\nSiehe [die Seite](../2020-13/nirgends-{number}.md), [den Teil](#nirgendwo-{number}) und ![Kran](kran-{number}.png).\n"
TEMPLATE = '\n<a href="/nicht-da/"></a><img src="/auch-nicht-da.png"><div role="navigaton">x</div>\n'


def spoil(root, broken):
    dice = random.Random(2)
    (root / "Content/kran.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    for number, path in enumerate(sorted(root.glob("Content/ausgaben/*/artikel-*.md"))):
        text = path.read_text("utf-8").replace("summary: ", "author:\nsummary: Immer dasselbe ", 1)
        text = text.replace(f"Kurz {path.stem.split('-')[-1]}", "in Kürze", 1)
        text += TEXT.format(
            address="/index.md", number=number, even=number // 2, lang=" ".join(dice.choices(serve.WORDS, k=6)))
        if broken:
            text += BROKEN.format(number=number)
        path.write_text(text, "utf-8")
    base = root / "Templates/base.html"
    base.write_text(base.read_text("utf-8").replace("</body>", TEMPLATE + "</body>"), "utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--broken", action="store_true")
    options = parser.parse_args()
    options.folder.mkdir(parents=True)
    serve.make_site(options.folder, options.articles)
    spoil(options.folder, options.broken)


if __name__ == "__main__":
    main()
