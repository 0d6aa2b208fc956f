"""`sitegen publish` as its users meet it: exit codes, messages, the live site, and no secret anywhere."""

import base64
import http.server
import json
import os
import shutil
import subprocess
import threading
import time
import unittest

import rig
from processes import command_lines
from servers import Nginx

SECRET = "swordfish-4711-geheim"


def site(build):
    files = {f"seite-{page}/index.html": f"<p>{page} of {build}</p>" for page in range(10)}
    files["index.html"] = f"<p>{build}</p>"
    return files


class Command(unittest.TestCase):
    def setUp(self):
        self.folder = rig.temporary_folder()
        self.web = self.folder / "web"
        self.web.mkdir()
        self.servers = []

    def tearDown(self):
        for server in reversed(self.servers):
            server.stop()
        shutil.rmtree(self.folder)

    def keep(self, server):
        self.servers.append(server)
        return server

    def make(self, **targets):
        made = rig.Site(self.folder / "site", targets)
        made.write(site(1))
        return made

    def directory(self, **settings):
        return self.make(web={"type": "directory", "path": self.web} | settings)

    def publish(self, made, *words, code=0, **options):
        result = made.publish(*words, **options)
        self.assertEqual(result.returncode, code, result.stdout)
        return result.stdout

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

    def test_verifies_the_live_site(self):
        nginx = self.keep(Nginx(self.folder / "nginx", self.web / "current"))
        made = self.directory(url=nginx.address)
        output = self.publish(made)
        self.assertIn("files compared", output)
        self.publish(made, "--rollback", code=1)
        made.write(site(2))
        self.publish(made)
        self.assertIn("1 files compared", self.publish(made, "--rollback"))
        self.assertEqual((self.web / "current" / "index.html").read_text(), "<p>1</p>")

    def test_takes_no_secret_from_the_configuration_and_shows_none(self):
        made = self.directory(password=SECRET)
        output = self.publish(made, code=1)
        self.assertIn("config.secret", output)
        self.assertNotIn(SECRET, output)
        shutil.rmtree(made.folder)
        made = self.make(pages={"type": "git", "remote": f"https://user:{SECRET}@example.org/x.git"})
        output = self.publish(made, code=1)
        self.assertIn("publish.bad-setting", output)
        self.assertNotIn(SECRET, output)

    def test_hands_a_token_over_unseen(self):
        received = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                given = self.headers.get("Authorization", "")
                received.append(given)
                time.sleep(0.5)
                self.send_response(403 if given else 401)
                self.send_header("WWW-Authenticate", 'Basic realm="test"')
                self.end_headers()

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = self.make(
            pages={
                "type": "git", "remote": f"http://127.0.0.1:{server.server_port}/site.git",
                "tokenVariable": "PAGES_TOKEN",
            }
        )
        process = made.start("pages", "--no-verify", env=os.environ | {"PAGES_TOKEN": SECRET})
        seen = []
        while process.poll() is None:
            seen += command_lines()
        output = process.communicate()[0]
        server.shutdown()
        server.server_close()
        self.assertEqual(process.returncode, 1, output)
        self.assertIn("publish.login-refused", output)
        secret = base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()
        self.assertIn(f"Basic {secret}", received)
        self.assertTrue(any("git" in line for line in seen))
        self.assertFalse([line for line in seen + [output] if SECRET in line or secret in line])

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
        tools = self.folder / "tools"
        tools.mkdir()
        for name in ("sh sleep dd sed grep find xargs mkdir rmdir rm mv ln cp readlink touch cat wc sha256sum head").split():
            (tools / name).symlink_to(shutil.which("busybox"))
        (tools / "rsync").symlink_to(shutil.which("rsync"))
        made = self.directory(keep=1)
        environment = {"PATH": str(tools), "HOME": str(self.folder)}
        for build in range(1, 4):
            made.write(site(build))
            self.publish(made, "--no-verify", env=environment)
            self.assertEqual((self.web / "current" / "index.html").read_text(), f"<p>{build}</p>")
        self.publish(made, "--rollback", "--no-verify", env=environment)
        self.assertEqual((self.web / "current" / "index.html").read_text(), "<p>2</p>")

    def test_names_missing_tools(self):
        made = self.make(store={"type": "rclone", "remote": "store:site"})
        tools = self.folder / "tools"
        tools.mkdir()
        output = self.publish(made, env=os.environ | {"PATH": str(tools)}, code=1)
        self.assertIn("publish.missing-tool", output)
        self.assertIn("apt-get install rclone", output)


if __name__ == "__main__":
    unittest.main()
