"""Publishes that are cut at a random moment, while a reader reads.

No response is a mix of two builds, no build is followed by an older one, and the next publish succeeds. A store that
can't switch promises less: no page whose style is missing, and the next publish mends it.

PUBLISH_CUTS says how many in all (100), PUBLISH_SEED what chance begins with (a number, or `random`).
"""

import shutil
import subprocess
import time
import unittest

import readers
import rig
from cuts import Cuts, addresses, site
from network import Cable
from processes import kill_children
from servers import SSHD, Nginx, Store


class Releases(Cuts):
    """Targets whose releases lie side by side."""

    def reader(self):
        self.nginx = self.keep(Nginx(self.folder / "nginx", self.web / "current"))
        return readers.WebReader(self.nginx.port, addresses(site(0)))

    def content(self):
        return self.files_below((self.web / "current").resolve())

    def check_cut(self, build):
        super().check_cut(build)
        # Releases share files: none may change with a later one.
        for folder in (self.web / "releases").iterdir():
            info = folder.with_name(folder.name + ".info")
            if not folder.is_dir() or not info.exists():
                continue
            checked = subprocess.run(
                ["sh", "-c", 'cd "$1" && exec sha256sum --check --quiet "$1.manifest"', "sh", folder],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )
            # One that is being removed, by what a killed publish has left at work, has no note any more.
            if checked.returncode != 0 and info.exists():
                self.fail(f"release {folder.name} is damaged: {checked.stdout}")


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

    def check_cut(self, build):
        """Old and new files may stand beside each other: the reader says which may not."""

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
