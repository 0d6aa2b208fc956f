"""No secret comes from `site.yaml`, and none is shown: not in messages, not in process lists, not to other hosts."""

import base64
import http.server
import os
import shutil
import threading
import time
import unittest

from command_case import CommandCase
from processes import command_lines


SECRET = "swordfish-4711-geheim"
ENCODED = base64.b64encode(f"x-access-token:{SECRET}".encode()).decode()

class Secrets(CommandCase):
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

    def test_shows_nothing_that_may_be_a_secret(self):
        """Whatever stands in the wrong place of `site.yaml`: the message names the place, not the value."""
        rsync = {"type": "rsync", "host": "host.invalid", "path": "/srv/web"}
        wrong = [
            rsync | {"host": f"anna:{SECRET}@host.invalid"}, rsync | {"user": f"anna:{SECRET}"},
            rsync | {"path": f"sftp://anna:{SECRET}@host.invalid/web"}, rsync | {"pw": SECRET}, rsync | {"login": SECRET},
            {"type": "directory", "path": f"ftp://anna:{SECRET}@host.invalid/web"},
            {"type": "rclone", "remote": f"ftp://anna:{SECRET}@host.invalid/web"},
            {"type": "git", "remote": f"https://host.invalid/x.git?private_token={SECRET}"},
        ]
        for settings in wrong:
            for form in ("text", "json", "github"):
                with self.subTest(settings=settings, form=form):
                    shutil.rmtree(self.folder / "site", ignore_errors=True)
                    output = self.publish(self.make(web=settings), "--no-verify", "--format", form, code=1)
                    self.assertNotIn(SECRET, output)
                    self.assertIn("site.yaml", output)

    def asking(self, received, location=None):
        """A host that wants a password, or sends on to another one; notes what it is given."""

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                given = self.headers.get("Authorization", "")
                received.append(given)
                time.sleep(0.5)
                if location:
                    self.send_response(302)
                    self.send_header("Location", location + self.path)
                else:
                    self.send_response(403 if given else 401)
                    self.send_header("WWW-Authenticate", 'Basic realm="test"')
                self.end_headers()

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return f"http://127.0.0.1:{server.server_port}"

    def publish_with_token(self, host):
        """What is said, and all command lines of the machine meanwhile."""
        shutil.rmtree(self.folder / "site", ignore_errors=True)
        made = self.make(pages={"type": "git", "remote": f"{host}/site.git", "tokenVariable": "PAGES_TOKEN"})
        process = made.start("pages", "--no-verify", env=os.environ | {"PAGES_TOKEN": SECRET})
        seen = []
        while process.poll() is None:
            seen += command_lines()
        output = process.communicate()[0]
        self.assertEqual(process.returncode, 1, output)
        self.assertIn("publish.login-refused", output)
        return output, seen

    def test_hands_a_token_over_unseen(self):
        received = []
        output, seen = self.publish_with_token(self.asking(received))
        self.assertIn(f"Basic {ENCODED}", received)
        self.assertTrue(any("git" in line for line in seen))
        self.assertFalse([line for line in seen + [output] if SECRET in line or ENCODED in line])

    def test_hands_a_token_to_its_own_host_alone(self):
        elsewhere = []
        self.publish_with_token(self.asking([], location=self.asking(elsewhere)))
        self.assertEqual(set(elsewhere), {""})


if __name__ == "__main__":
    unittest.main()
