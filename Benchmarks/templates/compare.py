#!/usr/bin/env python3
"""Compare sitegen's template engine with Jinja2 and MiniJinja in one run on one machine.

    swift build -c release --product template-benchmark
    python3 -m venv /tmp/engines && /tmp/engines/bin/pip install jinja2 minijinja
    /tmp/engines/bin/python Benchmarks/templates/compare.py

Renders page/list.html, a page of about 80 KB with 100 articles, by inheritance, includes, macros and filters; then
compiles the folder page/, over and over, each engine in one environment. Rates are per second of processor time, the best of
eight slices for each engine, so that other processes matter little. First it checks that all three print the same, but
for how they spell entities and for the newline at the end of files.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time

import jinja2
import minijinja

HERE = pathlib.Path(__file__).resolve().parent
WORDS = ("Hafen Export Zoll Messe Delegation Kooperation Startup Logistik Stahl Hochschule Partnerstadt Fachkräfte "
         "Wirtschaft Brücke Förderung Größe Übersicht Markt Investition Auftrag").split()


def sentence(dice, length):
    return " ".join(dice.choice(WORDS) for _ in range(length)).capitalize() + dice.choice([".", " & mehr.", " „heute“."])


def data(seed=1):
    dice = random.Random(seed)
    articles = []
    for number in range(100):
        article = {"title": sentence(dice, 5), "url": f"/ausgaben/2025-12/artikel-{number}/",
                   "date": f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}", "summary": sentence(dice, 16),
                   "words": dice.randint(250, 900), "teaser": f"<p>{sentence(dice, 10).replace('&', '&amp;')}</p>",
                   "tags": [{"name": word, "url": f"/tags/{word.lower()}/"} for word in dice.sample(WORDS, 4)]}
        for key, chance, value in (("author", 0.9, "Jörg Öztürk"), ("source", 0.3, "Möller & Söhne"),
                                   ("image", 0.35, f"/bilder/{number}.jpg")):
            if dice.random() < chance:
                article[key] = value
        articles.append(article)
    entries = [{"title": word, "url": f"/{word.lower()}/"} for word in WORDS[:5]]
    return {"site": {"title": "Dortmund goes international", "language": "de", "menu": entries, "links": entries,
                     "description": "Wirtschaft & Welt"},
            "page": {"title": "Häfen & Zölle", "url": "/zoll/", "keywords": WORDS[:4]}, "articles": articles}


def rate(render, seconds):
    render()
    best = 0
    for _ in range(8):
        start, count = time.process_time(), 0
        while time.process_time() - start < seconds / 8:
            render()
            count += 1
        best = max(best, count / (time.process_time() - start))
    return best


def compile_minijinja(files, environment=minijinja.Environment()):
    for name, text in files.items():
        environment.add_template(name, text)


def compile_jinja(files, environment=jinja2.Environment(autoescape=True)):
    for text in files.values():
        environment.from_string(text)


def same(text):
    for spelling, entity in (("&#x27;", "&#39;"), ("&#x2f;", "/"), ("&quot;", "&#34;")):
        text = text.replace(spelling, entity)
    return re.sub(r"\n+", "\n", text).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", default=str(HERE.parent.parent / ".build/release/template-benchmark"))
    parser.add_argument("--seconds", type=float, default=3)
    options = parser.parse_args()
    context = data()
    files = {path.name: path.read_text(encoding="utf-8") for path in (HERE / "page").iterdir()}
    jinja = jinja2.Environment(loader=jinja2.DictLoader(files), autoescape=True, auto_reload=False).get_template("list.html")
    mini = minijinja.Environment(templates=files)
    with tempfile.TemporaryDirectory() as folder:
        source, dump = pathlib.Path(folder, "data.json"), pathlib.Path(folder, "out.html")
        source.write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
        command = [options.benchmark, HERE / "page", source, "list.html", "--seconds", str(options.seconds)]
        run = subprocess.run([*command, "--dump", dump], check=True, capture_output=True, text=True)
        compiling = subprocess.run([*command, "--compile"], check=True, capture_output=True, text=True)
        printed = dump.read_text(encoding="utf-8")
    texts = [printed, jinja.render(context), mini.render_template("list.html", **context)]
    print("all print the same:", len({same(text) for text in texts}) == 1)
    ours = float(re.search(r"([\d.]+) renders/s", run.stdout)[1])
    rates = {"sitegen": ours, "MiniJinja (Python binding)": rate(lambda: mini.render_template("list.html", **context), options.seconds),
             "Jinja2": rate(lambda: jinja.render(context), options.seconds)}
    for name, value in rates.items():
        print(f"{name:28} {value:8.0f} renders/s of {len(printed.encode())} bytes   sitegen is {ours / value:.1f} times as fast")
    ours = float(re.search(r"([\d.]+) compiles/s", compiling.stdout)[1])
    rates = {"sitegen": ours, "MiniJinja (Python binding)": rate(lambda: compile_minijinja(files), options.seconds),
             "Jinja2": rate(lambda: compile_jinja(files), options.seconds)}
    for name, value in rates.items():
        print(f"{name:28} {value:8.0f} compiles/s of {len(files)} templates   sitegen is {ours / value:.2f} times as fast")


if __name__ == "__main__":
    main()
