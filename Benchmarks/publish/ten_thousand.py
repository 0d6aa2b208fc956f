#!/usr/bin/env python3
"""What travels of a site of ten thousand articles, and how long it takes, to an sshd on the loopback interface.

    swift build -c release
    python3 Benchmarks/publish/ten_thousand.py

SITEGEN names another binary. Needs sshd, ssh and rsync. Ends with 1 if a limit is broken: an unchanged site takes less than
three seconds, and of one with a changed article less than one percent travels, as counted by a relay in between.
"""

import json
import pathlib
import shutil
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests" / "publish"))

import rig
from network import Wire
from servers import SSHD

PAGES = 10_000
ARTICLE = "ausgaben/500/artikel-5000/index.html"


def content():
    words = [f"wort{number * 7919 % 100_003}" for number in range(1000)]
    files = {
        f"ausgaben/{page // 10}/artikel-{page}/index.html":
            "<html>" + " ".join(words[(page * 31 + word * 17) % 1000] for word in range(900)) + "</html>"
        for page in range(PAGES)
    }
    files["index.html"] = "<html>" + "start " * 1000 + "</html>"
    files["feed.xml"] = "<rss>" + "item " * 3000 + "</rss>"
    files["sitemap.xml"] = "<urlset>" + "".join(f"<loc>{path}</loc>" for path in files) + "</urlset>"
    return files


class Benchmark:
    def __init__(self, folder):
        self.folder = folder
        (folder / "web").mkdir()
        self.sshd = SSHD(folder / "sshd")
        self.wire = Wire(self.sshd.port)
        target = {"type": "rsync", "path": folder / "web", "keep": 2}
        # One way that counts what travels, and one straight to the server, whose time is that of the tools alone.
        self.site = rig.Site(
            folder / "site",
            {"counted": target | self.sshd.login(self.wire.port), "straight": target | self.sshd.login()},
        )

    def stop(self):
        self.wire.stop()
        self.sshd.stop()

    def publish(self, what, target, files):
        self.site.write(files)
        size = sum(len(text.encode()) for text in files.values())
        before = self.wire.bytes
        started = time.monotonic()
        result = self.site.publish(target, "--no-verify", "--format", "json", timeout=600)
        seconds = time.monotonic() - started
        if result.returncode != 0:
            raise SystemExit(result.stdout)
        report = json.loads(result.stdout)["publish"]
        travelled = self.wire.bytes - before
        sent = f"{travelled} bytes travelled of {size}: {100 * travelled / size:.3f} %" if target == "counted" else ""
        changed = f"{len(report['added'])} new, {len(report['changed'])} changed, {len(report['deleted'])} deleted"
        print(f"{what:38} {seconds:6.2f} s  {changed}  {sent}", flush=True)
        return seconds, travelled / size

    def run(self):
        files = content()
        self.publish("first publish", "counted", files)
        seconds = min(self.publish("unchanged", "straight", files)[0] for _ in range(3))
        files[ARTICLE] = files[ARTICLE].replace("<html>", "<html><p>new</p>")
        files["index.html"] = files["index.html"].replace("<html>", "<html><p>new</p>")
        files["feed.xml"] = files["feed.xml"].replace("<rss>", "<rss>new")
        _, share = self.publish("one article, start page, feed changed", "counted", files)
        for path, text in files.items():
            if (self.folder / "web" / "current" / path).read_text() != text:
                raise SystemExit(f"{path} is not what was sent")
        return seconds < 3 and share < 0.01


def main():
    folder = rig.temporary_folder()
    benchmark = Benchmark(folder)
    try:
        return 0 if benchmark.run() else 1
    finally:
        benchmark.stop()
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
