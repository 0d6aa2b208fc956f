"""Publishes that are cut at a random moment, while a reader reads.

No response is a mix of two builds, no build is followed by an older one, and the next publish succeeds. A store that
can't switch promises less: no page whose style is missing, and the next publish mends it.

PUBLISH_CUTS says how many in all (100), PUBLISH_SEED what chance begins with (a number, or `random`).
"""

import os
import random
import shutil
import signal
import subprocess
import time
import unittest

import readers
import rig
from network import Cable, Wire
from processes import kill_children
from servers import SSHD, Nginx, Store

CUTS = int(os.environ.get("PUBLISH_CUTS", "100"))
SEED = os.environ.get("PUBLISH_SEED", "2026")
PAGES = 60


def site(build):
    """Every file carries the build at its start and at its end, and takes more than one write to send."""
    filler = "x" * 3000
    files = {f"seite-{page}/index.html": f"<{build}>{page}{filler}<{build}>" for page in range(PAGES)}
    files["index.html"] = f"<{build}>{filler * 30}<{build}>"
    files["style.css"] = f"<{build}>{filler}<{build}>"
    files["feed.xml"] = f"<{build}>{filler}<{build}>"
    return files


def addresses(files):
    return ["/" + path.removesuffix("index.html") for path in files]


class Cuts:
    """What the tests of all kinds of targets have in common."""

    #: The part of all cuts that goes to this kind.
    share = 0.0
    #: How often in a hundred a publish is cut in a way that costs half a minute.
    slow_share = 0.03

    def setUp(self):
        self.folder = rig.temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)
        self.web = self.folder / "web"
        self.web.mkdir()
        self.disk = None
        self.environment = dict(os.environ)
        self.inside = ()

    def keep(self, thing):
        self.addCleanup(thing.stop)
        return thing

    def keep_small_disk(self, folder, megabytes):
        reason = rig.SmallDisk.why_not()
        if reason:
            print(f"SKIPPED in {type(self).__name__}: cuts by a full disk: {reason}", flush=True)
        else:
            self.disk = self.keep(rig.SmallDisk(folder, megabytes))

    def keep_wire(self, port):
        self.wire = self.keep(Wire(port))
        return self.wire.port

    # What goes wrong. Each returns once it has happened.

    def kill_sitegen(self, process):
        process.kill()

    def kill_tool(self, process, *names):
        while process.poll() is None and not kill_children(process.pid, names):
            time.sleep(0.002)

    def reset_line(self, process):
        self.wire.cut()

    def silence_line(self, process):
        self.wire.mute()

    def fill_disk(self, process):
        self.disk.fill()

    def kill_sessions(self, process):
        kill_children(self.sshd.process.pid)

    def mend(self):
        """Makes all good that a cut has broken."""
        if hasattr(self, "wire"):
            self.wire.mend()
        if self.disk:
            self.disk.clear()

    # To be said by each kind: `ways`, by name; `slow_ways`; `content`, what is there to be compared.

    slow_ways = {}

    def files(self, build):
        return site(build)

    def publish(self):
        """Publishes undisturbed, and notes how long that takes: the next cut comes within that time."""
        started = time.monotonic()
        result = self.site.publish("--no-verify", *self.words, env=self.environment, inside=self.inside)
        self.assertEqual(result.returncode, 0, result.stdout)
        self.longest = time.monotonic() - started

    words = ()

    def test_no_reader_sees_a_mix(self):
        seed = random.randrange(1 << 32) if SEED == "random" else int(SEED)
        chance = random.Random(seed)
        cuts = max(2, round(CUTS * self.share))
        self.site.write(self.files(1))
        self.publish()
        self.site.write(self.files(2))
        self.publish()
        reader = self.reader()
        reader.start()
        ways = list(self.ways)
        outcomes = {}
        failed = 0
        for number in range(cuts):
            build = number + 3
            way = ways[number % len(ways)]
            if self.slow_ways and (number + 1) % round(1 / self.slow_share) == 0:
                way = chance.choice(list(self.slow_ways))
            self.site.write(self.files(build))
            moment = chance.uniform(0, self.longest)
            process = self.site.start("--no-verify", *self.words, env=self.environment, inside=self.inside)
            time.sleep(moment)
            (self.ways | self.slow_ways)[way](process)
            output = process.communicate(timeout=600)[0]
            self.mend()
            story = f"seed {seed}, cut {number}: {way} after {moment:.3f} s"
            failed += process.returncode != 0
            outcomes.setdefault(way, []).append(process.returncode)
            self.assertIn(process.returncode, (0, 1, -signal.SIGKILL), f"{story}: {output}")
            if process.returncode == 1:
                self.assertIn("publish.", output, story)
            with self.subTest(story):
                self.publish()
                self.assertEqual(self.content(), self.files(build), story)
        reader.stop()
        print(
            f"{type(self).__name__}: seed {seed}, {cuts} cuts, {failed} publishes failed by them, "
            f"{reader.responses} responses read; exit codes {outcomes}", flush=True,
        )
        self.assertEqual(reader.faults, [])
        self.assertGreater(reader.responses, cuts)
        self.assertGreater(failed, 0)
        self.check_end(cuts + 2)

    def check_end(self, build):
        """What else must be true when all is over."""

    def files_below(self, folder):
        return {
            str(path.relative_to(folder)): path.read_text()
            for path in folder.rglob("*") if path.is_file() and not rig.is_bookkeeping(path.name)
        }


