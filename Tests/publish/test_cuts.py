"""Publishes that are cut at a random moment, while a reader reads.

No response is a mix of two builds, no build is followed by an older one, and the next publish succeeds.
PUBLISH_CUTS says how many (100).
"""

import http.client
import os
import pathlib
import random
import shutil
import signal
import subprocess
import threading
import time
import unittest

import rig

CUTS = int(os.environ.get("PUBLISH_CUTS", "100"))
PAGES = 120


def site(build):
    """Every file carries the build at its start and at its end, and takes more than one write to send."""
    filler = "x" * 3000
    files = {f"seite-{page}/index.html": f"<{build}>{page}{filler}<{build}>" for page in range(PAGES)}
    files["index.html"] = f"<{build}>{filler * 30}<{build}>"
    files["style.css"] = f"<{build}>{filler}<{build}>"
    files["feed.xml"] = f"<{build}>{filler}<{build}>"
    return files


class Reader(threading.Thread):
    """Fetches pages in a loop and compares what it sees."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.port = port
        self.paths = ["/", "/style.css", "/feed.xml"] + [f"/seite-{page}/" for page in range(PAGES)]
        self.newest = 0
        self.responses = 0
        self.faults = []
        self.runs = True

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        while self.runs:
            path = random.choice(self.paths)
            connection.request("GET", path)
            response = connection.getresponse()
            body = response.read().decode()
            self.responses += 1
            if response.status != 200:
                self.faults.append(f"{path}: {response.status}")
                continue
            first, last = body[1:].split(">")[0], body.rstrip(">").rsplit("<")[-1]
            if first != last:
                self.faults.append(f"{path}: starts with build {first}, ends with {last}")
            elif int(first) < self.newest:
                self.faults.append(f"{path}: build {first} after build {self.newest}")
            else:
                self.newest = int(first)
            time.sleep(0.002)
        connection.close()


class Cuts(unittest.TestCase):
    def setUp(self):
        self.folder = rig.temporary_folder()
        self.web = self.folder / "web"
        self.web.mkdir()
        self.has_disk = os.getuid() == 0 and subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(self.web)], stderr=subprocess.DEVNULL
        ).returncode == 0
        self.sshd = rig.SSHD(self.folder / "sshd")
        self.wire = rig.Wire(self.sshd.port)
        self.site = rig.Site(
            self.folder / "site",
            {
                "web": {
                    "type": "rsync", "host": "127.0.0.1", "port": self.wire.port, "user": self.sshd.user,
                    "path": self.web, "knownHosts": self.sshd.know(self.wire.port),
                    "identity": self.sshd.folder / "user", "keep": 3,
                }
            },
        )
        self.nginx = rig.Nginx(self.folder / "nginx", self.web / "current")

    def tearDown(self):
        self.nginx.stop()
        self.wire.stop()
        self.sshd.stop()
        if self.has_disk:
            subprocess.run(["umount", "--lazy", str(self.web)], check=True)
        shutil.rmtree(self.folder)

    def publish(self):
        result = self.site.publish("web", "--no-verify")
        self.assertEqual(result.returncode, 0, result.stdout)

    def cut(self, way, process, longest):
        """Lets something go wrong at a random moment, and waits for the publish to end."""
        time.sleep(random.uniform(0, longest))
        filler = self.web / "filler"
        if way == "kill sitegen":
            process.kill()
        elif way == "kill rsync":
            while process.poll() is None and not any([kill(pid, "rsync") for pid in rig.children(process.pid)]):
                time.sleep(0.005)
        elif way == "kill sshd":
            for pid in self.sshd.sessions():
                kill(pid)
        elif way == "reset":
            self.wire.cut()
        elif way == "silence":
            self.wire.mute()
        elif way == "full disk":
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"\0" * 65536)
                except OSError:
                    pass
        output = process.communicate(timeout=120)[0]
        self.wire.mend()
        filler.unlink(missing_ok=True)
        return process.returncode, output

    def test_no_reader_sees_a_mix(self):
        self.site.write(site(1))
        self.publish()
        started = time.monotonic()
        self.site.write(site(2))
        self.publish()
        longest = time.monotonic() - started
        reader = Reader(self.nginx.port)
        reader.start()
        ways = ["kill sitegen", "kill rsync", "kill sshd", "reset"] + (["full disk"] if self.has_disk else [])
        failed = 0
        outcomes = {}
        for number in range(CUTS):
            build = number + 3
            # A pulled cable is noticed after half a minute: a few of those must do.
            way = "silence" if number % 34 == 33 else ways[number % len(ways)]
            self.site.write(site(build))
            code, output = self.cut(way, self.site.start("web", "--no-verify"), longest)
            failed += code != 0
            outcomes.setdefault(way, []).append(code)
            self.assertIn(code, (0, 1, -signal.SIGKILL), f"{way}: {output}")
            self.publish()
            for path, content in site(build).items():
                self.assertEqual((self.web / "current" / path).read_text(), content, f"{way}: {path}")
        reader.runs = False
        reader.join()
        print(f"{CUTS} cuts, {failed} publishes failed by them, {reader.responses} responses read; codes: {outcomes}")
        self.assertEqual(reader.faults, [])
        self.assertEqual(reader.newest, CUTS + 2)
        self.assertGreater(failed, 0)
        left = sorted(path.name for path in (self.web / "releases").iterdir() if path.name.endswith(".incoming"))
        self.assertEqual(left, [])


def kill(pid, name=None):
    """Whether there was such a process."""
    try:
        if name is not None and pathlib.Path(f"/proc/{pid}/comm").read_text().strip() != name:
            return False
        os.kill(pid, signal.SIGKILL)
        return True
    except OSError:
        return False


if __name__ == "__main__":
    unittest.main()
