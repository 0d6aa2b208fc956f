"""Sites that the tests make, with the newsletter's templates, and what sitegen says of them."""

import os
import pathlib
import shutil
import struct
import subprocess
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SITEGEN = os.environ.get("SITEGEN", str(ROOT / ".build/release/sitegen"))
ORIGIN = "https://www.example.org"
EDITION = "ausgaben/2026-11"

SETTINGS = f"""\
edition: 2026
title: Hafenbrief
description: Ein Brief aus dem Hafen
baseURL: {ORIGIN}
timeZone: Europe/Berlin
language: de
languages: {{de: Deutsch}}
editions: ausgaben
taxonomies: {{tags: {{title: Themen, path: themen}}}}
feeds: {{formats: [rss, atom, json]}}
publisher: {{name: Stadt Beispiel}}
"""


class Site:
    """A site of one edition in a folder."""

    def __init__(self, folder, settings=SETTINGS):
        self.folder = pathlib.Path(folder)
        shutil.copytree(ROOT / "Templates", self.folder / "Templates")
        self.write("Content/site.yaml", settings)
        for name in ("impressum", "datenschutz", "barrierefreiheit"):
            self.page(f"{name}.md", name.capitalize(), "", "Text.")
        self.page("index.md", "Start", "", "Guten Tag.")
        self.page("ausgaben/index.md", "Ausgaben", "", "Alle.")
        self.page(f"{EDITION}/index.md", "November", "date: 2026-11-30\n", "Neues.")

    def write(self, path, content):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    def page(self, path, title, fields, text):
        return self.write(f"Content/{path}", f"---\ntitle: {title}\n{fields}---\n{text}\n")

    def article(self, path, title, fields, text):
        return self.page(f"{EDITION}/{path}", title, f"date: 2026-11-30\nsummary: Kurz gesagt.\n{fields}", text)

    def run(self, *words, strict=True):
        done = subprocess.run(
            [SITEGEN, *words, "--now", "2026-12-01"], cwd=self.folder, capture_output=True, text=True, check=False
        )
        if strict:
            assert done.returncode == 0, done.stderr[-4000:]
        return done

    @property
    def output(self):
        return self.folder / "Public"


def picture():
    """A small PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xb4\x3c\x28" * 40) * 30)
    header = struct.pack(">IIBBBBB", 40, 30, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
