"""What the tests of the command have in common: a small site, a folder to publish to, servers that end with the test."""

import shutil
import unittest

import rig

#: What the host of the releases must have beside a shell and rsync.
HOST_TOOLS = "sleep dd sed grep awk find xargs mkdir rmdir rm mv ln cp readlink touch cat wc sha256sum head".split()


def site(build):
    files = {f"seite-{page}/index.html": f"<p>{page} of {build}</p>" for page in range(10)}
    files["index.html"] = f"<p>{build}</p>"
    return files


class CommandCase(unittest.TestCase):
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

    def path_with(self, tools):
        """A folder to search for programs that has only these: their paths by their names."""
        folder = self.folder / "tools"
        folder.mkdir()
        for name, path in tools.items():
            (folder / name).symlink_to(path)
        return {"PATH": str(folder), "HOME": str(self.folder)}
