"""`sitegen publish` as its users call it: exit codes, JSON, what is refused, previews, a poor host."""

import json
import os
import shutil
import subprocess
import unittest

import rig
from command_case import HOST_TOOLS, CommandCase, site


class Command(CommandCase):
    def test_exit_codes(self):
        made = self.directory()
        self.publish(made, "--no-verify")
        self.publish(made, "wbe", code=2)
        self.publish(made, "--list", "--rollback", code=2)
        self.publish(made, "--drafts", code=2)
        self.publish(made, "--rollback", code=1)
        made.write({"other.html": "no start page"})
        self.assertIn("publish.no-start-page", self.publish(made, code=1))

    def test_json(self):
        made = self.directory()
        report = json.loads(self.publish(made, "--no-verify", "--format", "json"))
        self.assertEqual(report["publish"]["outcome"], "published")
        self.assertEqual(report["diagnostics"], [])
        releases = json.loads(self.publish(made, "--list", "--format", "json"))["releases"]
        self.assertEqual([release["name"] for release in releases], [report["publish"]["release"]])
        (self.web / "lock").write_text("other-1-a\nanna@laptop\n")
        made.write(site(2))
        refused = json.loads(self.publish(made, "--format", "json", code=1))
        self.assertEqual(refused["diagnostics"][0]["id"], "publish.locked")

    def test_dry_run_lists_files(self):
        made = self.directory()
        self.publish(made, "--no-verify")
        files = site(1) | {"index.html": "new", "neu/index.html": "new"}
        del files["seite-3/index.html"]
        made.write(files)
        self.assertIn("publish.vanished", self.publish(made, "--dry-run", code=1))
        plan = self.publish(made, "--dry-run", "--quiet", "--allow-vanished").splitlines()
        self.assertEqual(plan, ["+ neu/index.html", "~ index.html", "~ sitegen-build.txt", "- seite-3/index.html"])

    def test_refuses_what_is_not_for_readers_yet(self):
        source = self.folder / "newsletter"
        subprocess.run([rig.sitegen(), "new", "site", source, "--title", "Probe"], check=True, capture_output=True)
        with open(source / "Content" / "site.yaml", "a") as settings:
            settings.write(f"publish:\n  web:\n    type: directory\n    path: {self.web}\n")
        (source / "Content" / "geheim.md").write_text("---\ntitle: Geheim\ndraft: true\n---\nNoch nicht.\n")
        (source / "Content" / "morgen.md").write_text("---\ntitle: Morgen\ndate: 2999-01-01\n---\nNoch nicht.\n")

        def run(*words):
            return subprocess.run(
                [rig.sitegen(), *words, "--source", source], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )

        self.assertEqual(run("build", "--drafts", "--future").returncode, 0)
        result = run("publish", "--no-build", "--no-verify")
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertEqual(result.stdout.count("[publish.unpublished-page]"), 2, result.stdout)
        self.assertIn("`geheim/index.html` is not for readers: `Content/geheim.md`: ", result.stdout)
        self.assertEqual(list(self.web.iterdir()), [])
        # What is built for publishing has neither; and a page that is taken back after the build is not published.
        self.assertEqual(run("publish", "--no-verify").returncode, 0)
        self.assertFalse((self.web / "current" / "geheim").exists())
        self.assertEqual(run("build").returncode, 0)
        self.assertEqual(run("publish", "--no-build", "--no-verify").returncode, 0)

    def test_refuses_local_addresses(self):
        made = self.directory()
        made.write(site(1) | {"a/index.html": '<a href="http://localhost:8000/">x</a>'})
        self.assertIn("publish.local-address", self.publish(made, code=1))
        made.write(site(1) | {"a/index.html": "<code>http://localhost:8000/</code>"})
        self.publish(made, "--no-verify")

    def test_leaves_the_repository_it_is_started_in_alone(self):
        for name in ("user", "remote"):
            bare = ["--bare"] if name == "remote" else []
            subprocess.run(["git", "init", "--quiet", *bare, str(self.folder / name)], check=True)
        user = self.folder / "user" / ".git"
        before = sorted(path.name for path in user.rglob("*"))
        made = self.make(pages={"type": "git", "remote": self.folder / "remote", "branch": "pages"})
        environment = {"GIT_DIR": str(user), "GIT_INDEX_FILE": str(user / "index"), "GIT_WORK_TREE": str(user.parent)}
        self.publish(made, "--no-verify", env=os.environ | environment)
        self.assertEqual(sorted(path.name for path in user.rglob("*")), before)
        shown = subprocess.run(
            ["git", "-C", self.folder / "remote", "show", "pages:index.html"], capture_output=True, text=True, check=True
        )
        self.assertEqual(shown.stdout, "<p>1</p>")

    def test_publishes_previews_beside_each_other(self):
        made = self.directory(url="https://preview.example.org")
        output = self.publish(made, "--preview", "feature/Übersicht", "--dry-run", "--quiet")
        self.assertIn("+ index.html", output)
        self.assertEqual(list(self.web.iterdir()), [])
        self.publish(made, "--preview", "feature/Übersicht", "--no-verify")
        self.publish(made, "--preview", "../../x", "--no-verify")
        self.assertEqual(sorted(path.name for path in self.web.iterdir()), ["feature-uebersicht", "x"])
        self.assertEqual((self.web / "feature-uebersicht" / "current" / "index.html").read_text(), "<p>1</p>")

    def test_works_with_busybox_alone(self):
        busybox = dict.fromkeys(["sh", *HOST_TOOLS], shutil.which("busybox"))
        environment = self.path_with(busybox | {"rsync": shutil.which("rsync")})
        made = self.directory(keep=1)
        for build in range(1, 4):
            made.write(site(build))
            self.publish(made, "--no-verify", env=environment)
            self.assertEqual((self.web / "current" / "index.html").read_text(), f"<p>{build}</p>")
        self.publish(made, "--rollback", "--no-verify", env=environment)
        self.assertEqual((self.web / "current" / "index.html").read_text(), "<p>2</p>")

    def test_names_missing_tools(self):
        made = self.make(store={"type": "rclone", "remote": "store:site"})
        output = self.publish(made, env=self.path_with({}), code=1)
        self.assertIn("publish.missing-tool", output)
        self.assertIn("apt-get install rclone", output)


if __name__ == "__main__":
    unittest.main()
