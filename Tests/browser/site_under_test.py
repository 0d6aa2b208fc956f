"""The built site as the tests see it: its files, and a server that sends them as the web host would."""

import fnmatch
import functools
import gzip
import http.server
import io
import pathlib
import threading
import urllib.parse

import lxml.html

#: What a web host packs before it sends it.
PACKED = (".html", ".css", ".js", ".svg", ".xml", ".json", ".webmanifest", ".txt")


class Headers:
    """The rules of `_headers`, which the build writes: the site is looked at under its own policy."""

    def __init__(self, root):
        self.rules = []
        for line in (root / "_headers").read_text("utf-8").splitlines():
            if line.startswith("  "):
                name, value = line.strip().split(": ", 1)
                self.rules[-1][1].append((name, value))
            else:
                self.rules.append((line, []))

    def of(self, path):
        return [header for pattern, headers in self.rules if fnmatch.fnmatchcase(path, pattern) for header in headers]


class Page:
    """One HTML file of the site, read once."""

    def __init__(self, root, file):
        self.file = file
        name = file.relative_to(root).as_posix()
        self.path = "/" + name.removesuffix("index.html")
        self.tree = lxml.html.fromstring(file.read_bytes())
        self.redirect = bool(self.tree.xpath("//meta[@http-equiv='refresh']"))
        self.language = self.tree.get("lang", "")
        classes = (self.tree.find("body").get("class") or "").split()
        self.kind = next((it.removeprefix("kind-") for it in classes if it.startswith("kind-")), "")

    @functools.cached_property
    def ids(self):
        return set(self.tree.xpath("//@id"))

    def __repr__(self):
        return self.path


class Site:
    """All pages below a folder."""

    def __init__(self, root):
        self.root = pathlib.Path(root).resolve()
        self.pages = [Page(self.root, it) for it in sorted(self.root.rglob("*.html"))]
        self.by_path = {it.path: it for it in self.pages}
        self.readable = [it for it in self.pages if not it.redirect]

    def samples(self):
        """One page of each kind in each language: the longest, where most can go wrong."""
        longest = {}
        for page in self.readable:
            key = (page.kind, page.language)
            if key not in longest or page.file.stat().st_size > longest[key].file.stat().st_size:
                longest[key] = page
        return list(longest.values())

    def specimens(self):
        """One page of each kind, where the language makes no difference."""
        return list({it.kind: it for it in reversed(self.samples())}.values())

    def has(self, address):
        """Whether something lies at this path of the site."""
        path = urllib.parse.unquote(urllib.parse.urlsplit(address).path)
        if path.endswith("/"):
            return path in self.by_path
        return (self.root / path.lstrip("/")).is_file()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Sends a file with the headers that the build asks for, packed as a web host packs it."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".woff2": "font/woff2",
        ".webmanifest": "application/manifest+json",
        ".xml": "text/xml",
    }

    def __init__(self, *arguments, headers_of, **options):
        self.headers_of = headers_of
        super().__init__(*arguments, **options)

    def end_headers(self):
        for name, value in self.headers_of(urllib.parse.urlsplit(self.path).path):
            self.send_header(name, value)
        super().end_headers()

    def send_head(self):
        path = pathlib.Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in PACKED or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        data = gzip.compress(path.read_bytes(), 9)
        self.send_response(http.HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        return io.BytesIO(data)

    def log_message(self, *_):
        pass


class Listener(http.server.ThreadingHTTPServer):
    """Keeps a browser's parallel requests waiting rather than refusing them."""

    request_queue_size = 128


class Server:
    """The site on a port of this machine, while the tests run."""

    def __init__(self, root):
        handler = functools.partial(Handler, directory=str(root), headers_of=Headers(root).of)
        self.server = Listener(("127.0.0.1", 0), handler)
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
