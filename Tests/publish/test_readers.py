"""The readers of test_cuts.py notice what they are there for: each fault is planted once."""

import shutil
import subprocess
import time
import unittest

import readers
import rig
from servers import Nginx, Store


class Readers(unittest.TestCase):
    def setUp(self):
        self.folder = rig.temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)

    def keep(self, server):
        self.addCleanup(server.stop)
        return server

    def faults(self, reader, plant=lambda: None):
        """What a reader finds: nothing before the fault is planted, something soon after."""
        reader.start()
        self.addCleanup(reader.stop)
        deadline = time.monotonic() + 60
        while reader.responses < 20 and not reader.faults and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(reader.faults, [])
        self.assertGreaterEqual(reader.responses, 20)
        plant()
        while not reader.faults and time.monotonic() < deadline:
            time.sleep(0.01)
        reader.stop()
        self.assertTrue(reader.faults, "the reader noticed nothing")
        return reader.faults[0]

    def pages(self):
        web = self.folder / "web"
        web.mkdir()
        for name in ("a", "b", "c"):
            (web / f"{name}.html").write_text(f"<2>{name}<2>")
        server = self.keep(Nginx(self.folder / "nginx", web))
        return web, readers.WebReader(server.port, ["/a.html", "/b.html", "/c.html"])

    def put(self, path, text):
        """Replaces a file in one step: while it is written anew it is empty for a moment, which is another fault."""
        new = self.folder / "new"
        new.write_text(text)
        new.rename(path)

    def test_a_file_of_two_builds(self):
        web, reader = self.pages()
        found = self.faults(reader, lambda: self.put(web / "b.html", "<3>b<2>"))
        self.assertIn("/b.html: starts with build 3, ends with 2", found)

    def test_half_a_file(self):
        web, reader = self.pages()
        self.assertIn("/c.html: starts with build", self.faults(reader, lambda: self.put(web / "c.html", "<3>c")))

    def test_files_of_two_builds_beside_each_other(self):
        web, reader = self.pages()
        self.assertIn("build 2 after build 3", self.faults(reader, lambda: self.put(web / "a.html", "<3>a<3>")))

    def test_a_missing_file(self):
        web, reader = self.pages()
        self.assertIn("/a.html: 404", self.faults(reader, lambda: (web / "a.html").unlink()))

    def test_a_branch(self):
        work = self.folder / "work"

        def git(*words):
            subprocess.run(
                ["git", "-C", work, "-c", "user.name=test", "-c", "user.email=test@invalid", *words], check=True,
                stdout=subprocess.DEVNULL,
            )

        def commit(**builds):
            for name, build in builds.items():
                (work / name).write_text(f"<{build}>{name}<{build}>")
            git("add", ".")
            git("commit", "--quiet", "--message", "test")

        work.mkdir()
        git("init", "--quiet", "--initial-branch=pages")
        commit(a=2, b=2, c=2)
        found = self.faults(readers.BranchReader(work, "pages", ["a", "b", "c"]), lambda: commit(a=3))
        self.assertIn("build 2 after build 3", found)

    def test_a_store(self):
        store = self.keep(Store(self.folder / "store"))

        def rclone(*words, **options):
            subprocess.run(["rclone", *words], env=store.environment(), check=True, **options)

        page = b'<link href="/site/a.1.css"><p>1</p>'
        rclone("rcat", "store:site/index.html", input=page)
        rclone("rcat", "store:site/a.1.css", input=b"p {}")
        reader = readers.StoreReader(store.port, ["/site/index.html"], store.key, lambda build: [])
        found = self.faults(reader, lambda: rclone("deletefile", "store:site/a.1.css"))
        self.assertIn("/site/index.html: /site/a.1.css is not there", found)

    def test_a_reader_that_fails(self):
        reader = readers.WebReader(1, ["/"])
        reader.start()
        reader.join(timeout=60)
        self.assertIn("the reader failed", reader.faults[0])


if __name__ == "__main__":
    unittest.main()
