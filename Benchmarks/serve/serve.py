#!/usr/bin/env python3
"""How long an editor waits: `sitegen serve` over a site of N articles; files are edited, the browser's events listened to.

    Benchmarks/serve/serve.py [--articles 10000] [--rounds 30] [--edits 1000] [--site DIR] [--sitegen PROGRAM]

The time of an edit is that from before the file is written to the arrival of the event that tells of the build. Without
--site a site is made: articles in editions of twenty, with tags, the templates of this repository. With it, DIR must
hold `Content` and `Templates`; it is edited in place. No modules beyond Python's own.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import statistics
import subprocess
import tempfile
import threading
import time

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent.parent
WORDS = """Dortmund Hafen Messe Ausfuhr Partner Stadt Firma Delegation Vertrag Gründung Ausbau Forschung Logistik Zoll
Handwerk Energie Robotik Schulung Ausbildung Markt Kammer Besuch Abkommen Anlage Werk Lieferung Software""".split()
TAGS = "Frankreich Indien Polen China Türkei Logistik Messe Energie Forschung Handwerk".split()


def article(number, date, dice):
    title = f"{dice.choice(WORDS)} und {dice.choice(WORDS)} {number}"
    text = [f"---\ntitle: {title}\ndate: {date}\ntags: [{', '.join(dice.sample(TAGS, 3))}]\nsummary: Kurz {number}\n---\n"]
    for part in range(4):
        text.append(f"## Abschnitt {part + 1}\n")
        for _ in range(4):
            text.append(" ".join(dice.choice(WORDS) for _ in range(50)) + ", *betont* und [verlinkt](/index.md).\n")
    return "\n".join(text)


def make_site(root, articles):
    dice = random.Random(1)
    shutil.copytree(REPOSITORY / "Templates", root / "Templates")
    shutil.copytree(REPOSITORY / "Content", root / "Content", ignore=shutil.ignore_patterns("20*"))
    for edition in range((articles + 19) // 20):
        year, month = 2025 - edition // 12, 12 - edition % 12
        folder = root / f"Content/ausgaben/{year}-{month:02}"
        folder.mkdir(parents=True)
        (folder / "index.md").write_text(f"---\ntitle: Ausgabe {year}-{month:02}\ndate: {year}-{month:02}-01\n---\n")
        for number in range(edition * 20, min(edition * 20 + 20, articles)):
            (folder / f"artikel-{number}.md").write_text(article(number, f"{year}-{month:02}-{number % 28 + 1:02}", dice))


class Events(threading.Thread):
    """Listens as a browser does, and notes when it heard of which build."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.connection = socket.create_connection(("127.0.0.1", port))
        self.connection.sendall(b"GET /_sitegen/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self.heard = []
        self.arrival = threading.Condition()
        self.start()

    def run(self):
        text = b""
        while True:
            more = self.connection.recv(1 << 16)
            now = time.perf_counter()
            if not more:
                return
            text += more
            while b"\n\n" in text:
                event, text = text.split(b"\n\n", 1)
                if b"event: build" in event or b"event: hello" in event:
                    with self.arrival:
                        self.heard.append((now, event))
                        self.arrival.notify_all()

    def wait(self, count, timeout=120):
        with self.arrival:
            assert self.arrival.wait_for(lambda: len(self.heard) > count, timeout), "no event came"
            return self.heard[count]


def memory(process, field="VmRSS"):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    return 0


def replace(file, text):
    """Writes as editors do: the new file takes the old one's place."""
    temporary = file.with_name(file.name + "~")
    temporary.write_text(text)
    temporary.rename(file)


def measure(name, rounds, events, file, changed, process):
    text = file.read_text()
    times = []
    for number in range(rounds):
        count = len(events.heard)
        start = time.perf_counter()
        replace(file, changed(text, number))
        times.append((events.wait(count)[0] - start) * 1000)
        time.sleep(0.05)
    count = len(events.heard)
    replace(file, text)
    events.wait(count)
    print(
        f"{name:24} median {statistics.median(times):8.1f} ms   fastest {min(times):8.1f}   slowest {max(times):8.1f}"
        f"   of {rounds}   memory {memory(process):6.0f} MB", flush=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--articles", type=int, default=10_000)
    arguments.add_argument("--rounds", type=int, default=30)
    arguments.add_argument("--edits", type=int, default=1000, help="edits in a row for the memory's sake; 0 for none")
    arguments.add_argument("--site", type=pathlib.Path)
    arguments.add_argument("--sitegen", default=str(REPOSITORY / ".build/release/sitegen"))
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.site or pathlib.Path(folder)
        if not options.site:
            make_site(root, options.articles)
        articles = [it for it in sorted(root.glob("Content/ausgaben/*/*.md")) if it.name != "index.md"]
        print(f"{len(articles)} articles, {os.cpu_count()} cores")
        with socket.socket() as it:
            it.bind(("127.0.0.1", 0))
            port = it.getsockname()[1]
        log = open(pathlib.Path(folder) / "serve.log", "w+")
        start = time.perf_counter()
        process = subprocess.Popen(
            [options.sitegen, "serve", "--source", str(root), "--port", str(port)], stderr=log)
        try:
            while True:
                try:
                    events = Events(port)
                    break
                except OSError:
                    time.sleep(0.01)
            while json.loads(events.wait(len(events.heard) - 1 if events.heard else 0)[1].split(b"data: ")[1])["build"] == 0:
                events.wait(len(events.heard))
            print(f"{'first build':24}        {(time.perf_counter() - start) * 1000:8.1f} ms"
                  f"{'':44}memory {memory(process):6.0f} MB", flush=True)
            middle = articles[len(articles) // 2]
            measure("an article's text", options.rounds, events, middle, lambda it, n: f"{it}\nSatz {n}.\n", process)
            measure("an article's title", options.rounds, events, middle,
                    lambda it, n: it.replace("title: ", f"title: {n} ", 1), process)
            measure("a style", options.rounds, events, sorted((root / "Templates/assets").rglob("*.css"))[0],
                    lambda it, n: f"{it}/* {n} */\n", process)
            measure("a template of all pages", max(3, options.rounds // 5), events, root / "Templates/base.html",
                    lambda it, n: f"{it}<!-- {n} -->\n", process)
            measured = {0: memory(process)}
            for number in range(1, options.edits + 1):
                file = articles[number * 7 % len(articles)]
                count = len(events.heard)
                replace(file, f"{file.read_text()}\nSatz {number}.\n")
                events.wait(count)
                if number % max(1, options.edits // 5) == 0:
                    measured[number] = memory(process)
            print("memory after edits      ", ", ".join(f"{n}: {mb:.0f} MB" for n, mb in measured.items()))
            print(f"memory at most           {memory(process, 'VmHWM'):.0f} MB")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=10)
            log.seek(0)
            if process.returncode:
                print(log.read()[-2000:])


if __name__ == "__main__":
    main()