class Releases(Cuts):
    """Targets whose releases lie side by side."""

    def reader(self):
        self.nginx = self.keep(Nginx(self.folder / "nginx", self.web / "current"))
        return readers.WebReader(self.nginx.port, addresses(site(0)))

    def content(self):
        return self.files_below((self.web / "current").resolve())

    def check_end(self, build):
        left = sorted(path.name for path in (self.web / "releases").iterdir() if "incoming" in path.name)
        self.assertEqual(left, [])
        self.assertLessEqual(len([path for path in (self.web / "releases").iterdir() if path.is_dir()]), 3)
        self.assertFalse((self.web / "lock").exists())


class RsyncCuts(Releases, unittest.TestCase):
    """A web host behind sshd."""

    share = 0.4

    def setUp(self):
        super().setUp()
        self.keep_small_disk(self.web, 8)
        self.sshd = self.keep(SSHD(self.folder / "sshd"))
        login = self.sshd.login(self.keep_wire(self.sshd.port))
        self.site = rig.Site(self.folder / "site", {"web": {"type": "rsync", "path": self.web, "keep": 2} | login})
        self.ways = {
            "kill sitegen": self.kill_sitegen,
            "kill rsync": lambda process: self.kill_tool(process, "rsync"),
            "kill sshd": self.kill_sessions,
            "reset": self.reset_line,
        }
        self.slow_ways = {"silence": self.silence_line}
        if self.disk:
            self.ways["full disk"] = self.fill_disk


class NetworkCuts(Releases, unittest.TestCase):
    """The same at the far end of a cable that is pulled, for a moment or for good."""

    share = 0.15
    slow_share = 0.2

    def setUp(self):
        reason = Cable.why_not()
        if reason:
            print(f"SKIPPED: NetworkCuts needs network namespaces: {reason}", flush=True)
            self.skipTest(reason)
        super().setUp()
        self.cable = self.keep(Cable())
        self.inside = self.cable.inside("publisher")
        self.sshd = self.keep(SSHD(self.folder / "sshd", self.cable))
        self.site = rig.Site(
            self.folder / "site", {"web": {"type": "rsync", "path": self.web, "keep": 2} | self.sshd.login()}
        )
        self.ways = {"away for a moment": self.pull_for_a_moment, "away and killed": self.pull_and_kill}
        self.slow_ways = {"away": self.pull}

    def pull(self, process):
        self.cable.pull()

    def pull_for_a_moment(self, process):
        self.cable.pull()
        time.sleep(1)
        self.cable.plug()

    def pull_and_kill(self, process):
        self.cable.pull()
        process.kill()
        kill_children(process.pid)

    def mend(self):
        self.cable.plug()


