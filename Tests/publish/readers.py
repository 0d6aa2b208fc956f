"""Readers that look at a site while it is being published, and remember what they should not have seen."""

import http.client
import random
import re
import subprocess
import threading
import time


class Reader(threading.Thread):
    """Reads in a loop until `stop`; each kind of place is read by a subclass."""

    pause = 0.004

    def __init__(self):
        super().__init__(daemon=True)
        self.responses = 0
        self.faults = []
        self.newest = 0
        self.runs = True

    def run(self):
        try:
            while self.runs:
                self.look()
                time.sleep(self.pause)
        except Exception as error:  # A reader that dies unheard would find no fault.
            self.faults.append(f"the reader failed: {error!r}")
        self.close()

    def stop(self):
        self.runs = False
        self.join()

    def saw(self, path, body):
        """A whole file carries its build at both ends, and no build comes before an older one."""
        self.responses += 1
        builds = re.findall(r"^<(\d+)>|<(\d+)>$", body)
        first, last = [next(filter(None, build)) for build in builds] if len(builds) == 2 else (None, None)
        if first is None or first != last:
            self.faults.append(f"{path}: starts with build {first}, ends with {last}, {len(body)} bytes")
        elif int(first) < self.newest:
            self.faults.append(f"{path}: build {first} after build {self.newest}")
        else:
            self.newest = int(first)


class WebReader(Reader):
    """Fetches random pages from a web server."""

    def __init__(self, port, paths, headers={}):
        super().__init__()
        self.paths = paths
        self.headers = headers
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path):
        self.connection.request("GET", path, headers=self.headers)
        response = self.connection.getresponse()
        return response.status, response.read().decode()

    def look(self):
        path = random.choice(self.paths)
        status, body = self.get(path)
        if status == 200:
            self.saw(path, body)
        else:
            self.faults.append(f"{path}: {status}")

    def close(self):
        self.connection.close()


class BranchReader(Reader):
    """Reads random files of a branch, as a Pages host does: those of one commit belong to one build."""

    def __init__(self, repository, branch, paths):
        super().__init__()
        self.branch = branch
        self.paths = paths
        self.git = subprocess.Popen(
            ["git", "-C", repository, "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def read(self, name):
        self.git.stdin.write(f"{name}\n".encode())
        self.git.stdin.flush()
        words = self.git.stdout.readline().split()
        if words[-1] == b"missing":
            return words[0], None
        return words[0].decode(), self.git.stdout.read(int(words[2]) + 1)[:-1]

    def look(self):
        commit, content = self.read(self.branch)
        if content is None:
            self.faults.append("the branch is gone")
            return
        for path in random.sample(self.paths, 3):
            _, body = self.read(f"{commit}:{path}")
            if body is None:
                self.faults.append(f"{path}: not in {commit}")
            else:
                self.saw(path, body.decode())

    def close(self):
        self.git.stdin.close()
        self.git.wait()
        self.git.stdout.close()


class StoreReader(WebReader):
    """Fetches pages from a store that can't switch, and for each page the style that it names.

    Old and new pages may stand beside each other there, but no page without its style.
    """

    pause = 0.02

    def __init__(self, port, paths, headers, passing):
        """`passing` gives the pages that only one build has."""
        super().__init__(port, paths, headers)
        self.passing = passing

    def look(self):
        build = self.newest + random.randint(-1, 1)
        path = random.choice(self.paths + self.passing(build) * 3)
        status, body = self.get(path)
        if status == 404 and path not in self.paths:
            return
        self.responses += 1
        if status == 200:
            self.newest = max(self.newest, int(re.search(r"<p>(\d+)", body).group(1)))
        else:
            self.faults.append(f"{path}: {status}")
            return
        if self.get(style(body))[0] == 200:
            return
        # Perhaps the page itself has been replaced or deleted since: then nobody misses the style any more.
        again, now = self.get(path)
        if again == 200 and now == body:
            self.faults.append(f"{path}: {style(body)} is not there")


def style(page):
    return re.search(r'href="([^"]+)"', page).group(1)
