"""nginx, Apache and Caddy as Documentation/publishing/web-servers.md sets them up, with a site that was published."""

import gzip
import html
import http.client
import re
import shutil
import subprocess
import unittest

import rig
from servers import Apache, Caddy, Nginx

GUIDE = (rig.ROOT / "Documentation" / "publishing" / "web-servers.md").read_text()


def blocks(language):
    """The guide's examples, for the folder of this test and without what only a public host has."""
    found = re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
    assert found, f"no example for {language} in the guide"
    return found


def inside(block):
    """What stands between a block's first and last line."""
    return "\n".join(block.strip().splitlines()[1:-1])


class WebServers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = rig.temporary_folder()
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.web = cls.folder / "web"
        cls.web.mkdir()
        source = cls.folder / "site"
        for name in ("Content", "Templates"):
            shutil.copytree(rig.ROOT / name, source / name)
        with open(source / "Content" / "site.yaml", "a") as settings:
            settings.write("\nheaders: [pages, nginx, apache, caddy]\n")
            settings.write(f"publish:\n  web:\n    type: directory\n    path: {cls.web}\n")
        cls.public = source / "Public"
        subprocess.run(
            [rig.sitegen(), "build", "--source", str(source), "--quiet"], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        cls.style = next(str(path.relative_to(cls.public)) for path in cls.public.glob("assets/css/*.css"))
        # Compressed forms, of which those for Brotli only look like it: a server doesn't look into them.
        for name in ("index.html", "impressum/index.html", cls.style):
            content = (cls.public / name).read_bytes()
            (cls.public / f"{name}.gz").write_bytes(gzip.compress(content))
            (cls.public / f"{name}.br").write_bytes(b"brotli of " + name.encode())
        (cls.public / ".well-known").mkdir()
        (cls.public / ".well-known" / "security.txt").write_text("Contact: mailto:x@example.org\n")
        # Without the build's own list, all that lies there is published.
        (cls.public / ".sitegen-manifest").unlink()
        cls.command = [rig.sitegen(), "publish", "--no-build", "--allow-findings", "--no-verify", "--source", str(source)]
        cls.publish()

    @classmethod
    def publish(cls, *words):
        result = subprocess.run([*cls.command, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert result.returncode == 0, result.stdout

    def get(self, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        response.body = response.read()
        connection.close()
        return response

    def serve(self, server):
        self.server = server
        self.addCleanup(server.stop)

    def check(self, brotli=True):
        policy = re.search(r"Content-Security-Policy: (.*)", (self.public / "_headers").read_text()).group(1)
        start = self.get("/")
        self.assertEqual(start.status, 200)
        self.assertEqual(start.body, (self.public / "index.html").read_bytes())
        missing = self.get("/gibt/es/nicht/")
        self.assertEqual(missing.status, 404)
        self.assertEqual(missing.body, (self.public / "404.html").read_bytes())
        style = self.get(f"/{self.style}")
        self.assertEqual(style.body, (self.public / self.style).read_bytes())
        for response in (start, missing, style):
            self.assertEqual(response.headers.get_all("Content-Security-Policy"), [policy])
            self.assertEqual(response.headers.get_all("X-Content-Type-Options"), ["nosniff"])
            self.assertEqual(response.headers.get_all("Referrer-Policy"), ["strict-origin-when-cross-origin"])
            self.assertEqual(response.headers.get_all("Strict-Transport-Security"), ["max-age=31536000"])
        forever = ["public, max-age=31536000, immutable"]
        for path, caching in {"/": ["no-cache"], "/index.xml": ["no-cache"], f"/{self.style}": forever}.items():
            self.assertEqual(self.get(path).headers.get_all("Cache-Control"), caching, path)
        self.assertRegex(start.headers["Content-Type"], "^text/html")
        self.assertRegex(style.headers["Content-Type"], "^text/css")
        # An unchanged page costs a 304.
        self.assertEqual(self.get("/", If_None_Match=start.headers["ETag"]).status, 304)
        for path in ("/.htaccess", "/_headers", "/headers.nginx.conf", "/headers.caddy", "/.sitegen-published"):
            response = self.get(path)
            self.assertIn(response.status, (403, 404), path)
        self.assertEqual(self.get("/.well-known/security.txt").status, 200)
        self.assertIn(self.get("/assets/").status, (403, 404), "a list of a folder")
        for path, name in {"/": "index.html", "/impressum/": "impressum/index.html", f"/{self.style}": self.style}.items():
            plain = self.get(path)
            for coding, ending in {"gzip": "gz", **({"br": "br"} if brotli else {})}.items():
                with self.subTest(path=path, coding=coding):
                    packed = self.get(path, Accept_Encoding=coding)
                    self.assertEqual(packed.status, 200)
                    self.assertEqual(packed.headers["Content-Encoding"], coding)
                    self.assertEqual(packed.headers["Content-Type"], plain.headers["Content-Type"])
                    self.assertEqual(packed.headers["Cache-Control"], plain.headers["Cache-Control"])
                    self.assertIn("accept-encoding", packed.headers.get("Vary", "").lower())
                    self.assertEqual(packed.body, (self.public / f"{name}.{ending}").read_bytes())
        self.check_switch()

    def check_switch(self):
        """A new release shows with the next request, and so does the old one after a rollback."""
        page = self.public / "index.html"
        old = page.read_bytes()
        self.addCleanup(page.write_bytes, old)
        for _ in range(2):
            self.get("/")
        page.write_bytes(old.replace(b"</body>", b"<!-- new --></body>"))
        self.publish()
        self.assertIn(b"<!-- new -->", self.get("/").body)
        self.publish("--rollback")
        self.assertEqual(self.get("/").body, old)
        self.publish()
        page.write_bytes(old)
        self.publish()
        self.assertEqual(self.get("/").body, old)

    def test_nginx(self):
        body = inside(blocks("nginx")[0]).replace("/var/www/newsletter", str(self.web))
        body = re.sub(r"^\s*(listen|server_name) .*\n", "", body, flags=re.MULTILINE)
        self.serve(Nginx(self.folder / "nginx", server=body))
        self.check(brotli=False)
        # A reader who loaded a page just before a switch still gets the style that belongs to it.
        style = self.public / self.style
        content = style.read_bytes()
        self.addCleanup(style.write_bytes, content)
        style.unlink()
        self.publish("--allow-vanished")
        self.assertEqual(self.get(f"/{self.style}").body, content)
        self.assertEqual(self.get(f"/{self.style}").headers["Content-Type"], "text/css")

    def test_apache(self):
        first, *others = [block.replace("/var/www/newsletter", str(self.web)) for block in blocks("apache")]
        host = re.sub(r"^\s*ServerName .*\n", "", inside(first), flags=re.MULTILINE)
        self.serve(Apache(self.folder / "apache", "\n".join([host, *others])))
        self.check()

    def test_caddy(self):
        body = inside(blocks("caddy")[0]).replace("/var/www/newsletter", str(self.web))
        self.serve(Caddy(self.folder / "caddy", body))
        self.check()

    def test_previews_behind_nginx(self):
        guide = (rig.ROOT / "Documentation" / "publishing" / "web-host.md").read_text()
        location = re.search(r"^```nginx\n(.*?)^```", guide, re.DOTALL | re.MULTILINE).group(1)
        self.publish("--preview", "feature/Übersicht")
        self.serve(Nginx(self.folder / "previews", server=location.replace("/var/www/preview", str(self.web))))
        for path in ("", "impressum/", self.style):
            response = self.get(f"/feature-uebersicht/{path}")
            name = path + "index.html" if path.endswith("/") or not path else path
            self.assertEqual(response.body, (self.public / name).read_bytes())


class Injections(unittest.TestCase):
    """What somebody writes in a page or a drawing does not get into the configuration of a web server."""

    #: Each would say something to one of the servers, or add a directive to the policy.
    ADDRESSES = [
        'https://a.example" always;\nreturn 200 "taken";\nadd_header x "/',
        'https://a.example"\n  Header always set X-Taken "yes',
        'https://a.example"\n\tX-Taken "yes',
        "https://a.example\n  X-Taken: yes",
        "https://a.example;script-src-elem * 'unsafe-inline'",
        "https://a.example, default-src *",
        "https://$host", "https://%{HOME}e", "https://{env.HOME}", "https://*",
    ]

    SETTINGS = "title: T\nbaseURL: https://www.example.org\nheaders: [pages, nginx, apache, caddy]\n"

    def setUp(self):
        self.folder = rig.temporary_folder()
        self.addCleanup(shutil.rmtree, self.folder)

    def build(self, name, template="", settings="", files={}):
        site = self.folder / name
        (site / "Content").mkdir(parents=True)
        (site / "Templates").mkdir()
        (site / "Content" / "site.yaml").write_text(self.SETTINGS + settings)
        (site / "Content" / "index.md").write_text("---\ntitle: Start\n---\nText\n")
        (site / "Templates" / "page.html").write_text(f"<title>{{{{ page.title }}}}</title>{template}")
        for path, text in files.items():
            (site / "Content" / path).write_text(text)
        result = subprocess.run(
            [rig.sitegen(), "build", "--source", str(site)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        return site / "Public", result

    @staticmethod
    def escaped(text):
        return html.escape(text).replace("\n", "&#10;")

    def test_they_are_refused(self):
        for number, address in enumerate(self.ADDRESSES):
            form = f'<form action="{self.escaped(address)}"></form>'
            drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">{form}</svg>'
            for kind, more in {
                "template": {"template": form}, "drawing": {"files": {"a.svg": drawing}}, "page": {"files": {"a.html": form}},
            }.items():
                with self.subTest(address=address, kind=kind):
                    public, result = self.build(f"{kind}-{number}", **more)
                    self.assertEqual(result.returncode, 1, result.stdout)
                    self.assertFalse(public.exists())

    def test_servers_answer_with_the_policy_alone(self):
        """Pages that the settings vouch for are taken over with whatever they say; templates name a host of their own."""
        pages = {
            f"{number}.html": f'<form action="{self.escaped(address)}"></form><style>a{number}</style><p onclick="a()">'
            for number, address in enumerate(self.ADDRESSES)
        }
        public, result = self.build(
            "trusted", '<form action="https://formular.example/x"></form>', "markdown: {raw_html: pass}\n", pages
        )
        self.assertEqual(result.returncode, 0, result.stdout)
        policy = (
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
            "form-action 'self' https://formular.example; base-uri 'none'; frame-ancestors 'none'"
        )
        self.assertIn(f"  Content-Security-Policy: {policy}\n", (public / "_headers").read_text())
        servers = {
            "nginx": lambda: Nginx(self.folder / "nginx", server=f"root {public}; include {public}/headers.nginx.conf;"),
            "apache": lambda: Apache(
                self.folder / "apache",
                f"DocumentRoot {public}\n<Directory {public}>\nAllowOverride All\nRequire all granted\n</Directory>",
            ),
            "caddy": lambda: Caddy(self.folder / "caddy", f"root * {public}\nimport {public}/headers.caddy\nfile_server"),
        }
        for name, start in servers.items():
            with self.subTest(server=name):
                server = start()
                self.addCleanup(server.stop)
                connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
                connection.request("GET", "/")
                response = connection.getresponse()
                self.assertEqual(response.read(), (public / "index.html").read_bytes())
                connection.close()
                self.assertEqual(response.headers.get_all("Content-Security-Policy"), [policy])
                self.assertFalse([key for key in response.headers if "taken" in key.lower()])


if __name__ == "__main__":
    unittest.main()
