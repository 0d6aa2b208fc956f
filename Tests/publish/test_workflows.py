"""The CI workflows of Documentation/publishing/ci: they fit the schemas, and their commands do what they say."""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import unittest

import rig
import yaml

FOLDER = rig.ROOT / "Documentation" / "publishing" / "ci"
WORKFLOWS = {path.name: path.read_text() for path in sorted(FOLDER.glob("*.yml"))}


def scripts(node):
    """All shell scripts of a workflow: what stands below `run`, `script` and `before_script`."""
    if isinstance(node, list):
        return [script for item in node for script in scripts(item)]
    if not isinstance(node, dict):
        return []
    found = []
    for key, value in node.items():
        if key in ("run", "script", "before_script"):
            found.append(value if isinstance(value, str) else "\n".join(value))
        else:
            found += scripts(value)
    return found


class Workflows(unittest.TestCase):
    def setUp(self):
        self.folder = rig.temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)

    def test_fit_the_schemas(self):
        tool = pathlib.Path(sys.executable).parent / "check-jsonschema"
        for host in ("github", "gitlab"):
            schema = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}[host]
            files = [str(FOLDER / name) for name in WORKFLOWS if name.startswith(host)]
            self.assertTrue(files)
            result = subprocess.run(
                [tool, "--builtin-schema", schema, *files], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
            )
            self.assertEqual(result.returncode, 0, result.stdout)

    def test_scripts_are_scripts(self):
        for name, text in WORKFLOWS.items():
            for script in scripts(yaml.safe_load(text)):
                subprocess.run(["bash", "-n"], input=script, text=True, check=True)
                self.assertNotIn("${{", script, f"{name}: an expression in a script can become code")

    def test_install_what_the_build_needs(self):
        needed = re.search(r"^install_packages (.*)$", (rig.ROOT / ".ci" / "build").read_text(), re.MULTILINE).group(1)
        for name, text in WORKFLOWS.items():
            installed = re.search(r"apt-get install -y (.*)$", text, re.MULTILINE).group(1).split()
            self.assertLessEqual(set(needed.split()), set(installed), name)

    def test_commands_work(self):
        site = self.folder / "site"
        subprocess.run([rig.sitegen(), "new", "site", site, "--title", "Probe"], check=True, capture_output=True)
        for name in ("live", "preview"):
            (self.folder / name).mkdir()
        with open(site / "Content" / "site.yaml", "a") as settings:
            settings.write("publish:\n")
            for name in ("live", "preview"):
                settings.write(f"  {name}:\n    type: directory\n    path: {self.folder / name}\n")
        environment = os.environ | {
            "BRANCH": "feature/eins", "CI_COMMIT_BRANCH": "feature/eins", "CI_PAGES_URL": "https://seite.example.org",
        }
        done = 0
        for name, text in WORKFLOWS.items():
            for script in scripts(yaml.safe_load(text)):
                for line in script.splitlines():
                    if "release/sitegen " not in line:
                        continue
                    # A directory has no public address to ask afterwards.
                    verify = " --no-verify" if "sitegen publish" in line else ""
                    line = line.replace(".build/release/sitegen", rig.sitegen()) + verify
                    result = subprocess.run(
                        ["bash", "-c", line], cwd=site, env=environment, stdout=subprocess.PIPE,
                        stderr=subprocess.STDOUT, text=True,
                    )
                    self.assertEqual(result.returncode, 0, f"{name}: {line}\n{result.stdout}")
                    done += 1
        self.assertGreaterEqual(done, len(WORKFLOWS))
        self.assertTrue((self.folder / "live" / "current" / "index.html").exists())
        self.assertTrue((self.folder / "preview" / "feature-eins" / "current" / "index.html").exists())
        self.assertTrue((site / "public" / "index.html").exists())


if __name__ == "__main__":
    unittest.main()
