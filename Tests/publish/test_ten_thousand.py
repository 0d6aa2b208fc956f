"""A site of ten thousand articles over ssh: what travels, and how long it takes."""

import json
import shutil
import time
import unittest

import rig

PAGES = 10_000


class TenThousand(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = rig.temporary_folder()
        (cls.folder / "web").mkdir()
        cls.sshd = rig.SSHD(cls.folder / "sshd")
        cls.wire = rig.Wire(cls.sshd.port)
        settings = {
            "type": "rsync", "host": "127.0.0.1", "user": cls.sshd.user, "path": cls.folder / "web",
            "identity": cls.sshd.folder / "user", "keep": 2,
        }
        # One way that counts what travels, and one straight to the server, whose time is that of the tools alone.
        cls.site = rig.Site(
            cls.folder / "site",
            {
                "counted": settings | {"port": cls.wire.port, "knownHosts": cls.sshd.know(cls.wire.port)},
                "straight": settings | {"port": cls.sshd.port, "knownHosts": cls.sshd.know(cls.sshd.port)},
            },
        )
        words = [f"wort{number * 7919 % 100_003}" for number in range(1000)]
        cls.files = {
            f"ausgaben/{page // 10}/artikel-{page}/index.html":
                "<html>" + " ".join(words[(page * 31 + word * 17) % 1000] for word in range(900)) + "</html>"
            for page in range(PAGES)
        }
        cls.files["index.html"] = "<html>" + "start " * 1000 + "</html>"
        cls.files["feed.xml"] = "<rss>" + "item " * 3000 + "</rss>"
        cls.files["sitemap.xml"] = "<urlset>" + "".join(f"<loc>{path}</loc>" for path in cls.files) + "</urlset>"
        cls.site.write(cls.files)
        cls.size = sum(len(content.encode()) for content in cls.files.values())

    @classmethod
    def tearDownClass(cls):
        cls.wire.stop()
        cls.sshd.stop()
        shutil.rmtree(cls.folder)

    def publish(self, target, seconds):
        before = self.wire.bytes
        started = time.monotonic()
        result = self.site.publish(target, "--no-verify", "--format", "json", timeout=seconds)
        took = time.monotonic() - started
        self.assertEqual(result.returncode, 0, result.stdout)
        report = json.loads(result.stdout)["publish"]
        travelled = self.wire.bytes - before
        print(
            f"{target}: {report['outcome']}, {len(report['added'])} new, {len(report['changed'])} changed, "
            f"{took:.2f} s, {travelled} bytes on the wire of {self.size} ({100 * travelled / self.size:.3f} %)"
        )
        return report, took, travelled

    def test_only_what_changed_travels(self):
        self.publish("counted", 300)
        _, unchanged, travelled = self.publish("straight", 60)
        self.assertLess(unchanged, 3)
        files = dict(self.files)
        article = "ausgaben/500/artikel-5000/index.html"
        files[article] = files[article].replace("<html>", "<html><p>new</p>")
        files["index.html"] = files["index.html"].replace("<html>", "<html><p>new</p>")
        files["feed.xml"] = files["feed.xml"].replace("<rss>", "<rss>new")
        self.site.write(files)
        report, _, travelled = self.publish("counted", 60)
        self.assertEqual(report["changed"], sorted([article, "feed.xml", "index.html", "sitegen-build.txt"]))
        self.assertEqual(report["added"] + report["deleted"], [])
        self.assertLess(travelled, self.size / 100)
        for path in (article, "index.html", "sitemap.xml"):
            self.assertEqual((self.folder / "web" / "current" / path).read_text(), files[path])
        files[article] = self.files[article]
        self.site.write(files)
        # With a change, the release folder of ten thousand links is made and checked as well: shown, not judged.
        self.publish("straight", 120)


if __name__ == "__main__":
    unittest.main()
