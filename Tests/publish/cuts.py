"""A publish that is cut, again and again, while a reader reads: what all kinds of targets have in common."""

import os
import random
import shutil
import signal
import time

import rig
from network import Wire
from processes import kill_children

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
                self.check_cut(build)
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

    def check_cut(self, build):
        """What is there after a publish that was cut: the old site or the new one, whole."""
        there = self.content()
        whole = [self.files(build - 1), self.files(build)]
        if there not in whole:
            found = {path: text[:20] for path, text in there.items() if text != whole[0].get(path)}
            self.fail(f"neither build {build - 1} nor {build}: {len(there)} files, of them {found}")

    def check_end(self, build):
        """What else must be true when all is over."""

    def files_below(self, folder):
        return {
            str(path.relative_to(folder)): path.read_text()
            for path in folder.rglob("*") if path.is_file() and not rig.is_bookkeeping(path.name)
        }
