"""What a publisher reads when something is in the way: what it is, what to do next; and nothing has changed there."""

import http.server
import os
import pathlib
import shutil
import subprocess
import threading
import time
import unittest

import rig
from network import Cable
from processes import command_lines
from servers import SSHD, Store, free_port

SECRET = "swordfish-4711-geheim"


def site(build):
    return {"index.html": f"<p>{build}</p>", "a/index.html": "<p>a</p>", "style.css": "p { margin: 0 }"}


class Errors(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = rig.temporary_folder()
        cls.addClassCleanup(shutil.rmtree, folder)
        cls.store = Store(folder / "store")
        cls.addClassCleanup(cls.store.stop)

    def setUp(self):
        self.folder = rig.temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)
        self.web = self.folder / "web"
        self.web.mkdir()

    def keep(self, thing):
        self.addCleanup(thing.stop)
        return thing

    def make(self, settings, build=1):
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        made = rig.Site(self.folder / "site", {"web": settings})
        made.write(site(build))
        return made

    def state(self):
        return {
            str(path.relative_to(self.web)): path.read_bytes() if path.is_file() else None
            for path in self.web.rglob("*")
        }

    def refused(self, made, rule, *phrases, **options):
        """Exit code 1, the rule's name, its words, a next step; no secret; and the other side is as it was."""
        before = self.state()
        result = made.publish("--no-verify", **options)
        output = result.stdout
        self.assertEqual(result.returncode, 1, output)
        first = output.splitlines()[0]
        self.assertTrue(first.startswith("error: "), output)
        self.assertTrue(first.endswith(f"[{rule}]"), output)
        self.assertIn("\n  = ", output, "no next step")
        for phrase in phrases:
            self.assertIn(str(phrase), output)
        self.assertNotIn(SECRET, output)
        self.assertEqual(self.state(), before)
        return output

    def test_ssh(self):
        sshd = self.keep(SSHD(self.folder / "sshd"))
        rsync = {"type": "rsync", "path": self.web} | sshd.login()
        self.assertEqual(self.make(rsync).publish("--no-verify").returncode, 0)
        empty = self.folder / "empty"
        empty.touch()
        nowhere = self.folder / "nowhere"
        self.refused(self.make(rsync | {"knownHosts": empty}), "publish.host-key-unknown", "ssh-keyscan", empty)
        changed = sshd.know(key="stranger")
        self.refused(self.make(rsync | {"knownHosts": changed}), "publish.host-key-changed", "ssh-keygen -R", changed)
        stranger = self.folder / "sshd" / "stranger"
        self.refused(self.make(rsync | {"identity": stranger}), "publish.login-refused", "authorized_keys", sshd.user)
        self.refused(self.make(rsync | {"identity": nowhere}), "publish.missing-identity", nowhere)
        self.refused(self.make(rsync | {"path": nowhere}), "publish.missing-folder", nowhere, "mkdir")
        self.refused(self.make(rsync | {"port": free_port()}), "publish.unreachable", "`port:`")
        self.refused(self.make(rsync | {"host": "host.invalid"}), "publish.unknown-host", "`host.invalid`")
        self.refused(self.make(rsync | {"knownHosts": nowhere}), "publish.host-key-unknown", nowhere)
        git = {
            "type": "git", "branch": "pages", "knownHosts": sshd.know(), "identity": sshd.folder / "user",
            "remote": f"ssh://{sshd.user}@127.0.0.1:{sshd.port}{self.folder}/site.git",
        }
        self.refused(self.make(git), "publish.missing-repository", "`remote:`")
        self.refused(self.make(git | {"knownHosts": empty}), "publish.host-key-unknown", "ssh-keyscan")
        self.refused(self.make(git | {"knownHosts": changed}), "publish.host-key-changed")
        self.refused(self.make(git | {"identity": stranger}), "publish.login-refused", "identity")

    def test_logins_that_are_no_shells(self):
        commands = ["internal-sftp", "echo This account is currently not available.; exit 1", "echo Welcome"]
        for number, command in enumerate(commands):
            with self.subTest(command):
                sshd = self.keep(SSHD(self.folder / f"sshd-{number}", settings=f"ForceCommand {command}"))
                made = self.make({"type": "rsync", "path": self.web} | sshd.login())
                self.refused(made, "publish.no-shell", "`type: rclone`")

    def test_login_that_prints_text(self):
        settings = 'ForceCommand echo Welcome; sh -c "$SSH_ORIGINAL_COMMAND"'
        sshd = self.keep(SSHD(self.folder / "sshd", settings=settings))
        output = self.make({"type": "rsync", "path": self.web} | sshd.login()).publish("--no-verify").stdout
        self.assertIn("[publish.noisy-shell]", output.splitlines()[0], output)
        self.assertFalse((self.web / "current").exists())

    def test_network_that_is_gone(self):
        reason = Cable.why_not()
        if reason:
            print(f"SKIPPED: the test of an unreachable host needs network namespaces: {reason}", flush=True)
            self.skipTest(reason)
        cable = self.keep(Cable())
        sshd = self.keep(SSHD(self.folder / "sshd", cable))
        made = self.make({"type": "rsync", "path": self.web} | sshd.login())
        cable.pull()
        self.refused(made, "publish.unreachable", "check `host:`", inside=cable.inside("publisher"))

    def test_permission(self):
        if os.getuid() != 0:
            print("SKIPPED: the test of missing permissions needs root", flush=True)
            self.skipTest("not root")
        made = self.make({"type": "directory", "path": self.web})
        for folder in (self.folder, made.folder, self.web):
            folder.chmod(0o755)
        subprocess.run(["chown", "-R", "nobody", str(made.folder)], check=True)
        nobody = ["setpriv", "--reuid", "nobody", "--clear-groups"]
        self.refused(made, "publish.no-permission", self.web, "chown", inside=nobody)
        self.web.chmod(0o700)
        self.refused(made, "publish.no-permission", self.web, inside=nobody)

    def test_full_disk(self):
        reason = rig.SmallDisk.why_not()
        if reason:
            print(f"SKIPPED: the tests of a full disk: {reason}", flush=True)
            self.skipTest(reason)
        sshd = self.keep(SSHD(self.folder / "sshd"))
        disk = self.keep(rig.SmallDisk(self.web, 2))
        repository = self.web / "site.git"
        settings = {
            "rsync": {"type": "rsync", "path": self.web} | sshd.login(),
            "directory": {"type": "directory", "path": self.web},
            "git": {"type": "git", "remote": f"file://{repository}", "branch": "pages"},
        }
        for kind, target in settings.items():
            with self.subTest(kind):
                for path in self.web.iterdir():
                    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
                if kind == "git":
                    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
                made = self.make(target)
                self.assertEqual(made.publish("--no-verify").returncode, 0)
                before = self.state()
                made.write(site(2) | {"big.jpg": os.urandom(2_200_000).hex()})
                result = made.publish("--no-verify")
                self.assertEqual(result.returncode, 1, result.stdout)
                self.assertIn("[publish.disk-full]", result.stdout.splitlines()[0], result.stdout)
                self.assertIn("make room", result.stdout)
                after = {path: data for path, data in self.state().items() if not path.startswith("site.git/objects")}
                self.assertEqual(after, {path: before[path] for path in before if path in after})
                made.write(site(2))
                self.assertEqual(made.publish("--no-verify").returncode, 0)
                disk.fill()
                made.write(site(3))
                result = made.publish("--no-verify")
                self.assertEqual(result.returncode, 1, result.stdout)
                self.assertIn("[publish.disk-full]", result.stdout.splitlines()[0], result.stdout)
                disk.clear()
                result = made.publish("--no-verify")
                self.assertEqual(result.returncode, 0, result.stdout)

    def test_store(self):
        made = self.make({"type": "rclone", "remote": "store:nirgends/site"})
        self.refused(made, "publish.missing-folder", "rclone mkdir", env=self.store.environment(secret=SECRET))
        made = self.make({"type": "rclone", "remote": "keiner:site"})
        self.refused(made, "publish.unknown-remote", "rclone config", env=self.store.environment(secret=SECRET))
        made = self.make({"type": "rclone", "remote": "store:site"})
        self.refused(made, "publish.unreachable", env=self.store.environment(port=free_port(), secret=SECRET))

    def test_store_is_not_changed_by_what_the_environment_says_of_all_calls(self):
        made = self.make({"type": "rclone", "remote": "store:site"})
        options = {
            "DRY_RUN": "1", "QUIET": "1", "IMMUTABLE": "1", "EXCLUDE": "*.css", "MAX_SIZE": "1",
            "LOG_FILE": str(self.folder / "log"),
        }
        environment = self.store.environment() | {f"RCLONE_{name}": value for name, value in options.items()}
        for build in (1, 2):
            made.write(site(build))
            result = made.publish("--no-verify", env=environment)
            self.assertEqual(result.returncode, 0, result.stdout)
            shown = subprocess.run(
                ["rclone", "cat", "store:site/index.html"], env=self.store.environment(), capture_output=True, text=True
            )
            self.assertEqual(shown.stdout, f"<p>{build}</p>")

    def test_store_shows_no_secret_of_addresses(self):
        settings = {"TYPE": "webdav", "URL": f"http://anna:{SECRET}@127.0.0.1:{free_port()}/x?sig={SECRET}"}
        environment = os.environ | {f"RCLONE_CONFIG_STORE_{name}": value for name, value in settings.items()}
        made = self.make({"type": "rclone", "remote": "store:site"})
        self.refused(made, "publish.unreachable", "`rclone` says:", "://***@127.0.0.1", "?***", env=environment)

    def test_store_shows_no_secret_to_other_users(self):
        made = self.make({"type": "rclone", "remote": "store:site"})
        process = made.start("--no-verify", env=self.store.environment(secret=SECRET))
        seen = []
        while process.poll() is None:
            seen += command_lines()
            time.sleep(0.01)
        output = process.communicate()[0]
        self.assertEqual(process.returncode, 0, output)
        self.assertTrue(any("rclone" in line for line in seen))
        self.assertFalse([line for line in [*seen, output] if SECRET in line])

    def answering(self, status, code):
        """A store that says no to everything."""

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                body = f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_PUT = do_GET

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_port

    def test_credentials(self):
        variables = {"TYPE": "s3", "PROVIDER": "Other", "ACCESS_KEY_ID": "id", "SECRET_ACCESS_KEY": SECRET}
        answers = [
            (400, "ExpiredToken", "publish.expired-credentials"), (403, "AccessDenied", "publish.login-refused"),
            (403, "InvalidAccessKeyId", "publish.login-refused"), (403, "SignatureDoesNotMatch", "publish.login-refused"),
        ]
        for status, code, rule in answers:
            with self.subTest(code):
                port = self.answering(status, code)
                settings = variables | {"ENDPOINT": f"http://127.0.0.1:{port}"}
                environment = os.environ | {f"RCLONE_CONFIG_STORE_{name}": value for name, value in settings.items()}
                made = self.make({"type": "rclone", "remote": "store:bucket/site"})
                self.refused(made, rule, "credentials", "environment", env=environment)


if __name__ == "__main__":
    unittest.main()
