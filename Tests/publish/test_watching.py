"""What a publisher sees while it works and when all was sent: progress, the live site, an interruption."""

import contextlib
import fcntl
import http.server
import json
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import termios
import threading
import time
import unittest

from command_case import HOST_TOOLS, CommandCase, site
from network import Wire
from processes import children, command_lines
from servers import SSHD, Nginx, free_port


class Watching(CommandCase):
    def test_progress_on_a_terminal(self):
        made = self.directory()
        made.write({f"seite-{page}/index.html": str(page) for page in range(500)} | {"index.html": "start"})
        for columns, filled in ((80, 30), (34, 12)):
            with self.subTest(columns):
                terminal, inside = pty.openpty()
                self.addCleanup(os.close, terminal)
                fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
                shutil.rmtree(self.web)
                self.web.mkdir()
                process = subprocess.Popen(
                    made.command("--no-verify"), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=inside
                )
                os.close(inside)
                shown = b""
                # The terminal's end is an error of its own on Linux.
                with contextlib.suppress(OSError):
                    while piece := os.read(terminal, 65536):
                        shown += piece
                self.assertEqual(process.wait(), 0)
                progress, summary = shown.decode().rsplit("\r\x1b[K", 1)
                lines = progress.split("\r\x1b[K")
                self.assertIn("sending …", lines)
                self.assertIn(f"sending [{'#' * filled}] 501 of 501", lines)
                self.assertIn("switching …", lines)
                self.assertLessEqual(max(map(len, lines)), columns)
                self.assertTrue(summary.startswith("published 502 files"), summary)
        made.write({"index.html": "start"})
        self.assertNotIn("\r", self.publish(made, "--no-verify", "--allow-deletions", "--allow-vanished"))

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

    def test_waits_for_caches(self):
        """A host in front of which each page has a cache of its own: the build is new before the page is."""
        web, asked = self.web, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                name = self.path[1:] or "index.html"
                body = (web / "current" / name).read_bytes()
                if self.path == "/" and asked.count("/") < 3:
                    body = b"<p>old</p>"
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = self.directory(url=f"http://127.0.0.1:{server.server_port}")
        made.write({"index.html": "<p>1</p>"})
        # The user's own settings of curl don't count: these would put headers before each page.
        (self.folder / ".curlrc").write_text("include\nverbose\n")
        output = self.publish(made, env=os.environ | {"HOME": str(self.folder)})
        server.shutdown()
        server.server_close()
        self.assertIn("2 files compared", output)
        self.assertEqual(asked.count("/"), 3)

    def test_tells_what_was_done_also_if_it_cannot_be_verified(self):
        environment = self.path_with({name: shutil.which(name) for name in ("sh", "rsync", *HOST_TOOLS)})
        made = self.directory(url="https://www.example.org")
        output = self.publish(made, code=1, env=environment)
        self.assertIn("published 12 files", output)
        self.assertIn("`curl` is needed to ask the live site", output)
        made.write(site(2))
        report = json.loads(self.publish(made, "--format", "json", code=1, env=environment))
        self.assertEqual(report["publish"]["outcome"], "published")
        self.assertEqual(report["diagnostics"][0]["id"], "publish.missing-tool")

    def test_dry_run_does_not_ask_the_live_site(self):
        made = self.directory(url=f"http://127.0.0.1:{free_port()}")
        self.publish(made, "--no-verify")
        started = time.monotonic()
        self.assertIn("nothing to do", self.publish(made, "--dry-run"))
        self.assertLess(time.monotonic() - started, 60)

    def test_interruption(self):
        sshd = self.keep(SSHD(self.folder / "sshd"))
        wire = self.keep(Wire(sshd.port))
        made = self.make(web={"type": "rsync", "path": self.web} | sshd.login(wire.port))
        self.publish(made, "--no-verify")
        before = os.readlink(self.web / "current")
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number):
                made.write(site(2) | {"big.svg": os.urandom(2_000_000).hex()})
                wire.mute_after(100_000)
                process = made.start("--no-verify")
                while process.poll() is None and not wire.is_silent:
                    time.sleep(0.01)
                below = children(process.pid)
                words = " ".join(command_lines(below))
                scratch = re.search(r"ControlPath=(/tmp/sitegen-[^/]+)/ssh", words)
                self.assertTrue(scratch, words)
                process.send_signal(number)
                output = process.communicate(timeout=60)[0]
                wire.mend()
                self.assertEqual(process.returncode, 1, output)
                self.assertIn("error: publishing was interrupted [publish.interrupted]", output)
                self.assertFalse(os.path.exists(scratch[1]))
                deadline = time.monotonic() + 60
                while any(os.path.exists(f"/proc/{pid}") for pid in below):
                    self.assertLess(time.monotonic(), deadline, "its programs go on")
                    time.sleep(0.05)
                self.assertEqual(os.readlink(self.web / "current"), before)
        self.publish(made, "--no-verify")
        self.assertNotEqual(os.readlink(self.web / "current"), before)


if __name__ == "__main__":
    unittest.main()