class DirectoryCuts(Releases, unittest.TestCase):
    """A folder on this machine."""

    share = 0.2

    def setUp(self):
        super().setUp()
        self.keep_small_disk(self.web, 8)
        self.site = rig.Site(self.folder / "site", {"web": {"type": "directory", "path": self.web, "keep": 2}})
        self.ways = {
            "kill sitegen": self.kill_sitegen,
            "kill rsync": lambda process: self.kill_tool(process, "rsync"),
            "kill sh": lambda process: self.kill_tool(process, "sh"),
            "kill all": self.kill_all,
        }
        if self.disk:
            self.ways["full disk"] = self.fill_disk

    def kill_all(self, process):
        kill_children(process.pid)
        process.kill()


class GitCuts(Cuts, unittest.TestCase):
    """A branch of a repository behind sshd."""

    share = 0.15

    def setUp(self):
        super().setUp()
        self.keep_small_disk(self.web, 32)
        self.repository = self.web / "site.git"
        subprocess.run(["git", "init", "--quiet", "--bare", str(self.repository)], check=True)
        self.sshd = self.keep(SSHD(self.folder / "sshd"))
        port = self.keep_wire(self.sshd.port)
        self.site = rig.Site(
            self.folder / "site",
            {
                "web": {
                    "type": "git", "remote": f"ssh://{self.sshd.user}@127.0.0.1:{port}{self.repository}",
                    "branch": "pages", "knownHosts": self.sshd.know(port), "identity": self.sshd.folder / "user",
                }
            },
        )
        self.ways = {
            "kill sitegen": self.kill_sitegen,
            "kill git": lambda process: self.kill_tool(process, "git"),
            "kill sshd": self.kill_sessions,
            "reset": self.reset_line,
        }
        self.slow_ways = {"silence": self.silence_line}
        if self.disk:
            self.ways["full disk"] = self.fill_disk

    def reader(self):
        return readers.BranchReader(self.repository, "pages", list(site(0)))

    def content(self):
        checkout = self.folder / "checkout"
        shutil.rmtree(checkout, ignore_errors=True)
        subprocess.run(
            ["git", "clone", "--quiet", "--depth=1", "--branch=pages", f"file://{self.repository}", str(checkout)],
            check=True,
        )
        shutil.rmtree(checkout / ".git")
        return self.files_below(checkout)

    def check_end(self, build):
        subprocess.run(["git", "-C", self.repository, "fsck", "--strict"], check=True, capture_output=True)


class StoreCuts(Cuts, unittest.TestCase):
    """A store that can't switch."""

    share = 0.1
    words = ("--allow-vanished", "--allow-deletions")

    def setUp(self):
        super().setUp()
        self.store = self.keep(Store(self.folder / "store"))
        self.environment = self.store.environment(self.keep_wire(self.store.port))
        self.site = rig.Site(self.folder / "site", {"web": {"type": "rclone", "remote": "store:site"}})
        self.ways = {
            "kill sitegen": self.kill_sitegen,
            "kill rclone": lambda process: self.kill_tool(process, "rclone"),
            "reset": self.reset_line,
        }

    def files(self, build):
        """Each page names the style of its build; one page of each build is gone in the next."""
        names = [f"seite-{page}" for page in range(4)] + [f"nur-{build}"]
        files = {
            f"{name}/index.html": f'<link href="/site/assets/{name}.{build}.css"><p>{build}</p>' for name in names
        }
        files |= {f"assets/{name}.{build}.css": f"/* {build} */" for name in names}
        files["index.html"] = f'<link href="/site/assets/seite-0.{build}.css"><p>{build}</p>'
        return files

    def reader(self):
        pages = [f"/site/{path}" for path in self.files(1) if path.endswith("html") and not path.startswith("nur")]
        return readers.StoreReader(
            self.store.port, pages, self.store.key, lambda build: [f"/site/nur-{build}/index.html"]
        )

    def content(self):
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        subprocess.run(["rclone", "copy", "store:site", str(copy)], env=self.store.environment(), check=True)
        return self.files_below(copy)


if __name__ == "__main__":
    unittest.main()
