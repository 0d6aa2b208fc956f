"""A site, the sitegen that publishes it, and small disks that can be full."""

import contextlib
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def sitegen():
    """The binary under test: $SITEGEN, or the newest one that was built."""
    named = os.environ.get("SITEGEN")
    if named:
        return named
    built = [ROOT / ".build" / kind / "sitegen" for kind in ("release", "debug")]
    built = [path for path in built if path.exists()]
    if not built:
        raise SystemExit("build sitegen first: swift build -c release")
    return str(max(built, key=lambda path: path.stat().st_mtime))


class Site:
    """A folder with `Content/site.yaml` and a finished `Public`."""

    def __init__(self, folder, targets, base_url="https://www.example.org"):
        self.folder = pathlib.Path(folder)
        self.public = self.folder / "Public"
        (self.folder / "Content").mkdir(parents=True)
        self.public.mkdir()
        lines = ["edition: 2026", "title: Test", f"baseURL: {base_url}", "publish:"]
        for name, settings in targets.items():
            lines.append(f"  {name}:")
            lines += [f"    {key}: {json.dumps(str(value))}" if isinstance(value, (str, pathlib.Path))
                      else f"    {key}: {value}" for key, value in settings.items()]
        (self.folder / "Content" / "site.yaml").write_text("\n".join(lines) + "\n")

    def write(self, files):
        """Makes `Public` hold exactly these files; unchanged ones are left alone."""
        there = {str(path.relative_to(self.public)) for path in self.public.rglob("*") if path.is_file()}
        for path in there - set(files):
            (self.public / path).unlink()
        for path, content in files.items():
            file = self.public / path
            data = content.encode()
            if path in there and file.read_bytes() == data:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)

    def command(self, *words):
        return [sitegen(), "publish", "--no-build", "--allow-findings", "--source", str(self.folder), *words]

    def start(self, *words, inside=(), **options):
        return subprocess.Popen(
            [*inside, *self.command(*words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, **options,
        )

    def publish(self, *words, inside=(), timeout=600, **options):
        return subprocess.run(
            [*inside, *self.command(*words)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, timeout=timeout, **options,
        )


def temporary_folder():
    return pathlib.Path(tempfile.mkdtemp(prefix="sitegen-publish-"))


def is_bookkeeping(name):
    """Whether publishing put the file there for itself."""
    return name.startswith((".sitegen", ".nojekyll")) or name == "sitegen-build.txt"


class SmallDisk:
    """A file system of a few megabytes, mounted on a folder where the system permits it."""

    def __init__(self, folder, megabytes):
        self.folder = folder
        mounting = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )
        if mounting.returncode != 0:
            raise OSError(mounting.stderr.strip())

    @staticmethod
    def why_not():
        """Why there can't be one here; nothing where there can."""
        folder = temporary_folder()
        try:
            SmallDisk(folder, 1).stop()
        except OSError as error:
            return f"no small disk can be mounted: {error}"
        finally:
            folder.rmdir()
        return None

    def fill(self):
        with open(self.folder / "filler", "wb", buffering=0) as file, contextlib.suppress(OSError):
            while True:
                file.write(b"\0" * 65536)

    def clear(self):
        (self.folder / "filler").unlink(missing_ok=True)

    def stop(self):
        subprocess.run(["umount", "--lazy", str(self.folder)], check=True)
